import { wallSeconds } from '../progress/intervals.ts'
import { isLinkMerge, parseStepName, type StepName } from '../progress/step-name.ts'
import { isCancellation, type VertexFacts, workedIntervals } from '../progress/vertex-table.ts'
import { cacheMountIds } from './cache-mounts.ts'
import { rankStages } from './stage-order.ts'

export type StepStatus = 'cached' | 'executed' | 'failed' | 'canceled' | 'not-started'

/** A Dockerfile instruction that BuildKit ran, took from cache, or didn't get to. */
export interface Step {
  /** The instruction, such as `RUN make`. */
  readonly name: string
  readonly stage?: string
  /** As BuildKit writes it; work that several platforms share bears the name of one of them. */
  readonly platform?: string
  readonly status: StepStatus
  /** Wall-clock time it worked. For a cached step what it took to look it up and pull its layer. */
  readonly seconds: number
  /** Ids of the cache mounts that its instruction names; absent when there are none. */
  readonly cacheMounts?: readonly string[]
  /** Present when it came from cache and its layer had to be pulled from a registry. */
  readonly pulled?: true
}

/** A step and what the stream told of its vertex. */
export interface StepVertex {
  readonly facts: VertexFacts
  readonly step: StepName
}

export interface StepCounts {
  /** All steps: the five counts below add up to it. */
  readonly total: number
  readonly cached: number
  readonly executed: number
  readonly failed: number
  readonly canceled: number
  readonly notStarted: number
  /** Cached among those that came to an end of their own, 0 to 100, rounded down; 0 when none did. */
  readonly percent: number
  /** Whether there were steps and all came from cache. */
  readonly hit: boolean
}

/**
 * The step that a vertex is, if it is one: it has the name of an instruction and has inputs. So sources
 * aren't: a `FROM` and the download of an `ADD` from a URL bear an instruction's name too. Neither is the
 * merge half of a `COPY --link`.
 */
function stepOf({ name, inputs }: VertexFacts): StepName | undefined {
  const step = inputs.length > 0 ? parseStepName(name) : undefined
  return step && !isLinkMerge(step) ? step : undefined
}

export function isStep(facts: VertexFacts): boolean {
  return stepOf(facts) !== undefined
}

/** The steps among a build's vertices, in the order of the Dockerfile. */
export function findSteps(vertices: readonly VertexFacts[]): readonly StepVertex[] {
  const rank = rankStages(vertices)
  return vertices
    .flatMap((facts) => {
      const step = stepOf(facts)
      return step ? [{ facts, step }] : []
    })
    .sort((a, b) => rank(a.step) - rank(b.step) || compareSteps(a.step, b.step))
}

/** `now` (milliseconds) ends what was still running; `pulled` are the vertices whose layers were pulled. */
export function readStep(
  { facts, step: { instruction, stage, platform } }: StepVertex,
  now: number,
  pulled: ReadonlySet<string>,
): Step {
  const status = stepStatus(facts)
  const cacheMounts = cacheMountIds(instruction)
  return {
    name: instruction,
    ...(stage && { stage }),
    ...(platform && { platform }),
    status,
    seconds: wallSeconds(workedIntervals(facts, now)),
    ...(cacheMounts.length > 0 && { cacheMounts }),
    ...(status === 'cached' && pulled.has(facts.digest) && { pulled: true }),
  }
}

/** Indices of the steps that took longest to run, longest first. */
export function slowestSteps(steps: readonly Step[]): readonly number[] {
  return [...steps.entries()]
    .filter(([, { status }]) => status === 'executed' || status === 'failed')
    .sort(([, a], [, b]) => b.seconds - a.seconds)
    .slice(0, mostSlowest)
    .map(([index]) => index)
}

const mostSlowest = 5

export function countSteps(steps: readonly Step[]): StepCounts {
  const count = (status: StepStatus) => steps.filter((step) => step.status === status).length
  const cached = count('cached')
  const executed = count('executed')
  const failed = count('failed')
  const counted = cached + executed + failed
  return {
    total: steps.length,
    cached,
    executed,
    failed,
    canceled: count('canceled'),
    notStarted: count('not-started'),
    percent: counted === 0 ? 0 : Math.floor((cached * 100) / counted),
    hit: steps.length > 0 && cached === steps.length,
  }
}

function compareSteps(a: StepName, b: StepName): number {
  return a.index - b.index || compareText(a.platform ?? '', b.platform ?? '')
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

export function stepStatus(facts: VertexFacts): StepStatus {
  // First, because a hit stays one when its layer is pulled later, which is told without the flag.
  if (facts.cached) return 'cached'
  if (facts.error) return isCancellation(facts.error) ? 'canceled' : 'failed'
  if (facts.completed) return 'executed'
  // Started and never ended: the connection broke, and the build with it.
  return facts.runs.size > 0 ? 'canceled' : 'not-started'
}
