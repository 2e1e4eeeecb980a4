import type { Builds } from './break-even.ts'

type Observed = Pick<Builds, 'builds' | 'before' | 'after'>

/**
 * Reads what builds took: the output `cache-report` of one build or of several, one a line, or what
 * `remote-buildkit trends --json` prints.
 *
 * @returns averages over the builds whose time is known. Without the daemon, a build takes what was saved longer
 * @throws {Error} when the text is none of these
 */
export function readObserved(text: string): Observed {
  const all = parse(text).flatMap((value) =>
    'repositories' in value ? trendsOf(value) : reportOf(value),
  )
  const builds = sum(all.map((one) => one.builds))
  if (builds === 0) throw new Error('there is no build in it')
  const after = sum(all.map((one) => one.seconds)) / builds
  return { builds, after, before: after + sum(all.map((one) => one.saved)) / builds }
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
  readonly repositories: readonly {
    readonly builds: number
    readonly seconds: number
    readonly secondsSaved?: number
  }[]
}

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

function trendsOf({ repositories }: Trends): Total[] {
  return repositories.map(({ builds, seconds, secondsSaved = 0 }) => ({
    ...{ builds, seconds, saved: secondsSaved },
  }))
}

/** The parts of the wall time follow each other, so their sum is the time of the build. */
function reportOf({ seconds, secondsSaved = 0 }: Report): Total[] {
  if (seconds === undefined) throw new Error('it is neither a cache-report nor trends')
  const parts = Object.values(seconds).filter((part) => typeof part === 'number')
  return [{ builds: 1, seconds: sum(parts), saved: secondsSaved }]
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0)
}
