import type { CacheExport } from '../record/cache-exports.ts'
import type { CacheSource } from '../record/cache-sources.ts'
import { formatDuration } from '../text/format.ts'
import type { CacheReport } from './cache-report.ts'

/** A cache that was imported or exported, and how that went. */
export interface CachePlace {
  readonly name: string
  /** Such as `imported in 0.40 s`. */
  readonly words: string
  /** BuildKit's error. */
  readonly error?: string
}

export function cachePlaces({ sources, exports }: CacheReport): readonly CachePlace[] {
  return [...sources.map(readFrom), ...exports.map(writtenTo)]
}

function readFrom({ name, status, seconds, error }: CacheSource): CachePlace {
  const words = {
    imported: `imported in ${formatDuration(seconds)}`,
    missing: 'not found (nothing written yet)',
    refused: 'access denied',
    failed: 'not used',
    unfinished: 'not finished: the build ended first',
  }[status]
  const hasError = error !== undefined && (status === 'refused' || status === 'failed')
  return { name, words, ...(hasError && { error }) }
}

function writtenTo({ name, status, seconds, error }: CacheExport): CachePlace {
  const words = {
    exported: `written in ${formatDuration(seconds)}`,
    failed: 'not written',
    unfinished: 'not finished: the build ended first',
  }[status]
  return { name, words, ...(error !== undefined && status === 'failed' && { error }) }
}
