import { Diagnosis, type DiagnosisCode, type DiagnosisOptions } from '../../base/diagnosis.ts'
import type { ProbeTarget } from '../daemon.ts'
import { describeEndpoint } from '../endpoint.ts'
import { GrpcError, unimplemented } from '../grpc.ts'
import { alertNumber, explainAlert } from './client-refusal.ts'

/** How far a probe came, and the error that ended it; no error when time ran out. */
export interface ProbeFailure {
  readonly phase: 'connecting' | 'handshaking' | 'asking'
  readonly error: unknown
  /** The IP addresses that were tried. */
  readonly addresses: readonly string[]
}

/** Names the fault behind a failed probe. */
export function diagnose(target: ProbeTarget, failure: ProbeFailure): Diagnosis {
  const { error, phase } = failure
  if (error instanceof Diagnosis) return error
  const at = describeEndpoint(target.endpoint, failure.addresses)
  const diagnosis = (code: DiagnosisCode, message: string, options?: DiagnosisOptions) =>
    new Diagnosis(code, message, { cause: error, ...options })

  if (error === undefined) return diagnosis('connection-timeout', silence(at, phase))
  if (error instanceof GrpcError) return explainAnswer(at, error)
  const alert = alertNumber(error)
  if (alert !== undefined) return explainAlert(at, target.credentials?.client, alert)
  const code = codeOf(error)
  switch (code) {
    case 'ENOTFOUND':
      return diagnosis(
        'dns-not-found',
        `DNS does not know the host of ${at}. Check the spelling, and that this runner sees the network the host is in.`,
      )
    case 'EAI_AGAIN':
      return diagnosis(
        'dns-not-found',
        `DNS gave no answer about the host of ${at}. Check the name servers of this runner.`,
      )
    case 'ECONNREFUSED':
      return diagnosis(
        'connection-refused',
        `Nothing listens at ${at}: the connection was refused. Is the daemon running${target.endpoint.kind === 'tcp' ? ', and on this port' : ''}?`,
      )
    case 'ENOENT':
    case 'ENOTDIR':
      return diagnosis(
        'connection-refused',
        `There is no socket at ${at}. Is the daemon running, and its socket mounted here?`,
      )
    case 'EACCES':
    case 'EPERM':
      return diagnosis(
        'connection-refused',
        `This user may not open ${at}. Add the runner's user to the socket's group.`,
        { isCertain: true },
      )
    case 'ETIMEDOUT':
    case 'EHOSTUNREACH':
    case 'ENETUNREACH':
      return diagnosis(
        'connection-timeout',
        `${at} can't be reached from this runner (${code}). Check the address, the network and the firewall.`,
      )
  }
  // Nothing was sent yet, so it is about what was to be sent.
  if (phase === 'connecting' && isOpenssl(code)) {
    return diagnosis(
      'client-cert-rejected',
      `OpenSSL does not take the client certificate in cert (${code}). Issue it anew, with a key and digest of today.`,
    )
  }
  if (code !== undefined && notTls.has(code)) {
    return diagnosis(
      'not-tls',
      `${at} does not speak TLS. Give buildkitd --tlscert, --tlskey and --tlscacert, or check the port.`,
    )
  }
  if (isOpenssl(code)) {
    return diagnosis(
      'not-buildkit',
      `TLS with ${at} can't be set up (${code}). Is it a BuildKit daemon? Check host and port.`,
    )
  }
  if (code?.startsWith('ERR_HTTP2_')) {
    return diagnosis(
      'not-buildkit',
      `${at} does not speak HTTP/2 as a BuildKit daemon does. ${target.endpoint.kind === 'tcp' ? 'Check host and port, and that no proxy in between ends TLS.' : "Is it another service's socket, such as Docker's?"}`,
    )
  }
  return diagnosis(
    'connection-reset',
    `${at} closed the connection ${until[phase]}. Is the daemon just restarting, or a proxy or firewall in between?`,
  )
}

/** What OpenSSL says of the first bytes that it can't read as TLS. */
const notTls: ReadonlySet<string> = new Set([
  'ERR_SSL_WRONG_VERSION_NUMBER',
  'ERR_SSL_PACKET_LENGTH_TOO_LONG',
  'ERR_SSL_DATA_LENGTH_TOO_LONG',
  'ERR_SSL_RECORD_LAYER_FAILURE',
  'ERR_SSL_UNEXPECTED_MESSAGE',
])

const until = {
  connecting: 'at once',
  handshaking: 'while TLS was being set up',
  asking: 'before it answered',
} as const

function silence(at: string, phase: ProbeFailure['phase']): string {
  return phase === 'connecting'
    ? `${at} does not answer: no connection came about. Check the address, the network and the firewall.`
    : `${at} accepts connections but says nothing. Is the daemon overloaded, or is something else on this port?`
}

/** The peer speaks HTTP/2, and most likely gRPC. */
function explainAnswer(at: string, error: GrpcError): Diagnosis {
  const { status, httpStatus, message } = error
  if (status === unimplemented || (status === undefined && !absent.has(httpStatus))) {
    return new Diagnosis(
      'not-buildkit',
      `${at} speaks ${status === undefined ? `HTTP/2 (status ${httpStatus})` : 'gRPC'} but is not a BuildKit daemon. Check host and port.`,
      { cause: error },
    )
  }
  if (status === undefined) {
    return new Diagnosis(
      'daemon-unhealthy',
      `A proxy answers at ${at}, but it does not reach the daemon behind it (HTTP status ${httpStatus}). Look at the daemon's log.`,
      { cause: error },
    )
  }
  return new Diagnosis(
    'daemon-unhealthy',
    `The daemon at ${at} answers with an error: ${message || 'no text'} (gRPC status ${status}). Look at its log.`,
    { cause: error, isCertain: refusals.has(status) },
  )
}

/** What a proxy says of a server that is not there, or not yet. */
const absent: ReadonlySet<number> = new Set([429, 502, 503, 504])
/** PERMISSION_DENIED and UNAUTHENTICATED. */
const refusals: ReadonlySet<number> = new Set([7, 16])

function isOpenssl(code: string | undefined): boolean {
  return code !== undefined && /^ERR_(?:OS)?SSL_/.test(code)
}

function codeOf(error: unknown): string | undefined {
  return (error as NodeJS.ErrnoException).code
}
