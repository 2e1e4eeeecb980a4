import type { Interval } from './intervals.ts'
import type { Vertex } from './solve-status.ts'

/** All that the events so far said about a vertex. */
export interface VertexFacts {
  readonly digest: string
  /** The last one given. */
  readonly name: string
  /** The first that weren't empty: events of lazily pulled layers come without them. */
  readonly inputs: readonly string[]
  /** Whether it ever came from cache: later events of the same vertex may lack the flag. */
  readonly cached: boolean
  /** The last of its own errors. */
  readonly error?: string
  /** Whether it was ever completed, well or not. It may have started again since. */
  readonly completed: boolean
  /** Each time it worked, by the start as it was written; no end while it works. */
  readonly runs: ReadonlyMap<string, Run>
  /** Vertices that are shown as one, such as the two of a `COPY --link`. */
  readonly group?: { readonly id?: string; readonly name?: string }
}

interface Run {
  readonly start: number
  readonly end?: number
}

/** Gathers the events of each vertex, in the order in which the vertices were first mentioned. */
export function createVertexTable() {
  const table = new Map<string, VertexFacts>()

  return {
    update(event: Vertex): VertexFacts {
      const facts = merge(table.get(event.digest), event)
      table.set(event.digest, facts)
      return facts
    },
    get: (digest: string): VertexFacts | undefined => table.get(digest),
    all: (): readonly VertexFacts[] => [...table.values()],
  }
}

/** Whether a vertex works at the moment. */
export function isRunning(facts: VertexFacts): boolean {
  const last = lastEnd(facts)
  return [...facts.runs.values()].some(({ start, end }) => end === undefined && start >= last)
}

/** When a vertex worked; `now` (milliseconds) ends what hasn't ended. */
export function workedIntervals(facts: VertexFacts, now: number): readonly Interval[] {
  const last = lastEnd(facts)
  return [...facts.runs.values()].map(({ start, end = start >= last ? now : last }) => ({
    start,
    end,
  }))
}

/**
 * What began before it and has no end of its own has ended too: engines before 23.0 may tell a start
 * twice, a little apart, and end one of the two.
 */
function lastEnd({ runs }: VertexFacts): number {
  return Math.max(...[...runs.values()].map(({ end = Number.NEGATIVE_INFINITY }) => end))
}

/** BuildKit ends so the error of what another's failure or the user stopped. */
export function isCancellation(error: string): boolean {
  return error.endsWith('context canceled')
}

function merge(before: VertexFacts | undefined, event: Vertex): VertexFacts {
  // Grown in place: a vertex that pulls many layers starts and ends once for each.
  const runs = (before?.runs ?? new Map()) as Map<string, Run>
  if (event.started) {
    const start = Date.parse(event.started)
    runs.set(
      event.started,
      event.completed ? { start, end: Date.parse(event.completed) } : { start },
    )
  }
  // A result that can't be loaded from cache ends in an error and with the flag, and is made instead. The
  // start of that still has the error.
  const hasEnded = Boolean(event.completed) && !(event.cached && event.error)
  const error = (hasEnded && event.error) || before?.error
  const group = before?.group ?? event.progressGroup
  return {
    digest: event.digest,
    name: event.name || before?.name || '',
    inputs: before?.inputs.length ? before.inputs : (event.inputs ?? []),
    cached: (hasEnded && event.cached) || before?.cached || false,
    completed: hasEnded || before?.completed || false,
    ...(error && { error }),
    ...(group && { group }),
    runs,
  }
}
