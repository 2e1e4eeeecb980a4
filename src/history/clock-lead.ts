import { createVertexTable, type VertexFacts } from '../progress/vertex-table.ts'
import type { BuildRecord } from '../record/recorder.ts'
import { isStep } from '../record/step-vertex.ts'
import type { DaemonHistory } from './daemon-history.ts'
import { type HistoryRecord, readLogVertices } from './messages.ts'

/** Bytes of the log, which begins with the vertices. */
const mostBytes = 1024 * 1024

/**
 * How much later a step is by the clock of the stream than by that of the daemon, in milliseconds: buildx shifts the
 * times, and the client's clock is another one. The daemon's own record of the build has its times.
 *
 * @param own the daemon's record of the same build, which has ended
 * @returns undefined when the record has no step that has started
 */
export async function readClockLead(
  { vertices }: Pick<BuildRecord, 'vertices'>,
  own: HistoryRecord,
  history: Pick<DaemonHistory, 'read'>,
): Promise<number | undefined> {
  if (own.logs === undefined) return undefined
  const log = await history.read(own.logs, mostBytes)
  const table = createVertexTable()
  for (const vertex of readLogVertices(log, own.logs.size > log.length).vertices) {
    table.update(vertex)
  }
  for (const facts of vertices) {
    const logged = table.get(facts.digest)
    if (logged === undefined || !isStep(facts)) continue
    const lead = firstStart(facts) - firstStart(logged)
    if (Number.isFinite(lead)) return lead
  }
  return undefined
}

/** Infinite for a vertex that has not started. */
function firstStart({ runs }: VertexFacts): number {
  return Math.min(...[...runs.values()].map(({ start }) => start))
}
