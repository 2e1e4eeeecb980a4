import type { Control } from '../daemon/control.ts'

/** Proxies and load balancers close a connection on which nothing was sent for some time. */
const keepAliveMs = 2000

/** After this many calls without an answer, the connection counts as lost although it wasn't closed. */
const mostUnanswered = 5

/**
 * Calls the daemon every few seconds, and closes a connection on which it no longer answers. HTTP/2's own PING won't
 * do: gRPC servers answer the third within five minutes with `too_many_pings`.
 *
 * @returns ends it
 */
export function keepAlive({ call, close }: Control): () => void {
  let unanswered = 0
  const timer = setInterval(async () => {
    if (unanswered >= mostUnanswered) close()
    unanswered += 1
    try {
      await call('/moby.buildkit.v1.Control/Info', new Uint8Array(), () => {})
      unanswered = 0
    } catch {
      // The next call opens another connection. The callers that wait for an answer get the error.
      unanswered = 0
    }
  }, keepAliveMs)
  timer.unref()
  return () => clearInterval(timer)
}
