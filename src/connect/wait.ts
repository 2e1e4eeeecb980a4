import { setTimeout as sleep } from 'node:timers/promises'
import { Diagnosis } from './diagnosis.ts'
import { type Daemon, type ProbeTarget, probe } from './probe.ts'

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

/**
 * Asks the daemon until it answers.
 *
 * @throws Diagnosis at once for a fault that waiting can't cure, else the last one when time is up
 */
export async function waitForDaemon(target: ProbeTarget, options: WaitOptions): Promise<Daemon> {
  const deadline = performance.now() + options.timeoutMs
  for (
    let pauseMs = firstPauseMs, first = true;
    ;
    pauseMs = Math.min(2 * pauseMs, longestPauseMs)
  ) {
    options.signal.throwIfAborted()
    const leftMs = Math.max(deadline - performance.now(), firstPauseMs)
    try {
      return await probe(target, Math.min(leftMs, longestProbeMs))
    } catch (error) {
      if (!(error instanceof Diagnosis) || !error.mayPass) throw error
      if (performance.now() + pauseMs >= deadline) throw error
      if (first) options.onWait(error)
      first = false
    }
    await sleep(pauseMs, undefined, { signal: options.signal })
  }
}
