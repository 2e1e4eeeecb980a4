import type { Interval } from '../progress/intervals.ts'
import {
  distinctRuns,
  isCancellation,
  isOpen,
  type Run,
  type VertexFacts,
} from '../progress/vertex-table.ts'

/** The facts that a vertex's own events prove. */
export interface Evidence {
  /**
   * `loaded`: its result came from the cache. `ran`: it ran to its end. `failed`: it ended in its own
   * error. `canceled`: it had started, and was stopped or had no further event.
   */
  readonly kind: 'loaded' | 'ran' | 'failed' | 'canceled'
  /** When that began and when its result was there, in milliseconds; absent unless `loaded` or `ran`. */
  readonly interval?: Interval
}

/**
 * Reads what a vertex did by itself. The rules, with the place in moby/buildkit that makes each:
 *
 * - `notifyStarted` in `solver/jobs.go` reports a start and an end, with the flag `cached` for a result
 *   that is loaded and without it for a vertex that runs. A load takes time, so its end isn't its start.
 * - `vertexStream.append` in `solver/progress.go` reports a vertex as cached, with start and end equal to
 *   the start of one that has it as an input, because that one has started. This proves nothing: the other
 *   may have failed before it needed the input, or the input may have been joined with another vertex.
 * - A load that fails ends with `cached` and an error. The vertex then runs, or loads another result.
 * - A controller (`util/progress/controller`) reports the download of a layer that an earlier load left
 *   in its registry as a run of the vertex, without its inputs. The vertex still came from the cache.
 * - A vertex without inputs reports the computation of its cache key as its first run (`CacheMap`).
 * - A vertex can be retried after an error, for example when its session has ended. The latest attempt
 *   counts.
 * - A failure to compute a content key reports a start and at once an end with an error (`CalcSlowCache`).
 *
 * @param consumers the vertices that have it as an input
 */
export function readEvidence(
  facts: VertexFacts,
  consumers: readonly VertexFacts[],
): Evidence | undefined {
  const runs = [...facts.runs].filter(([start, run]) => !isPresumed(start, run, consumers))
  const own = withoutKeyComputation(facts, distinctRuns(runs.map(([, run]) => run)))
  const loads = own.filter(({ isCached, end, error }) => isCached && end !== undefined && !error)
  if (loads.length > 0) return { kind: 'loaded', interval: span(loads) }
  const isPull = ({ hasInputs }: Run) => !hasInputs && facts.inputs.length > 0
  const attempts = own.filter((run) => !run.isCached && !isPull(run))
  const last = attempts.toSorted((a, b) => a.start - b.start).at(-1)
  if (last?.error && !isCancellation(last.error)) return { kind: 'failed' }
  const ended = attempts.filter(({ end, error }) => end !== undefined && !error)
  if (ended.length > 0) return { kind: 'ran', interval: span(ended) }
  const hasBegun = own.some((run) => run.error !== undefined || isOpen(run, facts))
  return hasBegun ? { kind: 'canceled' } : undefined
}

/** Whether a run is only BuildKit's presumption that the input of something that started was cached. */
function isPresumed(start: string, run: Run, consumers: readonly VertexFacts[]): boolean {
  return run.isCached && run.isInstant && consumers.some(({ runs }) => runs.has(start))
}

function withoutKeyComputation({ inputs }: VertexFacts, runs: readonly Run[]): readonly Run[] {
  const first = runs.findIndex(({ isCached }) => !isCached)
  const isComputation =
    inputs.length === 0 && runs[first]?.end !== undefined && runs[first].error === undefined
  return isComputation ? runs.toSpliced(first, 1) : runs
}

function span(runs: readonly Run[]): Interval {
  return {
    start: Math.min(...runs.map(({ start }) => start)),
    end: Math.max(...runs.map(({ start, end = start }) => end)),
  }
}
