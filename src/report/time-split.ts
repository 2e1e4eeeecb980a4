import { formatDuration, formatSize } from '../text/format.ts'
import type { CacheReport, SecondsSplit } from './cache-report.ts'

const names: Readonly<Record<keyof SecondsSplit, string>> = {
  connecting: 'connecting',
  waiting: 'waiting for the daemon',
  loadingContext: 'loading context',
  building: 'building',
  exporting: 'exporting',
  pushing: 'pushing',
  exportingCache: 'exporting cache',
  cleaningUp: 'cleaning up',
}

/** Shorter parts are left out. */
const leastSeconds = 0.005

/** The parts of the wall time that took any time, in their order. */
export function timeParts({ seconds }: CacheReport): readonly { name: string; seconds: number }[] {
  return (Object.keys(names) as (keyof SecondsSplit)[])
    .map((key) => ({ name: names[key], seconds: seconds[key] }))
    .filter((part) => part.seconds >= leastSeconds)
}

/** `connecting 0.06 s, loading context 0.20 s (1.98 MB), building 36 s`. */
export function timeLine(report: CacheReport): string {
  return timeParts(report)
    .map(({ name, seconds }) => {
      // A daemon that fetches the context by itself is sent nothing.
      const isSent = name === names.loadingContext && report.contextBytes > 0
      const bytes = isSent ? ` (${formatSize(report.contextBytes)})` : ''
      return `${name} ${formatDuration(seconds)}${bytes}`
    })
    .join(', ')
}
