import type { StepName } from '../progress/step-name.ts'
import { byDigest, walkInputs } from '../progress/vertex-inputs.ts'
import type { VertexFacts } from '../progress/vertex-table.ts'
import type { StepStatus } from './step-status.ts'
import { verbOf } from './step-vertex.ts'
import { type StepVertex, stepsByDigest } from './steps.ts'

/**
 * Why a step ran instead of coming from cache, if the reason is known.
 *
 * - `context-changed`: it copies from the build context or another source, and that changed
 * - `instruction-changed`: the instruction, or an argument or variable that goes into it, changed
 * - `base-image-changed`: the image its stage is built on changed
 * - `previous-step-ran`: it uses a step of another stage that ran as well
 * - `no-cache`: the build was asked not to use its cache
 * - `evicted`: an earlier build had exactly this result, and the daemon no longer has it
 * - `never-built-here`: no earlier build of the project finished it, among the newest that the daemon
 *   remembers; or the daemon is new and no cache was imported
 * - `unknown`: none of these is certain
 */
export const missReasons = [
  'context-changed',
  'instruction-changed',
  'base-image-changed',
  'previous-step-ran',
  'no-cache',
  'evicted',
  'never-built-here',
  'unknown',
] as const

export type MissReason = (typeof missReasons)[number]

/** The first step that missed in one stage on one platform. Those after it ran because it did. */
export interface Miss {
  /** Its index in the list of steps. */
  readonly step: number
  readonly reason: MissReason
  /** More about the reason, such as the argument's name, as a phrase. */
  readonly detail?: string
}

/** The steps that the inputs request to run even if they are cached. */
export interface NoCache {
  readonly noCache: boolean
  /** Of these stages. */
  readonly noCacheFilters: readonly string[]
}

/**
 * The first miss of each stage on each platform, explained only by the build's own stream.
 *
 * @param isFirstBuild whether there was no cache at all
 */
export function findMisses(
  steps: readonly StepVertex[],
  vertices: readonly VertexFacts[],
  asked: NoCache,
  isFirstBuild = false,
): readonly Miss[] {
  const isAsked = askedToRun(steps, asked)
  const all = byDigest(vertices)
  const stepOf = stepsByDigest(steps)
  const chains = new Set<string>()
  return [...steps.entries()].flatMap(([index, { facts, step, status }]): Miss[] => {
    const chain = `${step.stage ?? ''} ${step.platform ?? ''}`
    if (!hasRun(status) || chains.has(chain)) return []
    chains.add(chain)
    if (isAsked(step)) return [{ step: index, reason: 'no-cache' }]
    // The steps whose results it uses, directly or through vertices that aren't steps.
    const before = walkInputs(facts, all, ({ digest }) => stepOf.has(digest))
      .map(({ digest }) => stepOf.get(digest))
      .find((input) => hasRun(input?.status))
    if (before === undefined) {
      return [{ step: index, reason: isFirstBuild ? 'never-built-here' : 'unknown' }]
    }
    return [{ step: index, reason: 'previous-step-ran', detail: before.facts.name }]
  })
}

/**
 * The steps that the inputs request to run. The name of a Dockerfile's only stage isn't in the stream, so it
 * isn't known whether it is the requested one. If it is, all its steps ran, apart from `WORKDIR`, which comes
 * from cache anyway.
 */
function askedToRun(
  steps: readonly StepVertex[],
  { noCache, noCacheFilters }: NoCache,
): (step: StepName) => boolean {
  const stages = new Set(noCacheFilters.map((stage) => stage.toLowerCase()))
  const isOnlyStageAsked =
    stages.size > 0 &&
    steps.every(({ facts, status }) => status !== 'cached' || verbOf(facts) === 'WORKDIR')
  return ({ stage }) =>
    noCache || (stage === undefined ? isOnlyStageAsked : stages.has(stage.toLowerCase()))
}

function hasRun(status: StepStatus | undefined): boolean {
  return status === 'executed' || status === 'failed'
}
