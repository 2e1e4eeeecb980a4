import { type ClientHttp2Session, connect as connectHttp2 } from 'node:http2'
import { TLSSocket } from 'node:tls'
import type { ProbeTarget } from './daemon.ts'
import { callStream } from './grpc.ts'
import { openSocket } from './probe.ts'
import { checkServerCertificate } from './server-certificate.ts'

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
  const socket = openSocket(target)
  let session: ClientHttp2Session | undefined
  const close = () => {
    session?.destroy()
    socket.destroy()
  }
  return new Promise((resolve, reject) => {
    const fail = (error: unknown) => {
      close()
      reject(error)
    }
    socket.on('error', fail)
    socket.once('close', () => fail(new Error('closed')))
    socket.once(target.endpoint.kind === 'tcp' ? 'secureConnect' : 'connect', () => {
      try {
        if (socket instanceof TLSSocket) checkServerCertificate(target, socket)
        const open = connectHttp2('http://buildkitd', { createConnection: () => socket })
        open.on('error', fail)
        session = open
        resolve(controlOver(open))
      } catch (error) {
        fail(error)
      }
    })
  })
}
