import { expect, it } from '@jest/globals'
import { ConnectionClosedError } from '../../../src/daemon/connection-closed.ts'
import { diagnose, type ProbeFailure } from '../../../src/daemon/diagnosis/diagnose.ts'
import { GrpcError, GrpcFormatError } from '../../../src/daemon/grpc.ts'
import { directEndpoint } from '../../helpers/endpoint.ts'

const coded = (code: string) => Object.assign(new Error('message'), { code })
const http2Reset = (code: string) =>
  Object.assign(new Error(`Stream closed with error code NGHTTP2_${code}`), {
    code: 'ERR_HTTP2_STREAM_ERROR',
  })
const http2Goaway = (code: number) =>
  Object.assign(new Error(`Session closed with error code ${code}`), {
    code: 'ERR_HTTP2_SESSION_ERROR',
  })
const alert = (number: number) => new Error(`SSL routines:x:SSL alert number ${number}`)
const [connecting, handshaking, asking] = ['connecting', 'handshaking', 'asking'] as const

type Row = readonly [ProbeFailure['phase'], unknown, string, boolean, RegExp]

const tcpRows: readonly Row[] = [
  [connecting, undefined, 'connection-timeout', true, /can't be reached .* \(timeout\)/],
  [handshaking, undefined, 'connection-timeout', true, /accepts connections but does not answer/],
  [asking, undefined, 'connection-timeout', true, /accepts connections but does not answer/],
  [connecting, coded('ENOTFOUND'), 'dns-not-found', true, /does not know .* \(ENOTFOUND\)/],
  [connecting, coded('EAI_AGAIN'), 'dns-not-found', true, /gave no answer .* \(EAI_AGAIN\)/],
  [connecting, coded('ECONNREFUSED'), 'connection-refused', true, /running, and on this port\?$/],
  [connecting, coded('ETIMEDOUT'), 'connection-timeout', true, /\(ETIMEDOUT\)/],
  [connecting, coded('EHOSTUNREACH'), 'connection-timeout', true, /\(EHOSTUNREACH\)/],
  [connecting, coded('ENETUNREACH'), 'connection-timeout', true, /\(ENETUNREACH\)/],
  [connecting, coded('ECONNRESET'), 'connection-reset', true, /closed .* at once \(ECONNRESET\)/],
  [handshaking, coded('ECONNRESET'), 'connection-reset', true, /during the TLS handshake/],
  [asking, new ConnectionClosedError(), 'connection-reset', true, /before it answered\. /],
  [connecting, coded('ERR_SSL_EE_KEY_TOO_SMALL'), 'client-cert-rejected', false, /TOO_SMALL/],
  [connecting, coded('ERR_OSSL_X'), 'client-cert-rejected', false, /does not accept the client/],
  [handshaking, coded('ERR_SSL_WRONG_VERSION_NUMBER'), 'not-tls', false, /WRONG_VERSION_NUMBER/],
  [handshaking, coded('ERR_SSL_NO_CIPHER_MATCH'), 'not-buildkit', false, /NO_CIPHER_MATCH/],
  [asking, coded('ERR_HTTP2_ERROR'), 'not-buildkit', false, /no proxy in between ends TLS/],
  [asking, http2Reset('REFUSED_STREAM'), 'daemon-unhealthy', true, /for now \(REFUSED_STREAM\)/],
  [asking, http2Reset('INTERNAL_ERROR'), 'daemon-unhealthy', true, /for now \(INTERNAL_ERROR\)/],
  [asking, http2Goaway(11), 'daemon-unhealthy', true, /for now \(ENHANCE_YOUR_CALM\)/],
  [asking, http2Goaway(999), 'daemon-unhealthy', true, /for now \(999\)/],
  [asking, http2Reset('PROTOCOL_ERROR'), 'not-buildkit', false, /speaks HTTP\/2, but .*\(PROTO/],
  [asking, http2Goaway(13), 'not-buildkit', false, /\(HTTP_1_1_REQUIRED\)\. Check host and port/],
  [asking, coded('ERR_HTTP2_GOAWAY_SESSION'), 'connection-reset', true, /\(ERR_HTTP2_GOAWAY_SESS/],
  [asking, coded('ERR_HTTP2_INVALID_SESSION'), 'connection-reset', true, /\(ERR_HTTP2_INVALID_SE/],
  [asking, new GrpcFormatError('compressed'), 'not-buildkit', false, /compressed/],
  [asking, new GrpcError('', 404, undefined), 'not-buildkit', false, /HTTP\/2 \(status 404\)/],
  [asking, new GrpcError('', 503, undefined), 'daemon-unhealthy', true, /HTTP status 503/],
  [asking, new GrpcError('x', 200, 12), 'not-buildkit', false, /speaks gRPC but is not/],
  [asking, new GrpcError('full', 200, 14), 'daemon-unhealthy', true, /full \(gRPC status 14\)/],
  [asking, new GrpcError('', 200, 13), 'daemon-unhealthy', true, /no text \(gRPC status 13\)/],
  [asking, new GrpcError('no', 200, 7), 'daemon-unhealthy', false, /no \(gRPC status 7\)/],
  [asking, new GrpcError('no', 200, 16), 'daemon-unhealthy', false, /no \(gRPC status 16\)/],
  [handshaking, alert(112), 'server-name-mismatch', false, /TLS alert 112/],
  [handshaking, alert(80), 'not-buildkit', false, /TLS alert 80/],
  [asking, alert(116), 'client-cert-required', false, /cert and key are empty/],
]

it.each(tcpRows)('diagnoses TCP while %s: %s', (phase, error, code, mayPass, words) => {
  const target = { endpoint: directEndpoint('tcp://buildkit.test:1234') }
  const diagnosis = diagnose(target, { phase, error, addresses: ['192.0.2.1'] })
  expect(diagnosis).toMatchObject({ code, mayPass })
  expect(diagnosis.message).toMatch(words)
  expect(diagnosis.message).toContain(
    code === 'client-cert-rejected' ? 'in cert' : 'tcp://buildkit.test:1234 (192.0.2.1)',
  )
  if (error !== undefined) expect(diagnosis.cause).toBe(error)
})

const unixRows: readonly Row[] = [
  [connecting, coded('ECONNREFUSED'), 'connection-refused', true, /Is the daemon running\?$/],
  [connecting, coded('ENOENT'), 'connection-refused', true, /no socket .* \(ENOENT\)/],
  [connecting, coded('ENOTDIR'), 'connection-refused', true, /no socket .* \(ENOTDIR\)/],
  [connecting, coded('EACCES'), 'connection-refused', false, /may not open .* \(EACCES\)/],
  [connecting, coded('EPERM'), 'connection-refused', false, /may not open .* \(EPERM\)/],
  [asking, coded('ERR_HTTP2_ERROR'), 'not-buildkit', false, /such as Docker's\?$/],
]

it.each(unixRows)('diagnoses a socket while %s: %s', (phase, error, code, mayPass, words) => {
  const target = { endpoint: directEndpoint('unix:///run/buildkitd.sock') }
  const diagnosis = diagnose(target, { phase, error, addresses: [] })
  expect(diagnosis).toMatchObject({ code, mayPass })
  expect(diagnosis.message).toMatch(words)
})
