import type { ClientHttp2Session } from 'node:http2'
import type { ProbeTarget } from './daemon.ts'
import { callStream } from './grpc.ts'
import { openSession } from './session.ts'

/** A connection of the action's own to a daemon that has answered, beside the one of buildx. */
export interface Control {
  /**
   * Calls a method of the daemon's gRPC API, such as `/moby.buildkit.v1.Control/DiskUsage`, and passes each
   * message of the answer to `onMessage`. Rejects when the daemon refuses or the connection ends.
   */
  call(path: string, request: Uint8Array, onMessage: (message: Uint8Array) => void): Promise<void>
  close(): void
}

/** Takes over a session on which the daemon has answered. */
export function controlOver(session: ClientHttp2Session): Control {
  return {
    call: (path, request, onMessage) => callStream(session, path, request, onMessage),
    close: () => session.destroy(),
  }
}

/**
 * Connects like `probe`.
 *
 * @throws the first error as it is, not a diagnosis: callers do without the connection
 */
export function openControl(target: ProbeTarget): Promise<Control> {
  return new Promise((resolve, reject) => {
    const close = openSession(target, {
      onOpen: (session) => resolve(controlOver(session)),
      onFault(error) {
        close()
        reject(error)
      },
    })
  })
}
