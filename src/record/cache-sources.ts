import { wallSeconds } from '../progress/intervals.ts'
import {
  isCancellation,
  isRunning,
  type VertexFacts,
  workedIntervals,
} from '../progress/vertex-table.ts'

/**
 * `missing`: nothing has that name. `refused`: not allowed to read it. `failed`: any other
 * error. `unfinished`: the build ended first.
 */
export type CacheSourceStatus = 'imported' | 'missing' | 'refused' | 'failed' | 'unfinished'

/** The result of importing one `cache-from` entry. A failed import fails no build and gives no warning. */
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
  // The name and address of the cache may contain any word or number.
  const words = error.replaceAll(sourceName(facts), '').replaceAll(/https?:\/\/[^\s"]+/g, '')
  // A registry that hides its repositories answers "denied" for both. Then the error decides.
  if (refusal.test(words)) return 'refused'
  return absence.test(words) ? 'missing' : 'failed'
}

/** Only a storage service's client writes the numbers alone. */
const refusal =
  /unauthorized|denied|forbidden|authorization failed|(?:status ?code:?|response) 40[13]\b/i
const absence =
  /(?:^|: |404 )not found|no such (?:file|key)|NoSuchKey|(?:status ?code:?|response) 404\b/i

function sourceName({ name }: VertexFacts): string {
  return name.slice(importPrefix.length)
}
