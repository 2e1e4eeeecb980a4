import { type ClientHttp2Session, connect as connectHttp2 } from 'node:http2'
import { connect as connectSocket, type Socket, type TcpNetConnectOpts } from 'node:net'
import { type ConnectionOptions, connect as connectTls, TLSSocket } from 'node:tls'
import type { ProbeTarget } from './daemon.ts'
import { checkServerCertificate } from './diagnosis/server-certificate.ts'
import { expectedName, indicatedName } from './diagnosis/server-name.ts'

export interface SessionEvents {
  /** For each IP address that is tried. */
  readonly onAddress?: (address: string) => void
  /** The network's part is done. */
  readonly onConnect?: () => void
  readonly onOpen: (session: ClientHttp2Session) => void
  /** May come more than once, and after `onOpen`: one fault surfaces in several places. */
  readonly onFault: (error: unknown) => void
}

/**
 * Opens HTTP/2 with a daemon. Its certificate is judged first: nothing is said to one that isn't trusted.
 *
 * @returns what ends it
 * @throws when OpenSSL doesn't take what it is given
 */
export function openSession(target: ProbeTarget, events: SessionEvents): () => void {
  const { onAddress = () => {}, onConnect = () => {}, onOpen, onFault } = events
  const socket = openSocket(target)
  let session: ClientHttp2Session | undefined
  socket.on('connectionAttempt', onAddress)
  socket.on('error', onFault)
  // A peer that hangs up without an error.
  socket.once('close', () => onFault(new Error('closed')))
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

function openSocket(target: ProbeTarget): Socket {
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
    // Its verdict is asked for as soon as TLS is set up: then the certificate is still at hand.
    rejectUnauthorized: false,
    checkServerIdentity: () => undefined,
    // As Go does: a CA in `ca` is trusted though another one issued it, RSA keys may have 1024 bits,
    // and an address isn't given up after a quarter of a second when the host has several.
    allowPartialTrustChain: true,
    ciphers: 'DEFAULT:@SECLEVEL=1',
    autoSelectFamilyAttemptTimeout: 1000,
  }
  return connectTls(options)
}
