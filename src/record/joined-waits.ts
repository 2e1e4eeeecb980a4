import { type Interval, since, wallSeconds } from '../progress/intervals.ts'
import { workedIntervals } from '../progress/vertex-table.ts'
import type { StepVertex } from './steps.ts'

/** When another build ran a step for this one too, by the step's index. */
export type JoinedIntervals = ReadonlyMap<number, readonly Interval[]>

interface JoinedRecord {
  readonly joinedIntervals: JoinedIntervals
}

/** How long a build waited for steps that another build ran for both, in seconds by the step's index. */
export function joinedWaits({ joinedIntervals }: JoinedRecord): ReadonlyMap<number, number> {
  return new Map(
    [...joinedIntervals].map(([index, intervals]) => [index, wallSeconds(intervals)] as const),
  )
}

/** How long a build waited for all such steps together: what went on at the same time counts once. */
export function joinedSeconds({ joinedIntervals }: JoinedRecord): number {
  return wallSeconds([...joinedIntervals.values()].flat())
}

/**
 * When another build ran steps for this one too, by the step's index, counted from the moment at which this build
 * began. A step that another platform of the same build ran is none of them.
 *
 * Where the two builds have one and the same vertex, as from Git, the stream tells which of them ran it only when it
 * had begun before this build.
 *
 * @param begunAt when the build began, in milliseconds by the clock of the stream
 * @param now ends what was still running, in milliseconds
 */
export function findJoinedIntervals(
  steps: readonly StepVertex[],
  begunAt: number,
  now: number,
): JoinedIntervals {
  const own = new Set(
    steps.flatMap(({ facts, sharers }) => [facts, ...sharers].map(({ digest }) => digest)),
  )
  return new Map(
    [...steps.entries()].flatMap(([index, { worker, status }]) => {
      const hasRun = status === 'executed' || status === 'failed'
      const worked = workedIntervals(worker, now)
      const isOfOther = !own.has(worker.digest) || worked.some(({ start }) => start < begunAt)
      return hasRun && isOfOther ? [[index, since(begunAt, worked)] as const] : []
    }),
  )
}
