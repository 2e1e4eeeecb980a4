import type { BuildRecord } from '../cache/recorder.ts'

/** What the cache did, in one line. */
export function verdict({ total, cached, executed, failed, percent }: BuildRecord): string {
  if (total === 0) return 'No step was run or taken from cache.'
  const ran = executed + failed
  const rest = total - cached - ran
  return [
    `${cached} of ${cached + ran} steps from cache (${percent} %)`,
    ...(ran > 0 ? [`${ran} ran`] : []),
    ...(rest > 0 ? [`${rest} not reached`] : []),
  ].join(', ')
}
