import { Diagnosis, type DiagnosisCode, type DiagnosisOptions } from '../../base/diagnosis.ts'
import type { ProbeTarget } from '../daemon.ts'
import { describeEndpoint } from '../endpoint.ts'
import { GrpcError, GrpcFormatError, grpcStatus } from '../grpc.ts'
import { alertNumber, explainAlert } from './client-refusal.ts'
import { refusedConnection, silentDns, unknownHost, unreachable } from './network.ts'
import { expectedName, indicatedName } from './server-name.ts'

/** How far a probe got. While `identifying`, the daemon is trusted, and is shown the client certificate. */
export type ProbePhase = 'connecting' | 'handshaking' | 'identifying' | 'asking'

/** How far a probe got, and the error that ended it; no error when time ran out. */
export interface ProbeFailure {
  readonly phase: ProbePhase
  readonly error: unknown
  /** The IP addresses that were tried. */
  readonly addresses: readonly string[]
}

/** Names the fault behind a failed probe. */
export function diagnose(target: ProbeTarget, failure: ProbeFailure): Diagnosis {
  const { error, phase } = failure
  if (error instanceof Diagnosis) return error
  const at = describeEndpoint(target.endpoint, failure.addresses)
  const isTcp = target.endpoint.kind === 'tcp'
  const diagnosis = (code: DiagnosisCode, message: string, options?: DiagnosisOptions) =>
    new Diagnosis(code, message, { cause: error, ...options })

  if (error === undefined) return timedOut(at, phase)
  if (error instanceof GrpcError) return explainAnswer(at, error)
  if (error instanceof GrpcFormatError) {
    return diagnosis(
      'not-buildkit',
      `${at} speaks gRPC, but not like a BuildKit daemon: ${error.message}. Check host and port.`,
    )
  }
  const alert = alertNumber(error)
  if (alert !== undefined) {
    const hasShownClient = phase === 'identifying' || phase === 'asking'
    return explainAlert(at, target.credentials?.client, alert, hasShownClient, error)
  }
  const code = codeOf(error)
  switch (code) {
    case 'ENOTFOUND':
      return unknownHost(at, code, error)
    case 'EAI_AGAIN':
      return silentDns(at, code, error)
    case 'ECONNREFUSED':
      return refusedConnection(
        at,
        `Is the daemon running${isTcp ? ', and on this port' : ''}?`,
        error,
      )
    case 'ENOENT':
    case 'ENOTDIR':
      return diagnosis(
        'connection-refused',
        `There is no socket at ${at} (${code}). Is the daemon running, and is its socket mounted here?`,
      )
    case 'EACCES':
    case 'EPERM':
      return diagnosis(
        'connection-refused',
        `This user may not open ${at} (${code}). Add the runner's user to the socket's group.`,
        { isCertain: true },
      )
    case 'ETIMEDOUT':
    case 'EHOSTUNREACH':
    case 'ENETUNREACH':
      return unreachable(at, code, error)
  }
  // Before anything is sent, OpenSSL can only object to the certificate and key that it was given.
  if (phase === 'connecting' && isOpenssl(code)) {
    return diagnosis(
      'client-cert-rejected',
      `OpenSSL does not accept the client certificate in cert (${code}). Issue a new one with a current type of key and digest.`,
    )
  }
  if (code !== undefined && notTls.has(code)) {
    return diagnosis(
      'not-tls',
      `${at} does not speak TLS (${code}). Give buildkitd --tlscert, --tlskey and --tlscacert, or check the port.`,
    )
  }
  if (isOpenssl(code)) {
    return diagnosis(
      'not-buildkit',
      `TLS with ${at} can't be set up (${code}). Is it a BuildKit daemon? Check host and port.`,
    )
  }
  const hint = isTcp
    ? 'Check host and port, and that no proxy in between ends TLS.'
    : "Is it another service's socket, such as Docker's?"
  const refusal = http2Refusal(error)
  if (refusal !== undefined) {
    return lasting.has(refusal)
      ? diagnosis(
          'not-buildkit',
          `${at} speaks HTTP/2, but does not accept gRPC as a BuildKit daemon does (${refusal}). ${hint}`,
        )
      : diagnosis(
          'daemon-unhealthy',
          `${at} refuses the request for now (${refusal}). Is the daemon, or a proxy in between, restarting or overloaded?`,
        )
  }
  // Node's code for bytes that nghttp2 can't read.
  if (code === 'ERR_HTTP2_ERROR') {
    return diagnosis(
      'not-buildkit',
      `${at} does not speak HTTP/2 as a BuildKit daemon does (${code}). ${hint}`,
    )
  }
  const closed = `${at} closed the connection ${until[phase]}${code === undefined ? '' : ` (${code})`}.`
  return diagnosis(
    'connection-reset',
    phase === 'handshaking'
      ? `${closed} ${sentName(target)} Otherwise, is the daemon just restarting, or a firewall in between?`
      : `${closed} Is the daemon just restarting, or a proxy or firewall in between?`,
  )
}

/**
 * The error codes of HTTP/2 (RFC 9113, section 7), by number. A peer names one when it resets a stream (RST_STREAM) or
 * ends the connection (GOAWAY).
 */
const http2Codes = [
  'NO_ERROR',
  'PROTOCOL_ERROR',
  'INTERNAL_ERROR',
  'FLOW_CONTROL_ERROR',
  'SETTINGS_TIMEOUT',
  'STREAM_CLOSED',
  'FRAME_SIZE_ERROR',
  'REFUSED_STREAM',
  'CANCEL',
  'COMPRESSION_ERROR',
  'CONNECT_ERROR',
  'ENHANCE_YOUR_CALM',
  'INADEQUATE_SECURITY',
  'HTTP_1_1_REQUIRED',
] as const

/** Those of a peer that does not accept how it is spoken to. It would say the same again. */
const lasting: ReadonlySet<string> = new Set<(typeof http2Codes)[number]>([
  'PROTOCOL_ERROR',
  'FLOW_CONTROL_ERROR',
  'FRAME_SIZE_ERROR',
  'COMPRESSION_ERROR',
  'INADEQUATE_SECURITY',
  'HTTP_1_1_REQUIRED',
])

/** @returns the code in an error of Node about a peer that speaks HTTP/2; undefined for another error */
function http2Refusal(error: unknown): string | undefined {
  if (!/^ERR_HTTP2_(?:STREAM|SESSION)_ERROR$/.test(codeOf(error) ?? '')) return undefined
  // By name for a stream, by number for a connection.
  const word = /error code (?:NGHTTP2_)?(\w+)$/.exec((error as Error).message)?.[1]
  return http2Codes[Number(word)] ?? word ?? codeOf(error)
}

/** The server name that a proxy which routes by it received. */
function sentName(target: ProbeTarget): string {
  const name = indicatedName(expectedName(target))
  return name === undefined
    ? 'No server name (SNI) was sent, as the endpoint is an IP address; a proxy that routes by it needs server-name.'
    : `It was asked for the name ${name} (SNI); a proxy that routes by it closes for a name that it does not know. Set server-name to one that it knows.`
}

/** OpenSSL's errors for bytes that it can't read as TLS. */
const notTls: ReadonlySet<string> = new Set([
  'ERR_SSL_WRONG_VERSION_NUMBER',
  'ERR_SSL_PACKET_LENGTH_TOO_LONG',
  'ERR_SSL_DATA_LENGTH_TOO_LONG',
  'ERR_SSL_RECORD_LAYER_FAILURE',
  'ERR_SSL_UNEXPECTED_MESSAGE',
])

const until = {
  connecting: 'at once',
  handshaking: 'during the TLS handshake',
  identifying: 'during the TLS handshake',
  asking: 'before it answered',
} as const

function timedOut(at: string, phase: ProbeFailure['phase']): Diagnosis {
  if (phase === 'connecting') return unreachable(at, 'timeout')
  return new Diagnosis(
    'connection-timeout',
    `${at} accepts connections but does not answer. Is the daemon overloaded, or is something else on this port?`,
  )
}

/** Explains an answer of a peer that speaks HTTP/2, and most likely gRPC. */
function explainAnswer(at: string, error: GrpcError): Diagnosis {
  const { status, httpStatus, message } = error
  if (
    status === grpcStatus.unimplemented ||
    (status === undefined && !unavailable.has(httpStatus))
  ) {
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

/** HTTP statuses of a proxy whose server is absent or overloaded. */
const unavailable: ReadonlySet<number> = new Set([429, 502, 503, 504])
const refusals: ReadonlySet<number> = new Set([
  grpcStatus.permissionDenied,
  grpcStatus.unauthenticated,
])

function isOpenssl(code: string | undefined): boolean {
  return code !== undefined && /^ERR_O?SSL_/.test(code)
}

function codeOf(error: unknown): string | undefined {
  return (error as NodeJS.ErrnoException).code
}
