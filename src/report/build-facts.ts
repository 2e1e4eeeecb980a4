import type { Result } from '../step/result.ts'
import { type CacheReport, cacheReport } from './cache-report.ts'

/** The data for the end of the log, the annotations and the summary. */
export interface BuildFacts extends Pick<Result, 'checks' | 'outcome' | 'seconds'> {
  /** The `cache-report` output. */
  readonly report: CacheReport
  readonly tags: readonly string[]
  readonly digest?: string
  /** Of a bake: how many of its targets succeeded. */
  readonly targets?: { readonly succeeded: number; readonly total: number }
}

export function buildFacts(result: Result): BuildFacts {
  const { checks, outcome, metadata, seconds, plan } = result
  return {
    report: cacheReport(result),
    checks,
    outcome,
    seconds,
    tags: plan.build.tags,
    ...(metadata?.digest && { digest: metadata.digest }),
  }
}
