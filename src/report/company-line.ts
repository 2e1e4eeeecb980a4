import { formatCount, formatDuration } from '../text/format.ts'
import type { CacheReport } from './cache-report.ts'

/** Seconds. A shorter wait isn't mentioned. */
const leastSeconds = 0.05

/** Who else built on the daemon; empty when there is nothing to tell. */
export function companyLine({ company }: CacheReport): string {
  const { builds = 0, waitedSeconds = 0 } = company ?? {}
  const hasWaited = waitedSeconds >= leastSeconds
  return [
    ...(builds > 0 ? [`${formatCount(builds, 'other build')} on the daemon`] : []),
    ...(hasWaited ? [`waited ${formatDuration(waitedSeconds)} for steps of another build`] : []),
  ].join(', ')
}
