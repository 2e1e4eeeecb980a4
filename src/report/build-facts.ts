import { canceledFailure, type Excerpt } from '../log/build-log.ts'
import type { Result } from '../step/step.ts'
import { type CacheReport, cacheReport } from './cache-report.ts'

/** All that the end of the log and the summary tell: the `cache-report` output, and what that lacks. */
export interface BuildFacts {
  readonly report: CacheReport
  /** Wall time of the whole step. */
  readonly seconds: number
  readonly tags: readonly string[]
  readonly digest?: string
  /** Why the build failed, in one line. */
  readonly failure?: string
  readonly isCanceled: boolean
  /** The vertex that failed, such as `[build 2/4] RUN make`. */
  readonly failedAt?: string
  readonly excerpt?: Excerpt
  /** The last lines of what the failed step printed. */
  readonly lastOutput: readonly string[]
}

export function buildFacts(result: Result): BuildFacts {
  const { record, metadata, failure, excerpt, seconds, plan } = result
  const isCanceled = failure === canceledFailure
  const blamed = failure === undefined || isCanceled ? undefined : record.failure
  return {
    report: cacheReport(result),
    seconds,
    tags: plan.build.tags,
    ...(metadata?.digest && { digest: metadata.digest }),
    ...(failure !== undefined && { failure }),
    isCanceled,
    ...(blamed && { failedAt: blamed.name }),
    ...(excerpt && { excerpt }),
    lastOutput: blamed?.lastOutput ?? [],
  }
}
