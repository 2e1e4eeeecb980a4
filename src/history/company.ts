import type { HistoryRecord } from './messages.ts'

/** The builds of others that the daemon reported while a build ran. */
export interface Company {
  see(record: Pick<HistoryRecord, 'ref' | 'createdAt' | 'completedAt'>): void
  /** How many of them ran at some moment of a build, which has this ref and began at this moment. */
  count(own: Pick<HistoryRecord, 'ref' | 'createdAt'>): number
}

/** Times are by the daemon's clock: a build that ended before this one began isn't counted. */
export function createCompany(): Company {
  const ends = new Map<string, number>()
  return {
    see: ({ ref, completedAt = Number.POSITIVE_INFINITY }) => void ends.set(ref, completedAt),
    count: ({ ref, createdAt }) =>
      [...ends].filter(([other, end]) => other !== ref && end > createdAt).length,
  }
}
