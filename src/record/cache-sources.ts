import { wallSeconds } from '../progress/intervals.ts'
import {
  isCancellation,
  isRunning,
  type VertexFacts,
  workedIntervals,
} from '../progress/vertex-table.ts'

/**
 * `missing`: there is nothing by that name. `refused`: not allowed to read it. `failed`: any other
 * error. `unfinished`: the build ended first.
 */
export type CacheSourceStatus = 'imported' | 'missing' | 'refused' | 'failed' | 'unfinished'

/** How the import of one `cache-from` entry went. It never fails a build, and nothing warns of it. */
export interface CacheSource {
  /** The reference of a registry cache; `<type>:<hash>` for other kinds. */
  readonly name: string
  readonly status: CacheSourceStatus
  readonly seconds: number
  readonly error?: string
}

/** The cache imports among a build's vertices. `now` (milliseconds) ends what was still running. */
export function readCacheSources(
  vertices: readonly VertexFacts[],
  now: number,
): readonly CacheSource[] {
  return vertices.filter(isCacheImport).map((facts) => ({
    name: sourceName(facts),
    status: sourceStatus(facts),
    seconds: wallSeconds(workedIntervals(facts, now)),
    ...(facts.error && { error: facts.error }),
  }))
}

export function isCacheImport(facts: VertexFacts): boolean {
  return facts.name.startsWith(importPrefix)
}

const importPrefix = 'importing cache manifest from '

export function sourceStatus(facts: VertexFacts): CacheSourceStatus {
  const { error } = facts
  if (error === undefined) return facts.completed && !isRunning(facts) ? 'imported' : 'unfinished'
  if (isCancellation(error)) return 'unfinished'
  // What it is called and where it is asked for may hold any word or number.
  const words = error.replaceAll(sourceName(facts), '').replaceAll(/https?:\/\/[^\s"]+/g, '')
  // A registry that hides what it doesn't show answers "denied" for both; the error tells it then.
  if (refusal.test(words)) return 'refused'
  return absence.test(words) ? 'missing' : 'failed'
}

/** The numbers stand alone only where a storage service's client writes them. */
const refusal =
  /unauthorized|denied|forbidden|authorization failed|(?:status ?code:?|response) 40[13]\b/i
const absence =
  /(?:^|: |404 )not found|no such (?:file|key)|NoSuchKey|(?:status ?code:?|response) 404\b/i

function sourceName({ name }: VertexFacts): string {
  return name.slice(importPrefix.length)
}
