import { type ClientHttp2Session, connect as connectHttp2 } from 'node:http2'
import { connect as connectSocket, type Socket, type TcpNetConnectOpts } from 'node:net'
import { type ConnectionOptions, connect as connectTls, TLSSocket } from 'node:tls'
import { ConnectionClosedError } from './connection-closed.ts'
import type { ProbeTarget } from './daemon.ts'
import { checkServerCertificate } from './diagnosis/server-certificate.ts'
import { expectedName, indicatedName } from './diagnosis/server-name.ts'

export interface SessionEvents {
  /** Called for each IP address that is tried. */
  readonly onAddress?: (address: string) => void
  /** Called when the TCP connection or the Unix socket is open. */
  readonly onConnect?: () => void
  /** Called when the daemon's certificate has been accepted, and requests can be sent. */
  readonly onOpen: (session: ClientHttp2Session) => void
  /** May be called several times, also after `onOpen`: one fault surfaces in several places. */
  readonly onFault: (error: unknown) => void
}

/**
 * Opens HTTP/2 with a daemon. The daemon's certificate is checked before the first request is sent.
 *
 * @returns closes the session and its connection
 * @throws Error of OpenSSL when it doesn't accept the credentials
 */
export function openSession(target: ProbeTarget, events: SessionEvents): () => void {
  const { onAddress = () => {}, onConnect = () => {}, onOpen, onFault } = events
  const socket = dial(target)
  let session: ClientHttp2Session | undefined
  socket.on('connectionAttempt', onAddress)
  socket.on('error', onFault)
  socket.once('close', () => onFault(new ConnectionClosedError()))
  socket.once('connect', onConnect)
  socket.once(target.endpoint.kind === 'tcp' ? 'secureConnect' : 'connect', () => {
    try {
      if (socket instanceof TLSSocket) checkServerCertificate(target, socket)
      session = connectHttp2('http://buildkitd', { createConnection: () => socket })
      session.on('error', onFault)
      onOpen(session)
    } catch (error) {
      onFault(error)
    }
  })
  return () => {
    session?.destroy()
    socket.destroy()
  }
}

/** Connects to a daemon. On TCP its certificate isn't checked yet. */
export function dial(target: ProbeTarget): Socket {
  const { endpoint, credentials } = target
  if (endpoint.kind === 'unix') return connectSocket(endpoint.path)
  const servername = indicatedName(expectedName(target))
  const options: ConnectionOptions & TcpNetConnectOpts = {
    host: endpoint.host,
    port: endpoint.port,
    ca: credentials?.ca,
    cert: credentials?.client?.cert,
    key: credentials?.client?.key,
    ...(servername !== undefined && { servername }),
    // checkServerCertificate reads the verdict in `secureConnect`: after a rejection by Node the peer's
    // certificate can't be read any more.
    rejectUnauthorized: false,
    checkServerIdentity: () => undefined,
    // As in Go: a CA in `ca` is trusted even when another CA issued it, and an RSA key may have 1024 bits.
    allowPartialTrustChain: true,
    ciphers: 'DEFAULT:@SECLEVEL=1',
    // Milliseconds. Node's default of 250 is too short for a distant host with several addresses.
    autoSelectFamilyAttemptTimeout: 1000,
  }
  return connectTls(options)
}
