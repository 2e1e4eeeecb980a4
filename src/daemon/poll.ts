import { setTimeout as sleep } from 'node:timers/promises'
import { Diagnosis } from '../base/diagnosis.ts'

/** Asks a daemon once. Rejects with a Diagnosis when it doesn't answer as it should. */
export type Ask<Answer> = (timeoutMs: number, signal: AbortSignal) => Promise<Answer>

export interface WaitOptions {
  /** How long to keep asking a daemon whose fault may pass. */
  readonly timeoutMs: number
  readonly signal: AbortSignal
  /** Called once, when the first answer was such a fault. */
  readonly onWait: (diagnosis: Diagnosis) => void
}

const firstPauseMs = 100
const longestPauseMs = 5000
/** A daemon under load may be slow to answer, but one that is silent for this long is asked anew. */
const longestProbeMs = 10_000
/** What the last question is given, though time be up: one that is hurried says nothing. */
const shortestProbeMs = 1000

/**
 * Asks the daemon until it answers.
 *
 * @throws Diagnosis at once for a fault that waiting can't cure, else the last one when time is up
 */
export async function waitForAnswer<Answer>(
  ask: Ask<Answer>,
  options: WaitOptions,
): Promise<Answer> {
  const deadline = performance.now() + options.timeoutMs
  const left = () => deadline - performance.now()
  for (let pauseMs = firstPauseMs; ; pauseMs = Math.min(2 * pauseMs, longestPauseMs)) {
    options.signal.throwIfAborted()
    try {
      const timeoutMs = Math.min(Math.max(left(), shortestProbeMs), longestProbeMs)
      return await ask(timeoutMs, options.signal)
    } catch (error) {
      if (!(error instanceof Diagnosis) || !error.mayPass || left() <= 0) throw error
      if (pauseMs === firstPauseMs) options.onWait(error)
    }
    // The last question is asked when time is up, not a whole pause earlier.
    await sleep(Math.max(Math.min(pauseMs, left()), 0), undefined, { signal: options.signal })
  }
}
