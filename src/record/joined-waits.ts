import { since, wallSeconds } from '../progress/intervals.ts'
import { workedIntervals } from '../progress/vertex-table.ts'
import { firstStart } from './own-graph.ts'
import type { BuildRecord } from './recorder.ts'

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
}: Pick<BuildRecord, 'stepVertices' | 'vertices' | 'tasks'>): ReadonlyMap<number, number> {
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
      return hasRun && isOfOther ? [[index, wallSeconds(since(begunAt, worked))] as const] : []
    }),
  )
}
