import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { readDefinition } from '../../src/bake/definition.ts'
import type { BakeResult, TargetResult } from '../../src/bake/result.ts'
import { createTargetStream } from '../../src/bake/target-stream.ts'
import { createRawJsonDecoder } from '../../src/progress/rawjson.ts'
import { createRecorder } from '../../src/record/recorder.ts'
import type { Outcome } from '../../src/step/outcome.ts'
import { makeResult } from './build-results.ts'

const fixtures = join(import.meta.dirname, '../fixtures/streams-bake')

/** The result of a recorded bake, each of whose targets succeeded unless something of it failed. */
export function bakeResult(
  name: string,
  targets: readonly string[],
  more: Partial<BakeResult> = {},
): BakeResult {
  const stream = createTargetStream(targets)
  const total = createRecorder()
  const recorders = targets.map((target) => ({ target, recorder: createRecorder() }))
  const decoder = createRawJsonDecoder({
    status(status) {
      const { counted, byTarget } = stream.read(status)
      total.status(counted)
      for (const { target, recorder } of recorders) recorder.status(byTarget.get(target) ?? {})
    },
    text() {},
  })
  decoder.write(readFileSync(join(fixtures, `${name}.rawjson`)))
  decoder.end()
  const record = total.result()
  const { builder } = makeResult()
  const { failure } = record
  const outcome: Outcome = failure
    ? { kind: 'failed', cause: { kind: 'lasting' }, error: failure.error, vertex: failure }
    : { kind: 'succeeded' }
  const results = recorders.map(({ target, recorder }): TargetResult => {
    const own = recorder.result()
    const [planned] = readDefinition(
      JSON.stringify({
        target: {
          [target]: {
            ...{ tags: [`ghcr.io/acme/${target}:1`], context: target },
            output: [{ type: 'registry' }],
          },
        },
      }),
    ).targets
    if (planned === undefined) throw new Error('no target')
    const isFailed = own.failure !== undefined
    return {
      ...{ name: target, target: { ...planned, isPushed: true }, isLinked: false },
      ...{ status: isFailed ? 'failed' : 'succeeded', record: own, checks: [], seconds: 1.5 },
      ...(!isFailed && { metadata: { digest: `sha256:${target}`, images: planned.tags } }),
    }
  })
  return {
    ...{ builder, outcome, record, metadata: '{}', targets: results, retries: 0 },
    plan: {
      bake: {
        ...{ remote: '', allow: [], call: '', files: [], jobs: '', load: false, noCache: false },
        ...{ provenance: '', pull: false, push: true, sbom: '', set: [], targets: [], vars: [] },
      },
      targets: results.map(({ target }) => target),
      requested: targets,
      ...{ notices: [], warnings: [] },
    },
    ...{ seconds: 2.5, cleaningUpSeconds: 0 },
    ...more,
  }
}
