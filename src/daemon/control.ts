import { untilAborted } from '../base/timeout.ts'
import type { ProbeTarget } from './daemon.ts'
import { callStream } from './grpc.ts'
import { openSession, type Session } from './session.ts'

/**
 * The action's own connection to a daemon that has answered, beside that of buildx. It is opened when
 * it is needed and closed when it isn't: a load balancer may limit connections, and cuts idle ones.
 */
export interface Control {
  /**
   * Calls a method of the daemon's gRPC API, such as `/moby.buildkit.v1.Control/DiskUsage`, and passes each
   * message of the answer to `onMessage`. Rejects when the daemon refuses, the connection ends, or `signal` is
   * aborted.
   */
  call(
    path: string,
    request: Uint8Array,
    onMessage: (message: Uint8Array) => void,
    signal?: AbortSignal,
  ): Promise<void>
  /** Closes the connection and its pending calls. A later call opens another connection. */
  close(): void
}

/** How long an unused connection stays open. Where connections are limited, another build may wait for it. */
const longestIdleMs = 500

/**
 * @param open connects, and rejects with the first error, not a diagnosis: callers work without the connection. The
 *   signal ends the attempt, which may wait for its turn at a load balancer.
 */
export function createControl(open: (signal: AbortSignal) => Promise<Session>): Control {
  let session: Promise<Session> | undefined
  let opening: AbortController | undefined
  let calls = 0
  let idle: NodeJS.Timeout | undefined
  const close = () => {
    clearTimeout(idle)
    opening?.abort()
    session?.then(({ http2 }) => http2.destroy()).catch(() => {})
    session = undefined
  }
  const connect = async (): Promise<Session> => {
    const current = session
    const opened = await current?.catch(() => undefined)
    if (opened !== undefined && !opened.http2.destroyed) return opened
    // Several calls at once share the connection that the first of them opens.
    if (session === current) {
      opening = new AbortController()
      session = open(opening.signal)
    }
    return session as Promise<Session>
  }
  return {
    async call(path, request, onMessage, signal) {
      clearTimeout(idle)
      calls += 1
      try {
        const opened = await untilAborted(connect(), signal)
        await callStream(opened, path, request, onMessage, signal)
      } finally {
        calls -= 1
        if (calls === 0) idle = setTimeout(close, longestIdleMs).unref()
      }
    },
    close,
  }
}

/**
 * Connects like `probe`.
 *
 * @param signal closes the connection
 * @throws the signal's reason
 */
export function connectToDaemon(target: ProbeTarget, signal?: AbortSignal): Promise<Session> {
  return new Promise((resolve, reject) => {
    const close = openSession(target, {
      onOpen: resolve,
      onFault(error) {
        close()
        reject(error)
      },
    })
    signal?.addEventListener('abort', () => {
      close()
      reject(signal.reason)
    })
  })
}
