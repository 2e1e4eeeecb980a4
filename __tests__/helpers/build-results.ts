import type { Excerpt } from '../../src/log/last-words.ts'
import type { BuildRecord } from '../../src/record/recorder.ts'
import { type BuildFacts, buildFacts } from '../../src/report/build-facts.ts'
import type { Outcome } from '../../src/step/outcome.ts'
import type { Result } from '../../src/step/result.ts'
import { nothingToBuild } from './build-inputs.ts'
import { record } from './recorded-streams.ts'

/** The result of a build that succeeded and pushed on a remote builder. Fields that aren't given have invented values. */
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
      build: { ...nothingToBuild, push: true, tags: ['ghcr.io/acme/app:1'] },
      notices: [],
      warnings: [],
    },
    outcome: { kind: 'succeeded' },
    record: record([]),
    seconds: 1.234,
    checks: [],
    retries: 0,
    cleaningUpSeconds: 0,
    metadata: { json: '{}', digest: 'sha256:abc', imageId: 'sha256:abc' },
    ...result,
  }
}

/** The facts of a build that succeeded, unless `result` has another outcome. */
export function makeFacts(record: BuildRecord, result: Partial<Result> = {}): BuildFacts {
  return buildFacts(makeResult({ record, ...result }))
}

export const canceled: Outcome = { kind: 'canceled' }

/** A failure of the vertex that the record names. */
export function failed({ failure }: BuildRecord, error: string, excerpt?: Excerpt): Outcome {
  return {
    kind: 'failed',
    error,
    cause: { kind: 'lasting' },
    ...(failure && { vertex: failure }),
    ...(excerpt && { excerpt }),
  }
}
