import { setTimeout as sleep } from 'node:timers/promises'
import { Diagnosis } from '../base/diagnosis.ts'
import type { Ports } from '../base/ports.ts'
import type { Builder } from '../connect/builder.ts'
import { nextTry } from './next-try.ts'
import type { Outcome } from './outcome.ts'

interface RetryOptions {
  readonly mostRetries: number
  /** The number of retries on other daemons. */
  readonly earlierRetries?: number
  /** Whether there is a cache source to leave out, should one make the build fail. */
  readonly hasCacheFrom: boolean
  /** What is tried, as the subject of a sentence. Absent for a build. */
  readonly what?: string
}

/** The last try, and how it came to that. */
export type Tried<Try> = Try & {
  /** How often it was tried again. */
  readonly retries: number
  /** Why the daemon can't be used any more, when the connection to it broke. */
  readonly daemonFault?: Diagnosis
}

/**
 * Builds, and retries after a transient fault. A build that fails because of a cache source
 * is repeated without `cache-from`.
 *
 * @returns the last try
 * @throws what `attempt` throws
 */
export async function withRetries<Try extends { readonly outcome: Outcome }>(
  attempt: (withCacheFrom: boolean) => Promise<Try>,
  { mostRetries, earlierRetries = 0, what = 'The build', ...options }: RetryOptions,
  { ready, failOver }: Pick<Builder, 'ready' | 'failOver'>,
  { log, signal }: Pick<Ports, 'log' | 'signal'>,
): Promise<Tried<Try>> {
  let { hasCacheFrom } = options
  for (let retries = earlierRetries; ; retries += 1) {
    const tried = await attempt(hasCacheFrom)
    const canMove = failOver !== undefined
    const next = nextTry(tried.outcome, { retries, mostRetries, hasCacheFrom, canMove })
    if (next === undefined) return { ...tried, retries }
    if (next.kind === 'without-cache-from') {
      log.warning(
        `A cache source lacks a layer, so the build is repeated without cache-from: ${next.error}`,
      )
      hasCacheFrom = false
      continue
    }
    const { reason, pauseSeconds } = next
    const { outcome } = tried
    const silence = outcome.kind === 'lost' ? outcome.diagnosis : undefined
    log.info(
      `${silence?.message ?? `${what} failed: ${reason}.`} Trying again in ${pauseSeconds} s (${retries + 1} of ${mostRetries}).`,
    )
    try {
      await sleep(pauseSeconds * 1000, undefined, { signal })
      await ready?.()
    } catch (error) {
      // Canceled, or the daemon doesn't return: the error of the build is more useful.
      const daemonFault = error instanceof Diagnosis ? (silence ?? error) : undefined
      return { ...tried, retries, ...(daemonFault && { daemonFault }) }
    }
  }
}
