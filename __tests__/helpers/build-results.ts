import type { BuildRecord } from '../../src/record/recorder.ts'
import { type BuildFacts, buildFacts } from '../../src/report/build-facts.ts'
import type { Result } from '../../src/step/step.ts'
import { nothingToBuild } from './build-inputs.ts'
import { record } from './recorded-streams.ts'

/** The result of a step on a remote builder, with all that isn't given made up. */
export function makeResult(result: Partial<Result> = {}): Result {
  return {
    builder: {
      name: 'b',
      driver: 'remote',
      endpoint: 'tcp://buildkit.example.com:1234',
      buildx: { file: '/buildx', env: {} },
      daemon: { version: 'v0.32.2', platforms: ['linux/amd64'] },
      connectSeconds: 0.0614,
      release: async () => {},
    },
    plan: {
      build: { ...nothingToBuild, tags: ['ghcr.io/acme/app:1'] },
      notices: [],
      warnings: [],
    },
    record: record([]),
    seconds: 1.234,
    checks: [],
    retries: 0,
    cleaningUpSeconds: 0,
    metadata: { json: '{}', digest: 'sha256:abc', imageId: 'sha256:abc' },
    ...result,
  }
}

/** Those of a build that went well, unless more is said. */
export function makeFacts(record: BuildRecord, result: Partial<Result> = {}): BuildFacts {
  return buildFacts(makeResult({ record, ...result }))
}
