import { setTimeout as sleep } from 'node:timers/promises'

/**
 * Waits, but not after `signal` is aborted.
 *
 * @throws the signal's reason
 */
export async function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  try {
    await sleep(milliseconds, undefined, { signal })
  } catch {
    // Node throws an error of its own.
    signal.throwIfAborted()
  }
}
