import type { Interval } from './intervals.ts'
import type { Vertex } from './solve-status.ts'

/** Everything that the events so far say about a vertex. */
export interface VertexFacts {
  readonly digest: string
  /** The last one given. */
  readonly name: string
  /** The first that weren't empty: events of lazily pulled layers come without them. */
  readonly inputs: readonly string[]
  /** Whether it was listed before it had started, as BuildKit does when it loads a build's graph. */
  readonly isAnnounced: boolean
  /** Whether an event repeated the one before it. */
  readonly isRepeated: boolean
  /** Whether any event called it cached. Later events of the same vertex may lack the flag. */
  readonly cached: boolean
  /** The last of its own errors. */
  readonly error?: string
  /** Whether it was ever completed, with or without an error. It may have started again since. */
  readonly completed: boolean
  /** Its runs, by their start as in the stream. */
  readonly runs: ReadonlyMap<string, Run>
  /** Vertices that are shown as one, such as the two of a `COPY --link`. */
  readonly group?: { readonly id?: string; readonly name?: string }
}

/** One run of a vertex. */
export interface Run {
  /** Milliseconds since 1970. */
  readonly start: number
  /** Absent while it works. */
  readonly end?: number
  /** Its exact duration; absent while it works. */
  readonly nanoseconds?: number
  /** Whether it loaded a result from cache, or is only called cached. */
  readonly isCached: boolean
  /** Whether it ended at the very nanosecond at which it started. */
  readonly isInstant: boolean
  /** Whether its events named the vertex's inputs; those of a lazily pulled layer don't. */
  readonly hasInputs: boolean
  /** How it ended, if not well. */
  readonly error?: string
}

/** Gathers the events of each vertex, in the order in which the vertices were first mentioned. */
export function createVertexTable() {
  const table = new Map<string, VertexFacts>()
  const latest = new Map<string, string>()

  return {
    update(event: Vertex): VertexFacts {
      const { digest, started, completed, cached, error } = event
      const content = JSON.stringify([started, completed, cached, error])
      const isRepeated = started !== undefined && latest.get(digest) === content
      latest.set(digest, content)
      const facts = merge(table.get(digest), event, isRepeated)
      table.set(digest, facts)
      return facts
    },
    get: (digest: string): VertexFacts | undefined => table.get(digest),
    all: (): readonly VertexFacts[] => [...table.values()],
  }
}

/** Whether a vertex is running. */
export function isRunning(facts: VertexFacts): boolean {
  return [...facts.runs.values()].some((run) => isOpen(run, facts))
}

/** Whether a run has not ended. */
export function isOpen({ start, end }: Run, facts: VertexFacts): boolean {
  return end === undefined && start >= lastEnd(facts)
}

/** When a vertex worked; `now` (milliseconds) ends what hasn't ended. */
export function workedIntervals(facts: VertexFacts, now: number): readonly Interval[] {
  const last = lastEnd(facts)
  return distinctRuns([...facts.runs.values()]).map(
    ({ start, end = start >= last ? now : last }) => ({ start, end }),
  )
}

/**
 * Each run once, as it was reported last.
 *
 * buildx shifts the times of each request to the daemon so that the first vertex starts with the request
 * (util/progress/reset.go of docker/buildx). A run that two requests share, such as those of two targets of a bake or
 * the two of a Git context, has a start for each of them, tens or hundreds of milliseconds apart, but always the same
 * duration to the nanosecond. The later request has all that comes next.
 */
export function distinctRuns(runs: readonly Run[]): readonly Run[] {
  if (runs.length < 2) return runs
  const lasts = new Map(runs.filter(hasExactDuration).map((run) => [run.nanoseconds, run]))
  return runs.filter((run) => !hasExactDuration(run) || lasts.get(run.nanoseconds) === run)
}

/** How far apart the times of the same run are by the clocks of two requests, in milliseconds. */
export function clockSkew({ runs }: VertexFacts): number {
  if (runs.size < 2) return 0
  const alike = Map.groupBy([...runs.values()].filter(hasExactDuration), (run) => run.nanoseconds)
  const skews = [...alike.values()].map((copies) => {
    const starts = copies.map(({ start }) => start)
    return Math.max(...starts) - Math.min(...starts)
  })
  return Math.max(0, ...skews)
}

/** Whether the clock was fine enough to tell it from a different run of about the same duration. */
function hasExactDuration(run: Run): run is Run & { readonly nanoseconds: number } {
  return run.nanoseconds !== undefined && run.nanoseconds % 1_000_000 !== 0
}

/**
 * A run that started before this moment and has no end of its own has ended too: engines before 23.0 may
 * report a start twice, a little apart, and end only one of the two.
 */
function lastEnd({ runs }: VertexFacts): number {
  return Math.max(...[...runs.values()].map(({ end = Number.NEGATIVE_INFINITY }) => end))
}

/** Whether an error says that another's failure, or the user, stopped the vertex. */
export function isCancellation(error: string): boolean {
  return error.endsWith('context canceled')
}

function merge(before: VertexFacts | undefined, event: Vertex, isRepeated: boolean): VertexFacts {
  // Grown in place: a vertex that pulls many layers starts and ends once for each.
  const runs = (before?.runs ?? new Map()) as Map<string, Run>
  const isKnownEnd = !event.completed && runs.get(event.started ?? '')?.end !== undefined
  if (event.started && !isKnownEnd) runs.set(event.started, readRun(event.started, event))
  // If loading a cached result fails, BuildKit sends completed, cached and an error, and then runs the
  // vertex; its next start repeats the error. Neither ends the vertex.
  const hasEnded = Boolean(event.completed) && !(event.cached && event.error)
  const error = (hasEnded && event.error) || before?.error
  const group = before?.group ?? event.progressGroup
  return {
    digest: event.digest,
    name: event.name || before?.name || '',
    inputs: before?.inputs.length ? before.inputs : (event.inputs ?? []),
    isAnnounced: before?.isAnnounced ?? !event.started,
    isRepeated: before?.isRepeated || isRepeated,
    cached: (hasEnded && event.cached) || before?.cached || false,
    completed: hasEnded || before?.completed || false,
    ...(error && { error }),
    ...(group && { group }),
    runs,
  }
}

function readRun(started: string, { completed, cached, error, inputs }: Vertex): Run {
  const start = Date.parse(started)
  return {
    start,
    ...(completed && readEnd(started, start, completed)),
    ...(completed && error && { error }),
    isCached: cached ?? false,
    isInstant: started === completed,
    hasInputs: (inputs ?? []).length > 0,
  }
}

function readEnd(
  started: string,
  start: number,
  completed: string,
): Pick<Run, 'end' | 'nanoseconds'> {
  const end = Date.parse(completed)
  const rest = belowMillisecond(completed) - belowMillisecond(started)
  return { end, nanoseconds: (end - start) * 1_000_000 + rest }
}

/** The nanoseconds of a time in RFC 3339 that `Date` leaves out. */
function belowMillisecond(time: string): number {
  const [, digits = ''] = /\.\d{3}(\d+)/.exec(time) ?? []
  return Number(digits.padEnd(6, '0').slice(0, 6))
}
