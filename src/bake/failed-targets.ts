import type { BuildFailure } from '../record/failure.ts'
import type { BuildRecord } from '../record/recorder.ts'
import type { Outcome } from '../step/outcome.ts'

interface Target {
  readonly name: string
  readonly record: Pick<BuildRecord, 'failure'>
}

/**
 * The targets whose failure ended the bake: those of which the vertex is that failed, or the one that buildx names
 * where it failed outside of any, as with a Dockerfile that can't be parsed.
 */
export function failedTargets(outcome: Outcome, targets: readonly Target[]): readonly string[] {
  if (outcome.kind !== 'failed') return []
  const { vertex, error } = outcome
  if (vertex !== undefined) {
    return targets
      .filter(({ record: { failure } }) => failure !== undefined && isSame(failure, vertex))
      .map(({ name }) => name)
  }
  const [only, ...others] = targets.map(({ name }) => name)
  if (only !== undefined && others.length === 0) return [only]
  const [, named] = /^target (\S+): /.exec(error) ?? []
  return named !== undefined && [only, ...others].includes(named) ? [named] : []
}

/** Whether two failures are that of one vertex, whose name differs between targets. */
export function isSame(one: BuildFailure, other: BuildFailure): boolean {
  const content = ({ error, lastOutput, step }: BuildFailure) =>
    JSON.stringify([error, lastOutput, step?.name, step?.platform])
  return content(one) === content(other)
}
