import type { CacheExport } from '../record/cache-exports.ts'
import type { CacheSource } from '../record/cache-sources.ts'
import { duration } from '../text/format.ts'
import type { CacheReport } from './cache-report.ts'

/** A place that cache was read from or written to, and how that went. */
export interface CachePlace {
  readonly name: string
  /** Such as `imported in 0.40 s`. */
  readonly words: string
  /** BuildKit's words. */
  readonly error?: string
}

export function cachePlaces({ sources, exports }: CacheReport): readonly CachePlace[] {
  return [...sources.map(readFrom), ...exports.map(writtenTo)]
}

function readFrom({ name, status, seconds, error }: CacheSource): CachePlace {
  const words = {
    imported: `imported in ${duration(seconds)}`,
    missing: 'nothing there yet',
    refused: 'not allowed to read it',
    failed: 'not used',
    unfinished: 'the build ended first',
  }[status]
  const isTold = error !== undefined && (status === 'refused' || status === 'failed')
  return { name, words, ...(isTold && { error }) }
}

function writtenTo({ name, status, seconds, error }: CacheExport): CachePlace {
  const words = {
    exported: `written in ${duration(seconds)}`,
    failed: 'not written',
    unfinished: 'not written: the build ended first',
  }[status]
  return { name, words, ...(error !== undefined && status === 'failed' && { error }) }
}
