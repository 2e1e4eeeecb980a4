import type { ClientHttp2Session } from 'node:http2'
import type { ProbeTarget } from './daemon.ts'
import { callStream } from './grpc.ts'
import { openSession } from './session.ts'

/** A connection of our own to a daemon that has answered, beside the one that buildx has. */
export interface Control {
  /**
   * Calls a method of its gRPC API, such as `/moby.buildkit.v1.Control/DiskUsage`; each message of the
   * answer goes to `onMessage`. Rejects when the daemon refuses, and when the connection ends.
   */
  call(path: string, request: Uint8Array, onMessage: (message: Uint8Array) => void): Promise<void>
  close(): void
}

/** Takes over a connection on which the daemon has answered. */
export function controlOver(session: ClientHttp2Session): Control {
  return {
    call: (path, request, onMessage) => callStream(session, path, request, onMessage),
    close: () => session.destroy(),
  }
}

/** Connects as `probe` does, but reports no diagnosis: whoever asks can do without an answer. */
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
