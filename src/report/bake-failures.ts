import { isSame } from '../bake/failed-targets.ts'
import { shortError } from '../log/short-error.ts'
import type { BuildFailure } from '../record/failure.ts'
import type { Failed, Outcome } from '../step/outcome.ts'
import { oneLine } from '../text/terminal-line.ts'
import type { BakeFacts, TargetFacts } from './bake-facts.ts'

/** Why a bake didn't succeed. */
export interface BakeFailure {
  /** The targets that it is about; none where that isn't known, or the bake has one target alone. */
  readonly targets: readonly string[]
  readonly outcome: Exclude<Outcome, { readonly kind: 'succeeded' }>
}

type FailedTarget = TargetFacts & { readonly failure: BuildFailure }

/** What ended a bake, and then what else failed. A step that targets share is one failure. */
export function bakeFailures(facts: BakeFacts): readonly BakeFailure[] {
  const { ofTargets, outcome, failedTargets } = facts
  if (outcome.kind === 'succeeded') return []
  const others = ofTargets
    .filter((each): each is FailedTarget => each.failure !== undefined)
    .filter(({ name }) => !failedTargets.includes(name))
  const groups: FailedTarget[][] = []
  for (const target of others) {
    const group = groups.find(([first]) => first && isSame(first.failure, target.failure))
    if (group === undefined) groups.push([target])
    else group.push(target)
  }
  const targets = ofTargets.length < 2 ? [] : failedTargets
  return [{ targets, outcome: inPlainWords(outcome, facts) }, ...groups.flatMap(ended)]
}

/** buildx names a vertex that targets share after one of them. */
function inPlainWords(
  outcome: BakeFailure['outcome'],
  { ofTargets, failedTargets: [name, ...others] }: BakeFacts,
): BakeFailure['outcome'] {
  const { failure: vertex } = ofTargets.find((each) => each.name === name) ?? {}
  const isShared = outcome.kind === 'failed' && vertex !== undefined && others.length > 0
  return isShared ? { ...outcome, vertex } : outcome
}

function ended(group: readonly FailedTarget[]): readonly BakeFailure[] {
  const [first] = group
  if (first === undefined) return []
  const { failure, excerpt } = first
  const outcome: Failed = {
    ...{ kind: 'failed', cause: { kind: 'lasting' } },
    ...{ error: oneLine(shortError(failure.error)), vertex: failure },
    ...(excerpt && { excerpt }),
  }
  return [{ targets: group.map(({ name }) => name), outcome }]
}
