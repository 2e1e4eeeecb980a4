/** What builds took on a daemon. */
export interface Observed {
  readonly builds: number
  /** Seconds that a build takes without the daemon, on average. */
  readonly before: number
  /** Seconds that a build takes on the daemon, on average. */
  readonly after: number
  /**
   * Whole days from the oldest build to the reading, where a file says it. The builds may cover more days: an idle
   * daemon has none on the first of them.
   */
  readonly days?: number
  /** Whether builds or steps are missing. */
  readonly isCut: boolean
}

/**
 * Reads what builds took: each text is the output `cache-report` of one build or of several, one a line, or what
 * `remote-buildkit trends --json` prints.
 *
 * @returns averages over the builds whose time is known. Without the daemon, a build takes what was saved longer
 * @throws {Error} when a text is none of these
 */
export function readObserved(texts: readonly string[]): Observed {
  const values = texts.flatMap(parse)
  const all = values.map((value) => ('repositories' in value ? trendsOf(value) : reportOf(value)))
  const builds = sum(all.map((one) => one.builds))
  if (builds === 0) throw new Error('there is no build in it')
  const after = sum(all.map((one) => one.seconds)) / builds
  const days = daysOf(values.flatMap((value) => ('repositories' in value ? [value] : [])))
  return {
    ...{ builds, after, before: after + sum(all.map((one) => one.saved)) / builds },
    ...(days !== undefined && { days }),
    isCut: values.some((value) => 'isCut' in value && value.isCut === true),
  }
}

interface Total {
  readonly builds: number
  readonly seconds: number
  readonly saved: number
}

interface Report {
  readonly seconds?: Readonly<Record<string, unknown>>
  readonly secondsSaved?: number
}

interface Trends {
  readonly repositories: readonly unknown[]
  /** Of all repositories, also of those that an output has no room for. */
  readonly builds: number
  readonly seconds: number
  readonly secondsSaved?: number
  /** Milliseconds since 1970. */
  readonly until?: number
  readonly oldest?: number
  readonly isCut?: boolean
}

const dayMs = 86_400_000

/** From the oldest build to the latest reading, and at least one. Two files are of two weeks, or of two daemons. */
function daysOf(trends: readonly Trends[]): number | undefined {
  const oldest = trends.flatMap((one) => one.oldest ?? [])
  const until = trends.flatMap((one) => one.until ?? [])
  if (oldest.length === 0 || until.length === 0) return undefined
  return Math.max(1, Math.ceil((Math.max(...until) - Math.min(...oldest)) / dayMs))
}

/** A report that is indented has several lines. */
function parse(text: string): (Report | Trends)[] {
  try {
    return [JSON.parse(text)]
  } catch {
    return text
      .split('\n')
      .filter((line) => line.trim() !== '')
      .map((line) => JSON.parse(line))
  }
}

function trendsOf({ builds, seconds, secondsSaved = 0 }: Trends): Total {
  return { builds, seconds, saved: secondsSaved }
}

/** The parts of the wall time follow each other, so their sum is the time of the build. */
function reportOf({ seconds, secondsSaved = 0 }: Report): Total {
  if (seconds === undefined) throw new Error('it is neither a cache-report nor trends')
  const parts = Object.values(seconds).filter((part) => typeof part === 'number')
  return { builds: 1, seconds: sum(parts), saved: secondsSaved }
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0)
}
