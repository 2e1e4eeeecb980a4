import { failedTargets } from '../bake/failed-targets.ts'
import type { BakeResult, TargetResult } from '../bake/result.ts'
import { loadsIntoDocker } from '../buildx/outputs.ts'
import type { Excerpt } from '../log/last-words.ts'
import type { BuildFacts } from './build-facts.ts'
import { type CacheReport, cacheReport, type ReportedStep } from './cache-report.ts'

/** Everything that the end of the log, the annotations and the summary of a bake are made of. */
export interface BakeFacts
  extends Pick<BuildFacts, 'report' | 'outcome' | 'seconds'>,
    Required<Pick<BuildFacts, 'targets'>> {
  readonly ofTargets: readonly TargetFacts[]
  /** The targets that the failure belongs to which ended the bake: several if they share the step. */
  readonly failedTargets: readonly string[]
}

/** What is told about one target. */
export interface TargetFacts
  extends Pick<TargetResult, 'name' | 'status' | 'seconds' | 'checks' | 'isLinked' | 'variants'> {
  /** Of its own steps, those that it shares with others among them. */
  readonly report: CacheReport
  /** The names that were pushed, or else those that the image was given; those in the definition, where none are known. */
  readonly tags: readonly string[]
  /** Whether its image has these names now, in a registry or a Docker daemon. */
  readonly isPlaced: boolean
  /** Of the image that has the first name. Empty when it isn't known. */
  readonly digest: string
  readonly imageChanged?: boolean
  /** Why it failed. */
  readonly failure?: NonNullable<TargetResult['record']['failure']>
  /** Where in its Dockerfile. */
  readonly excerpt?: Excerpt
}

export function bakeFacts(result: BakeResult): BakeFacts {
  const { builder, record, historyFacts, retries, cleaningUpSeconds, outcome, seconds, advice } =
    result
  const asked = result.targets.filter(({ isLinked }) => !isLinked)
  const history = historyFacts && { historyFacts }
  return {
    report: cacheReport({
      ...{ record, builder, retries, cleaningUpSeconds, ...history },
      ...(advice && { advice }),
    }),
    ...{ outcome, seconds },
    targets: {
      succeeded: asked.filter(({ status }) => status === 'succeeded').length,
      total: asked.length,
    },
    ofTargets: result.targets.map((target) => targetFacts(target, result)),
    failedTargets: failedTargets(outcome, result.targets),
  }
}

function targetFacts(
  result: TargetResult,
  { builder, plan }: Pick<BakeResult, 'builder' | 'plan'>,
): TargetFacts {
  const { name, status, seconds, checks, isLinked, target, record, historyFacts, metadata } = result
  const { cacheWrite, refused, isPushed, outputs } = target
  const isLoaded = plan.bake.load || builder.driver === 'docker' || loadsIntoDocker(outputs)
  return {
    ...{ name, status, seconds, checks, isLinked },
    report: cacheReport({
      record,
      plan: { ...(cacheWrite && { cacheWrite }), ...(refused && { refused }) },
      ...(historyFacts && { historyFacts }),
    }),
    // The definition is evaluated once more for the bake, and `timestamp()` comes to another tag then.
    tags: metadata !== undefined && metadata.images.length > 0 ? metadata.images : target.tags,
    isPlaced: status === 'succeeded' && (isPushed || isLoaded),
    digest: metadata?.digest ?? '',
    ...(result.variants && { variants: result.variants }),
    ...(result.imageChanged !== undefined && { imageChanged: result.imageChanged }),
    ...(status === 'failed' && record.failure && { failure: record.failure }),
    ...(result.excerpt && { excerpt: result.excerpt }),
  }
}

/** The target is the first word of the stage, unless the bake has one target alone. */
export function splitTarget(step: ReportedStep, targets: readonly string[]): ReportedStep {
  const { stage = '', ...rest } = step
  const [target = '', ...words] = stage.split(' ')
  if (targets.length < 2 || !targets.includes(target)) return step
  return { ...rest, target, ...(words.length > 0 && { stage: words.join(' ') }) }
}
