import type { X509Certificate } from 'node:crypto'
import { isIP } from 'node:net'
import { connect as connectTls } from 'node:tls'
import { Diagnosis } from './diagnosis.ts'
import type { ProbeTarget } from './probe.ts'

/** How far a probe came, and the error that ended it; no error when time ran out. */
export interface ProbeFailure {
  readonly phase: 'connecting' | 'handshaking' | 'asking'
  readonly error: unknown
}

/**
 * Names the fault behind a failed probe.
 *
 * Node's codes differ between OpenSSL versions, so a TLS alert is told by its number (RFC 8446, 6.2).
 */
export async function diagnose(target: ProbeTarget, failure: ProbeFailure): Promise<Diagnosis> {
  const { error } = failure
  if (error instanceof Diagnosis) return error
  const url = target.endpoint.url
  const diagnosis = (code: Diagnosis['code'], message: string) =>
    new Diagnosis(code, message, { cause: error })

  if (error === undefined) return diagnosis('connection-timeout', silence(target, failure.phase))
  switch (codeOf(error)) {
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return diagnosis(
        'dns-not-found',
        `The name of ${url} is not known to DNS. Check the spelling, and that the runner sees the network it is in.`,
      )
    case 'ECONNREFUSED':
      return diagnosis(
        'connection-refused',
        `Nothing listens at ${url}: the connection was refused. Is the daemon running, on this port?`,
      )
    case 'ENOENT':
      return diagnosis(
        'connection-refused',
        `There is no socket at ${url}. Is the daemon running, and its socket mounted here?`,
      )
    case 'EACCES':
    case 'EPERM':
      return diagnosis(
        'connection-refused',
        `This user may not open ${url}. Add the runner's user to the socket's group.`,
      )
    case 'ETIMEDOUT':
    case 'EHOSTUNREACH':
    case 'ENETUNREACH':
      return diagnosis(
        'connection-timeout',
        `${url} can't be reached from this runner. Check the network and the firewall.`,
      )
    case 'ERR_SSL_WRONG_VERSION_NUMBER':
    case 'ERR_SSL_PACKET_LENGTH_TOO_LONG':
      return diagnosis(
        'not-tls',
        `${url} does not speak TLS. Give buildkitd --tlscert, --tlskey and --tlscacert, or check the port.`,
      )
  }
  const alert = alertNumber(error)
  if (alert !== undefined) return refusal(target, alert, diagnosis)
  if (target.endpoint.kind === 'tcp' && isVerificationCode(codeOf(error))) {
    return distrust(target, codeOf(error), await peerCertificate(target), diagnosis)
  }
  if (
    codeOf(error)?.startsWith('ERR_HTTP2_') === true ||
    codeOf(error)?.startsWith('HPE_') === true
  ) {
    return diagnosis(
      'not-buildkit',
      `${url} does not speak HTTP/2 as a BuildKit daemon does. Check host and port.`,
    )
  }
  return diagnosis(
    'connection-reset',
    `${url} closed the connection before it answered (${codeOf(error) ?? 'no reason given'}). Is a proxy or firewall in between?`,
  )
}

type Name = (code: Diagnosis['code'], message: string) => Diagnosis

function silence({ endpoint }: ProbeTarget, phase: ProbeFailure['phase']): string {
  return phase === 'connecting'
    ? `${endpoint.url} does not answer: no connection. Check the address, the network and the firewall.`
    : `${endpoint.url} accepts connections but does not answer. Is the daemon overloaded, or is something else on this port?`
}

/** The daemon's alert about the client certificate. A Go server sends these after the handshake. */
function refusal({ endpoint, credentials }: ProbeTarget, alert: number, name: Name): Diagnosis {
  const url = endpoint.url
  switch (alert) {
    case 116:
    case 40:
      return credentials?.client === undefined
        ? name('client-cert-required', `${url} asks for a client certificate. Give cert and key.`)
        : name('client-cert-rejected', `${url} does not accept the client certificate in cert.`)
    case 45:
      return name(
        'client-cert-expired',
        `${url} says that the client certificate in cert has expired or is not valid yet. Compare its dates with the daemon's clock.`,
      )
    case 48:
      return name(
        'client-cert-rejected',
        `${url} does not know the CA that signed the client certificate in cert. Sign it with the CA given to buildkitd as --tlscacert.`,
      )
    case 42:
    case 43:
    case 44:
    case 46:
    case 51:
      return name(
        'client-cert-rejected',
        `${url} does not accept the client certificate in cert. Does it have extendedKeyUsage clientAuth?`,
      )
    case 120:
      return name(
        'not-buildkit',
        `${url} speaks TLS but not HTTP/2, so it is not a BuildKit daemon. Check host and port.`,
      )
    default:
      return name(
        'not-buildkit',
        `${url} ended the TLS handshake (alert ${alert}). Is it a BuildKit daemon?`,
      )
  }
}

const verificationCodes =
  /^(CERT_|UNABLE_TO_|SELF_SIGNED_|DEPTH_ZERO_|ERR_TLS_CERT_ALTNAME|INVALID_|PATH_LENGTH_|HOSTNAME_MISMATCH|ERROR_IN_)/

function isVerificationCode(code: string | undefined): boolean {
  return code !== undefined && verificationCodes.test(code)
}

/** The client's own verdict about the daemon's certificate. */
function distrust(
  { endpoint, serverName }: ProbeTarget,
  code: string | undefined,
  certificate: X509Certificate | undefined,
  name: Name,
): Diagnosis {
  const url = endpoint.url
  switch (code) {
    case 'CERT_HAS_EXPIRED':
      return name(
        'server-cert-expired',
        `The certificate of ${url} expired${on(certificate?.validToDate)}. Renew it and restart buildkitd.`,
      )
    case 'CERT_NOT_YET_VALID':
      return name(
        'server-cert-not-yet-valid',
        `The certificate of ${url} is not valid before ${certificate?.validFromDate.toISOString() ?? 'a later date'}. Compare the clocks.`,
      )
    case 'ERR_TLS_CERT_ALTNAME_INVALID': {
      const expected = serverName ?? (endpoint.kind === 'tcp' ? endpoint.host : '')
      return name(
        'server-name-mismatch',
        `The certificate of ${url} is for ${certificate?.subjectAltName ?? 'another name'}, not for ${expected}. Set server-name to one of its names, or issue it for this one.`,
      )
    }
    default:
      return name(
        'server-cert-untrusted',
        `The certificate of ${url}${issuer(certificate)} was not signed by the CA in ca. Give the CA that signed it.`,
      )
  }
}

function on(date: Date | undefined): string {
  return date === undefined ? '' : ` on ${date.toISOString().slice(0, 10)}`
}

function issuer(certificate: X509Certificate | undefined): string {
  return certificate === undefined ? '' : ` (issuer ${certificate.issuer.replaceAll('\n', ', ')})`
}

/**
 * The certificate that the daemon shows, to say what is wrong with it. Node drops it together with
 * the connection that it didn't trust, so it is asked for once more; nothing is sent on this one.
 */
function peerCertificate({
  endpoint,
  serverName,
}: ProbeTarget): Promise<X509Certificate | undefined> {
  if (endpoint.kind !== 'tcp') return Promise.resolve(undefined)
  const expected = serverName ?? endpoint.host
  return new Promise((resolve) => {
    const socket = connectTls({
      host: endpoint.host,
      port: endpoint.port,
      rejectUnauthorized: false,
      timeout: 2000,
      ...(isIP(expected) === 0 && { servername: expected }),
    })
    const settle = (certificate?: X509Certificate) => {
      socket.destroy()
      resolve(certificate)
    }
    socket.once('secureConnect', () => settle(socket.getPeerX509Certificate()))
    socket.once('timeout', () => settle())
    socket.once('error', () => settle())
  })
}

function alertNumber(error: unknown): number | undefined {
  const number = /SSL alert number (\d+)/.exec(error instanceof Error ? error.message : '')?.[1]
  return number === undefined ? undefined : Number(number)
}

function codeOf(error: unknown): string | undefined {
  return (error as NodeJS.ErrnoException).code
}
