import { wallSeconds } from '../progress/intervals.ts'
import {
  isCancellation,
  isRunning,
  type VertexFacts,
  workedIntervals,
} from '../progress/vertex-table.ts'
import { goBoolean } from '../text/boolean.ts'
import { csvFields } from '../text/csv.ts'
import { isCacheExport } from './phases.ts'

/** The result of one cache export. With `ignore-error=true` a failure is not the build's. */
export interface CacheExport {
  /** As BuildKit calls it: `registry`, `GitHub Actions Cache`, `Amazon S3`, `client directory`, … */
  readonly name: string
  readonly status: 'exported' | 'failed' | 'unfinished'
  readonly seconds: number
  readonly error?: string
}

/** The cache exports among a build's vertices. `now` (milliseconds) ends what was still running. */
export function readCacheExports(
  vertices: readonly VertexFacts[],
  now: number,
): readonly CacheExport[] {
  return vertices.filter(isCacheExport).map((facts) => ({
    name: facts.name.replace(/^exporting (?:cache )?(?:to )?/, ''),
    status: exportStatus(facts),
    seconds: wallSeconds(workedIntervals(facts, now)),
    ...(facts.error && { error: facts.error }),
  }))
}

/** Whether no error of an export can fail the build, by buildx's `--cache-to` entries. */
export function ignoresErrors(cacheTo: readonly string[]): boolean {
  const isIgnored = (entry: string) =>
    csvFields(entry).some((field) => {
      const [, value] = /^\s*ignore-error\s*=(.*)$/is.exec(field) ?? []
      return goBoolean(value?.trim()) === true
    })
  return cacheTo.length > 0 && cacheTo.every(isIgnored)
}

function exportStatus(facts: VertexFacts): CacheExport['status'] {
  if (facts.error !== undefined) return isCancellation(facts.error) ? 'unfinished' : 'failed'
  return facts.completed && !isRunning(facts) ? 'exported' : 'unfinished'
}
