import type { Outcome } from './outcome.ts'

export type NextTry =
  /** The same build, after a pause. `reason` is a clause: `the registry timed out (i/o timeout)`. */
  | { readonly kind: 'again'; readonly reason: string; readonly pauseSeconds: number }
  /** Without `cache-from`, at once: a cache source made the build fail. */
  | { readonly kind: 'without-cache-from'; readonly error: string }

export interface Tries {
  /** How often the build was retried so far. */
  readonly retries: number
  /** How often it may be. */
  readonly mostRetries: number
  readonly hasCacheFrom: boolean
  /** Whether another daemon can take over a build whose daemon is lost. */
  readonly canMove: boolean
}

/**
 * Decides whether a build is retried. On a warm daemon a retry takes a moment, but it helps only after a transient
 * fault.
 *
 * @returns undefined when `outcome` is final
 */
export function nextTry(
  outcome: Outcome,
  { retries, mostRetries, hasCacheFrom, canMove }: Tries,
): NextTry | undefined {
  const cause = outcome.kind === 'failed' ? outcome.cause : undefined
  if (cause?.kind === 'missing-layer' && hasCacheFrom) {
    return { kind: 'without-cache-from', error: cause.error }
  }
  if (outcome.kind === 'lost' && canMove) return undefined
  const reason =
    outcome.kind === 'lost'
      ? outcome.diagnosis === undefined
        ? 'the connection to the daemon broke'
        : 'the daemon fell silent'
      : cause?.kind === 'transient' && cause.reason
  if (!reason || retries >= mostRetries) return undefined
  return { kind: 'again', reason, pauseSeconds: pauseSeconds(retries + 1) }
}

/** Doubles from try to try. @param retry from 1 */
function pauseSeconds(retry: number): number {
  return Math.min(2 ** retry, 30)
}
