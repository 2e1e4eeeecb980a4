import { type Interval, since, wallSeconds } from '../progress/intervals.ts'
import { workedIntervals } from '../progress/vertex-table.ts'
import { firstStart } from './own-graph.ts'
import type { BuildRecord } from './recorder.ts'

type JoinedRecord = Pick<BuildRecord, 'stepVertices' | 'vertices' | 'tasks'>

/**
 * How long a build waited for steps that another build ran for both, in seconds by the step's index, counted from
 * the moment at which this build began. A step that another platform of the same build ran is none of them.
 *
 * Where the two builds have one and the same vertex, as from Git, the stream tells which of them ran it only when it
 * had begun before this build.
 */
export function joinedWaits({
  stepVertices,
  vertices,
  tasks,
}: JoinedRecord): ReadonlyMap<number, number> {
  return new Map(
    [...joinedIntervals({ stepVertices, vertices, tasks })].map(
      ([index, intervals]) => [index, wallSeconds(intervals)] as const,
    ),
  )
}

/** How long a build waited for all such steps together: what went on at the same time counts once. */
export function joinedSeconds(record: JoinedRecord): number {
  return wallSeconds([...joinedIntervals(record).values()].flat())
}

function joinedIntervals({
  stepVertices,
  vertices,
  tasks,
}: JoinedRecord): ReadonlyMap<number, readonly Interval[]> {
  const own = new Set(
    stepVertices.flatMap(({ facts, sharers }) => [facts, ...sharers].map(({ digest }) => digest)),
  )
  const begunAt = firstStart(vertices)
  const now = tasks.reduce((last, { end }) => Math.max(last, end), 0)
  return new Map(
    [...stepVertices.entries()].flatMap(([index, { worker, status }]) => {
      const hasRun = status === 'executed' || status === 'failed'
      const worked = workedIntervals(worker, now)
      const isOfOther = !own.has(worker.digest) || worked.some(({ start }) => start < begunAt)
      return hasRun && isOfOther ? [[index, since(begunAt, worked)] as const] : []
    }),
  )
}
