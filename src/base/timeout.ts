import { CanceledError } from './errors.ts'

/** Work that took too long. The message is `no answer in 20 s`. */
export class TimeoutError extends Error {
  override readonly name = 'TimeoutError'

  constructor(milliseconds: number) {
    super(`no answer in ${milliseconds / 1000} s`)
  }
}

/**
 * Waits for work, but not longer than `milliseconds`, and not after `signal` is aborted. A later
 * result or rejection of the work is ignored.
 *
 * @param work gets a signal that is aborted once its result is no longer waited for, so that it can stop
 * @returns the result of the work
 * @throws TimeoutError, CanceledError, or what the work throws
 */
export async function withTimeout<Value>(
  work: (signal: AbortSignal) => Promise<Value>,
  milliseconds: number,
  signal?: AbortSignal,
): Promise<Value> {
  const stopped = Promise.withResolvers<never>()
  const controller = new AbortController()
  const stop = (error: Error) => {
    stopped.reject(error)
    controller.abort(error)
  }
  const cancel = () => stop(new CanceledError())
  const timer = setTimeout(() => stop(new TimeoutError(milliseconds)), milliseconds)
  signal?.addEventListener('abort', cancel)
  try {
    if (signal?.aborted) throw new CanceledError()
    return await Promise.race([work(controller.signal), stopped.promise])
  } finally {
    clearTimeout(timer)
    signal?.removeEventListener('abort', cancel)
  }
}

/**
 * Waits for a promise, but not after `signal` is aborted.
 *
 * @throws the signal's reason, or what the promise rejects with
 */
export async function untilAborted<Value>(
  promise: Promise<Value>,
  signal?: AbortSignal,
): Promise<Value> {
  if (signal === undefined) return promise
  const { promise: aborted, reject } = Promise.withResolvers<never>()
  const abort = () => reject(signal.reason)
  signal.addEventListener('abort', abort)
  if (signal.aborted) abort()
  try {
    return await Promise.race([promise, aborted])
  } finally {
    signal.removeEventListener('abort', abort)
  }
}
