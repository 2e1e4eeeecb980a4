import { connect as connectHttp2 } from 'node:http2'
import { connect as connectSocket, isIP, type Socket } from 'node:net'
import { checkServerIdentity, connect as connectTls, type TLSSocket } from 'node:tls'
import { readInfo, readWorkers } from './control-api.ts'
import type { Credentials } from './credentials.ts'
import { diagnose, type ProbeFailure } from './diagnose.ts'
import { Diagnosis } from './diagnosis.ts'
import type { Endpoint } from './endpoint.ts'
import { callUnary } from './grpc.ts'

export interface ProbeTarget {
  readonly endpoint: Endpoint
  /** Needed for `tcp`, unused for `unix`, which is never TLS. */
  readonly credentials?: Credentials
  /** The name expected in the daemon's certificate when it isn't the endpoint's host. */
  readonly serverName?: string
}

/** What a daemon says of itself. */
export interface Daemon {
  /** Such as `v0.32.2`. */
  readonly version: string
  /** Of all workers, as `os/arch[/variant]`, the daemon's own first. */
  readonly platforms: readonly string[]
}

type Call = (path: string) => Promise<Uint8Array>

/**
 * Asks a BuildKit daemon who it is, over its own gRPC API, as buildx will talk to it.
 *
 * A finished TLS handshake proves little: with TLS 1.3 the daemon refuses a client certificate only
 * afterwards. So only an answer counts. Like buildx, no ALPN is offered; a proxy that needs it would
 * pass a probe that did, and then fail the build.
 *
 * @throws Diagnosis
 */
export async function probe(target: ProbeTarget, timeoutMs: number): Promise<Daemon> {
  try {
    return await withSession(target, timeoutMs, async (call) => {
      const [info, workers] = await Promise.all([
        call('/moby.buildkit.v1.Control/Info'),
        call('/moby.buildkit.v1.Control/ListWorkers'),
      ])
      return { version: readInfo(info), platforms: readWorkers(workers) }
    })
  } catch (error) {
    if (error instanceof ProbeError) throw await diagnose(target, error.failure)
    throw error
  }
}

class ProbeError extends Error {
  readonly failure: ProbeFailure

  constructor(failure: ProbeFailure) {
    super('probe failed', { cause: failure.error })
    this.failure = failure
  }
}

function withSession<T>(
  target: ProbeTarget,
  timeoutMs: number,
  ask: (call: Call) => Promise<T>,
): Promise<T> {
  return new Promise((resolve, reject) => {
    const socket = openSocket(target)
    let phase: ProbeFailure['phase'] = 'connecting'
    socket.once('connect', () => {
      phase = target.endpoint.kind === 'tcp' ? 'handshaking' : 'asking'
    })
    socket.once('secureConnect', () => {
      phase = 'asking'
    })
    const session = connectHttp2('http://buildkitd', { createConnection: () => socket })
    const errors: unknown[] = []
    const fail = (error: unknown) => {
      errors.push(error)
      // One fault surfaces on socket, session and stream; the stream's own word for it is the vaguest.
      setImmediate(() => settle(() => reject(asFailure(mostTelling(errors)))))
    }
    const asFailure = (error: unknown) =>
      error instanceof Diagnosis ? error : new ProbeError({ phase, error })
    const timer = setTimeout(
      () => settle(() => reject(new ProbeError({ phase, error: undefined }))),
      timeoutMs,
    )
    const settle = (then: () => void) => {
      clearTimeout(timer)
      session.destroy()
      socket.destroy()
      then()
    }
    socket.on('error', fail)
    session.on('error', fail)
    // A peer that hangs up without an error, such as a daemon behind TLS that was asked without it.
    session.once('close', () => fail(new Error('closed')))
    ask((path) => callUnary(session, target.endpoint.url, path)).then(
      (value) => settle(() => resolve(value)),
      fail,
    )
  })
}

function openSocket({ endpoint, credentials, serverName }: ProbeTarget): Socket {
  if (endpoint.kind === 'unix') return connectSocket(endpoint.path)
  const expected = serverName ?? endpoint.host
  const socket: TLSSocket = connectTls({
    host: endpoint.host,
    port: endpoint.port,
    ca: credentials?.ca,
    cert: credentials?.client?.cert,
    key: credentials?.client?.key,
    ...(isIP(expected) === 0 && { servername: expected }),
    checkServerIdentity: (_, certificate) => checkServerIdentity(expected, certificate),
  })
  socket.once('secureConnect', () => {
    // Node still takes the Common Name for a host name; Go, and so buildx, does not.
    const certificate = socket.getPeerX509Certificate()
    if (certificate !== undefined && certificate.subjectAltName === undefined) {
      socket.destroy(
        new Diagnosis(
          'server-name-mismatch',
          `The certificate of ${endpoint.url} names no host: it has no subjectAltName. Issue it with DNS:${expected}.`,
        ),
      )
    }
  })
  return socket
}

function mostTelling(errors: readonly unknown[]): unknown {
  const rank = (error: unknown) => {
    if (error instanceof Diagnosis) return 0
    const code = (error as NodeJS.ErrnoException).code
    if (code === undefined) return 3
    return code.startsWith('ERR_HTTP2_') ? 2 : 1
  }
  return [...errors].sort((a, b) => rank(a) - rank(b))[0]
}
