import { walkReader } from '../progress/vertex-inputs.ts'
import type { VertexFacts } from '../progress/vertex-table.ts'
import type { Evidence } from './evidence.ts'
import type { OwnGraph } from './own-graph.ts'

export type StepStatus = 'cached' | 'executed' | 'failed' | 'canceled' | 'not-started'

/** The vertices with which own steps were joined, by the digest of the own step. */
export type Joined = ReadonlyMap<string, VertexFacts>

/**
 * Reads the status of an own step, from the strongest proof to the weakest: what its vertex did, or the one
 * that it was joined with; whether a result that uses it came from the cache, so that it wasn't needed; and
 * whether a vertex that uses it completed, so that its result must have existed.
 *
 * @param begunAt when the build began, in milliseconds: results that others had finished before already existed
 */
export function statusReader(
  graph: OwnGraph,
  joined: Joined,
  begunAt: number,
): (facts: VertexFacts) => StepStatus {
  const evidence = evidenceOfBoth(graph, joined)
  const isCached = cachedReader(graph, joined)
  const isReached = reachedReader(graph, joined)
  return (facts) => {
    const { kind, interval } = evidence(facts) ?? {}
    if (kind === 'loaded') return 'cached'
    if (kind === 'failed') return 'failed'
    if (interval !== undefined) return interval.end <= begunAt ? 'cached' : 'executed'
    if (isCached(facts) || isReached(facts)) return 'cached'
    return kind === 'canceled' ? 'canceled' : 'not-started'
  }
}

/** Reads whether a result that uses a vertex was loaded from the cache. */
export function cachedReader(graph: OwnGraph, joined: Joined): (facts: VertexFacts) => boolean {
  const evidence = evidenceOfBoth(graph, joined)
  return walkReader<VertexFacts, boolean>({
    next: graph.consumers,
    read: (facts, isCached) =>
      graph.consumers(facts).some((consumer) => {
        const kind = evidence(consumer)?.kind
        return kind === 'loaded' || (kind === undefined && isCached(consumer))
      }),
    inCycle: () => false,
  })
}

/** Reads whether a vertex that uses this one completed, or the whole build did. */
export function reachedReader(graph: OwnGraph, joined: Joined): (facts: VertexFacts) => boolean {
  const evidence = evidenceOfBoth(graph, joined)
  const isComplete = graph.isComplete || hasResult(graph, evidence)
  return walkReader<VertexFacts, boolean>({
    next: graph.consumers,
    read: (facts, isReached) =>
      isComplete ||
      graph
        .consumers(facts)
        .some((consumer) => evidence(consumer)?.interval !== undefined || isReached(consumer)),
    inCycle: () => false,
  })
}

function evidenceOfBoth(
  { evidence }: OwnGraph,
  joined: Joined,
): (facts: VertexFacts) => Evidence | undefined {
  return (facts) => evidence(joined.get(facts.digest) ?? facts)
}

/** Whether a result of the build was exported, so that all its inputs existed. */
function hasResult({ all, steps }: OwnGraph, evidence: OwnGraph['evidence']): boolean {
  const isBroken = steps.some((step) => ['failed', 'canceled'].includes(evidence(step)?.kind ?? ''))
  const isExport = ({ name, runs }: VertexFacts) => name.startsWith('exporting ') && runs.size > 0
  return !isBroken && [...all.values()].some(isExport)
}
