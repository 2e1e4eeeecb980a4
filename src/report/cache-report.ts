import type { CacheExport } from '../cache/cache-exports.ts'
import type { BuildRecord } from '../cache/recorder.ts'
import type { Result } from '../main.ts'

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
  /** How often the build was tried again. The other numbers are of the last try. */
  readonly retries: number
  /** Where cache was written; a registry by its reference, when this step chose it. */
  readonly exports: readonly CacheExport[]
  readonly seconds: BuildRecord['seconds'] & { readonly connecting: number }
  /** Absent when there was none to build with. */
  readonly builder?: {
    readonly driver: string
    readonly endpoint: string
    readonly version: string
    /** Why it stands in for the endpoint that was given. */
    readonly fallback?: { readonly code?: string; readonly reason: string }
  }
}

export function cacheReport({
  record,
  builder,
  plan,
  retries = 0,
}: Pick<Result, 'record'> & Partial<Result>): CacheReport {
  const { total, cached, executed, failed, canceled, notStarted, percent, hit, steps, sources } =
    record
  const connecting = Math.round((builder?.connectSeconds ?? 0) * 1000) / 1000
  return {
    schemaVersion: 1,
    retries,
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
    exports: [
      ...record.exports.map((each) => named(each, plan?.cacheWrite)),
      ...(plan?.refused ?? []),
    ],
    seconds: { connecting, ...record.seconds },
    ...(builder && {
      builder: {
        driver: builder.driver,
        endpoint: builder.endpoint,
        version: builder.daemon.version,
        ...(builder.fallback && { fallback: builder.fallback }),
      },
    }),
  }
}

function named(cacheExport: CacheExport, reference: string | undefined): CacheExport {
  const isOurs = cacheExport.name === 'registry' && reference !== undefined
  return isOurs ? { ...cacheExport, name: reference } : cacheExport
}
