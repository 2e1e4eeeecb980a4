import type { BuildRecord } from '../cache/recorder.ts'
import type { Builder } from '../connect/connect.ts'

/** The `cache-report` output. Seconds are wall-clock time, exact to a millisecond. */
export interface CacheReport
  extends Pick<
    BuildRecord,
    | 'total'
    | 'cached'
    | 'executed'
    | 'failed'
    | 'canceled'
    | 'notStarted'
    | 'percent'
    | 'hit'
    | 'steps'
    | 'sources'
  > {
  readonly schemaVersion: 1
  readonly seconds: BuildRecord['seconds'] & { readonly connecting: number }
}

export function cacheReport(record: BuildRecord, builder: Builder | undefined): CacheReport {
  const { total, cached, executed, failed, canceled, notStarted, percent, hit, steps, sources } =
    record
  const connecting = Math.round((builder?.connectSeconds ?? 0) * 1000) / 1000
  return {
    schemaVersion: 1,
    total,
    cached,
    executed,
    failed,
    canceled,
    notStarted,
    percent,
    hit,
    steps,
    sources,
    seconds: { connecting, ...record.seconds },
  }
}
