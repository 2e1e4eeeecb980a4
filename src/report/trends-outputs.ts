import type { Trends } from '../history/trends.ts'
import { longestOutput } from './bounded-json.ts'
import type { Outputs } from './outputs.ts'

/** Each output of `report` when nothing was read. */
export const emptyTrendsOutputs: Outputs = {
  report: '',
  builds: 0,
  'builds-failed': 0,
  repositories: 0,
  'cache-hit-percent': '',
  seconds: '',
  'seconds-saved': '',
}

/** The outputs of `report`, as in report/action.yml. What isn't known is empty. */
export function trendsOutputs(trends: Trends): Outputs {
  return {
    report: boundedTrends(trends),
    builds: trends.builds,
    'builds-failed': trends.failed,
    repositories: trends.repositories.length,
    'cache-hit-percent': trends.percent ?? '',
    seconds: trends.seconds,
    'seconds-saved': trends.secondsSaved ?? '',
  }
}

/**
 * The trends as JSON that fits in an output: first without steps, then with fewer repositories. `isCut` says so. The
 * sums stay.
 */
export function boundedTrends(trends: Trends): string {
  const whole = JSON.stringify(trends)
  if (fits(whole)) return whole
  const plain = trends.repositories.map((repository) => ({ ...repository, slowest: [] }))
  for (let count = plain.length; count > 0; count = Math.floor(count / 2)) {
    const text = JSON.stringify({ ...trends, isCut: true, repositories: plain.slice(0, count) })
    if (fits(text)) return text
  }
  return JSON.stringify({ ...trends, isCut: true, repositories: [] })
}

function fits(text: string): boolean {
  return Buffer.byteLength(text) <= longestOutput
}
