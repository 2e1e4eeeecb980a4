import { formatDuration } from '../text/format.ts'
import type { ReportedAdvice } from './cache-report.ts'

/** What advice would have spared, as a sentence; empty where it isn't about time. */
export function adviceWorth({
  seconds,
  isUpperBound,
}: Pick<ReportedAdvice, 'seconds' | 'isUpperBound'>): string {
  if (seconds === undefined) return ''
  const most = isUpperBound ? 'up to ' : ''
  return `This build would have ended ${most}${formatDuration(seconds)} sooner.`
}
