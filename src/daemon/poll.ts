import { Diagnosis } from '../base/diagnosis.ts'
import { pause } from '../base/pause.ts'

/** Asks a daemon once. Rejects with a Diagnosis when the daemon can't be used. */
export type Probe<Answer> = (timeoutMs: number, signal: AbortSignal) => Promise<Answer>

export interface PollOptions {
  /** How long to keep probing a daemon whose fault may pass. */
  readonly timeoutMs: number
  readonly signal: AbortSignal
  /** Called once, when the first probe met a fault that may pass. */
  readonly onWait: (diagnosis: Diagnosis) => void
}

const firstPauseMs = 100
const longestPauseMs = 5000
/** A daemon under load may answer slowly; after this time the probe starts again on a new connection. */
const longestProbeMs = 10_000
/** Minimum timeout of the last probe, even past the deadline; a shorter one could only report a timeout. */
const shortestProbeMs = 1000

/**
 * Probes until the daemon answers, with growing pauses.
 *
 * @throws Diagnosis at once when waiting can't help, otherwise the last one when `timeoutMs` is over
 * @throws the signal's reason when it is aborted
 */
export async function pollUntilReady<Answer>(
  probe: Probe<Answer>,
  options: PollOptions,
): Promise<Answer> {
  const deadline = performance.now() + options.timeoutMs
  const left = () => deadline - performance.now()
  for (let pauseMs = firstPauseMs; ; pauseMs = Math.min(2 * pauseMs, longestPauseMs)) {
    options.signal.throwIfAborted()
    try {
      const timeoutMs = Math.min(Math.max(left(), shortestProbeMs), longestProbeMs)
      return await probe(timeoutMs, options.signal)
    } catch (error) {
      if (!(error instanceof Diagnosis) || !error.mayPass || left() <= 0) throw error
      if (pauseMs === firstPauseMs) options.onWait(error)
    }
    // The last probe runs when time is up, not a whole pause earlier.
    await pause(Math.max(Math.min(pauseMs, left()), 0), options.signal)
  }
}
