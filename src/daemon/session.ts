import type { X509Certificate } from 'node:crypto'
import { type ClientHttp2Session, connect as connectHttp2 } from 'node:http2'
import { connect as connectSocket, type Socket, type TcpNetConnectOpts } from 'node:net'
import { type ConnectionOptions, connect as connectTls, type TLSSocket } from 'node:tls'
import { ConnectionClosedError } from './connection-closed.ts'
import type { ProbeTarget } from './daemon.ts'
import { checkServerCertificate, readTrust, type Trust } from './diagnosis/server-certificate.ts'
import { expectedName, indicatedName } from './diagnosis/server-name.ts'
import type { TcpEndpoint } from './endpoint.ts'
import { gateSecondWrite } from './write-gate.ts'

/** HTTP/2 with a daemon. */
export interface Session {
  readonly http2: ClientHttp2Session
  /** The value of `:authority` that buildx sends. */
  readonly authority: string
  /** The IP address that is connected to; absent for a Unix socket. */
  readonly address?: string
  /** The daemon's certificate; absent for a Unix socket. */
  readonly certificate?: X509Certificate
}

export interface SessionEvents {
  /** Called for each IP address that is tried. */
  readonly onAddress?: (address: string) => void
  /** Called when the TCP connection or the Unix socket is open. */
  readonly onConnect?: () => void
  /** Called when the daemon's certificate has been accepted, and the client's is sent. */
  readonly onTrust?: () => void
  /** Called when requests can be sent. */
  readonly onOpen: (session: Session) => void
  /** May be called several times, also after `onOpen`: one fault surfaces in several places. */
  readonly onFault: (error: unknown) => void
}

/**
 * Opens HTTP/2 with a daemon. The daemon's certificate is checked before the client's is sent.
 *
 * @returns closes the session and its connection
 * @throws Error of OpenSSL when it doesn't accept the credentials
 */
export function openSession(target: ProbeTarget, events: SessionEvents): () => void {
  const { endpoint } = target
  return endpoint.kind === 'unix'
    ? openUnixSession(endpoint.path, events)
    : openTlsSession({ ...target, endpoint, trust: readTrust(target.credentials?.ca) }, events)
}

function openUnixSession(path: string, events: SessionEvents): () => void {
  const { onConnect = () => {}, onFault } = events
  const socket = connectSocket(path)
  socket.on('error', onFault)
  socket.once('close', () => onFault(new ConnectionClosedError()))
  let close = () => {}
  socket.once('connect', () => {
    onConnect()
    // gRPC's name for a target without a host.
    close = startHttp2(socket, { authority: 'localhost' }, events)
  })
  return () => {
    close()
    socket.destroy()
  }
}

type TlsTarget = ProbeTarget & { readonly endpoint: TcpEndpoint; readonly trust: Trust }

/**
 * In TLS 1.3 the client's certificate is sent after the handshake is complete for Node, so a connection that
 * is destroyed at that moment hasn't shown it. In TLS 1.2 it is sent before, and what is written has to be
 * held back until the daemon's certificate has been checked. So TLS 1.2 is only used with daemons, or
 * proxies, that don't speak TLS 1.3.
 */
function openTlsSession(target: TlsTarget, events: SessionEvents): () => void {
  let close = () => {}
  let isTrusted = false
  let isReplaced = false
  const onTrust = () => {
    isTrusted = true
    events.onTrust?.()
  }
  const onFault = (error: unknown) => {
    if (isReplaced) return
    if (isTrusted || !mayBeOldTls(error)) return events.onFault(error)
    isReplaced = true
    close()
    try {
      close = dialTls12(target, events)
    } catch (cause) {
      events.onFault(cause)
    }
  }
  close = dialTls13(target, { ...events, onTrust, onFault })
  return () => close()
}

/**
 * Whether the peer may lack TLS 1.3: by its answer, or by its alert. This is `protocol_version`; or `handshake_failure`
 * or `insufficient_security` of one that doesn't read the extension `supported_versions`, and so sees only cipher suites
 * that it doesn't know.
 */
function mayBeOldTls(error: unknown): boolean {
  return /unsupported protocol|SSL alert number (?:70|40|71)$/m.test(`${error}`)
}

function dialTls13(target: TlsTarget, events: SessionEvents): () => void {
  const { host, port } = target.endpoint
  const socket = connectTls({
    ...tcpOptions,
    ...tlsOptions(target),
    host,
    port,
    minVersion: 'TLSv1.3',
  })
  socket.on('connectionAttempt', events.onAddress ?? (() => {}))
  socket.once('connect', events.onConnect ?? (() => {}))
  return onceSecure(target, socket, socket, () => peerCertificate(socket), events)
}

function dialTls12(target: TlsTarget, events: SessionEvents): () => void {
  const { host, port } = target.endpoint
  const tcp = connectSocket({ ...tcpOptions, host, port })
  tcp.once('connect', events.onConnect ?? (() => {}))
  let leaf: X509Certificate | undefined
  const gate = gateSecondWrite(tcp, () => {
    leaf = peerCertificate(tls)
    const identity = { leaf, address: tcp.remoteAddress, verdict: 'pending' }
    checkServerCertificate(target, target.trust, identity)
    events.onTrust?.()
  })
  const tls = connectTls({ ...tlsOptions(target), socket: gate, maxVersion: 'TLSv1.2' })
  return onceSecure(target, tls, tcp, () => leaf ?? peerCertificate(tls), events)
}

function onceSecure(
  target: TlsTarget,
  tls: TLSSocket,
  tcp: Socket,
  leaf: () => X509Certificate,
  events: SessionEvents,
): () => void {
  let isFaulty = false
  const fail = (error: unknown) => {
    isFaulty = true
    events.onFault(error)
  }
  tls.on('error', fail)
  tls.once('close', () => events.onFault(new ConnectionClosedError()))
  let close = () => {}
  tls.once('secureConnect', () => {
    if (isFaulty) return
    const address = tcp.remoteAddress
    try {
      const verdict = tls.authorized ? 'trusted' : `${tls.authorizationError}`
      const certificate = leaf()
      checkServerCertificate(target, target.trust, { leaf: certificate, address, verdict })
      events.onTrust?.()
      const authority = target.serverName ?? target.endpoint.host
      const details = { authority, certificate, ...(address !== undefined && { address }) }
      close = startHttp2(tls, details, events)
    } catch (error) {
      // At once: a later destroy comes after the client's certificate is sent.
      tls.destroy()
      fail(error)
    }
  })
  return () => {
    close()
    tls.destroy()
    tcp.destroy()
  }
}

/** Can be called once for each connection: Node takes the certificate out of the chain that was sent. */
function peerCertificate(tls: TLSSocket): X509Certificate {
  const certificate = tls.getPeerX509Certificate()
  // TLS without a server certificate is anonymous, which no cipher of ours allows.
  if (certificate === undefined) throw new Error('no certificate')
  return certificate
}

function startHttp2(
  socket: Socket,
  details: Omit<Session, 'http2'>,
  { onOpen, onFault }: SessionEvents,
): () => void {
  const http2 = connectHttp2('http://localhost', { createConnection: () => socket })
  http2.on('error', onFault)
  onOpen({ http2, ...details })
  return () => http2.destroy()
}

const tcpOptions: Pick<TcpNetConnectOpts, 'autoSelectFamilyAttemptTimeout'> = {
  // Milliseconds. Node's default of 250 is too short for a distant host with several addresses.
  autoSelectFamilyAttemptTimeout: 1000,
}

function tlsOptions(target: TlsTarget): ConnectionOptions {
  const { credentials } = target
  const servername = indicatedName(expectedName(target))
  return {
    // Without a list Node would trust the public CAs.
    ca: target.trust.authorities.map(String),
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
  }
}
