import type { CacheExport } from '../record/cache-exports.ts'
import type { CacheMount } from '../record/cache-mounts.ts'
import type { Miss } from '../record/misses.ts'
import type { BuildRecord } from '../record/recorder.ts'
import type { Step } from '../record/steps.ts'
import type { Result } from '../step/result.ts'

/**
 * The `cache-report` output; `docs/cache-report.md` describes each field. Seconds are wall-clock time, exact to
 * a millisecond. What isn't known is absent.
 */
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
    | 'slowest'
    | 'sources'
    | 'contextBytes'
  > {
  readonly schemaVersion: 1
  /** How often the build was tried again. The other numbers are those of the last try. */
  readonly retries: number
  /** How long the cached steps took when they last ran; parallel time counts once. */
  readonly secondsSaved?: number
  readonly steps: readonly ReportedStep[]
  /** The first step that missed in each stage on each platform. */
  readonly misses: readonly Miss[]
  /** Where cache was written; a registry by its reference, when the action added the export. */
  readonly exports: readonly CacheExport[]
  readonly seconds: SecondsSplit
  /** Present when the input `cache-mounts` is on and the daemon tells. */
  readonly cacheMounts?: readonly CacheMount[]
  /** Absent when there was no builder. */
  readonly builder?: {
    readonly driver: string
    readonly endpoint: string
    readonly version: string
    /** Present when this is the fallback builder. */
    readonly fallback?: { readonly code?: string; readonly reason: string }
  }
  /** Present when the report would not fit in an output. */
  readonly truncated?: Truncated
}

/** How far the texts and lists of a report were cut. */
export interface Truncated {
  /** To so many characters. */
  readonly characters?: number
  /** To so many entries. */
  readonly entries?: number
}

export interface ReportedStep extends Step {
  /** How long a cached step took when it last ran. */
  readonly savedSeconds?: number
}

/** Disjoint parts of the action's wall time. They need not add up to the total. */
export type SecondsSplit = BuildRecord['seconds'] & {
  /** Getting a builder, without `waiting`. */
  readonly connecting: number
  /** Waiting for a daemon that couldn't be used at first. */
  readonly waiting: number
  /** Removing a builder that was created for this build. */
  readonly cleaningUp: number
}

export function cacheReport(result: Pick<Result, 'record'> & Partial<Result>): CacheReport {
  const { record, builder, plan, insight, retries = 0 } = result
  const { total, cached, executed, failed, canceled, notStarted, percent, hit } = record
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
    ...(insight?.secondsSaved !== undefined && { secondsSaved: insight.secondsSaved }),
    steps: record.steps.map((step, index) => {
      const savedSeconds = insight?.savedSeconds.get(index)
      return savedSeconds === undefined ? step : { ...step, savedSeconds }
    }),
    misses: insight?.misses ?? record.misses,
    slowest: record.slowest,
    sources: record.sources,
    exports: [
      ...record.exports.map((each) => named(each, plan?.cacheWrite)),
      ...(plan?.refused ?? []),
    ],
    seconds: splitSeconds(result),
    contextBytes: record.contextBytes,
    ...(insight?.cacheMounts && { cacheMounts: insight.cacheMounts }),
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

function splitSeconds({
  record,
  builder,
  cleaningUpSeconds = 0,
}: Pick<Result, 'record'> & Partial<Result>): SecondsSplit {
  const { connectSeconds = 0, waitSeconds = 0 } = builder ?? {}
  return {
    connecting: exact(connectSeconds - waitSeconds),
    waiting: exact(waitSeconds),
    ...record.seconds,
    cleaningUp: exact(cleaningUpSeconds),
  }
}

/** To a millisecond. */
function exact(seconds: number): number {
  return Math.round(seconds * 1000) / 1000
}

function named(cacheExport: CacheExport, reference: string | undefined): CacheExport {
  const isOurs = cacheExport.name === 'registry' && reference !== undefined
  return isOurs ? { ...cacheExport, name: reference } : cacheExport
}
