import type { ClientHttp2Session } from 'node:http2'
import { Diagnosis } from './diagnosis.ts'

/**
 * Calls a gRPC method that takes an empty message, and returns the answer's bytes.
 *
 * @param url the endpoint, for messages
 * @throws Diagnosis when the peer answers but not as a healthy BuildKit daemon does
 */
export function callUnary(
  session: ClientHttp2Session,
  url: string,
  path: string,
): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    const stream = session.request({
      ':method': 'POST',
      ':path': path,
      'content-type': 'application/grpc',
      te: 'trailers',
    })
    const chunks: Buffer[] = []
    let httpStatus = 0
    let grpcStatus: string | undefined
    let grpcMessage: string | undefined
    const readStatus = (headers: Record<string, unknown>) => {
      grpcStatus ??= headers['grpc-status'] as string | undefined
      grpcMessage ??= headers['grpc-message'] as string | undefined
    }
    stream.on('response', (headers) => {
      httpStatus = Number(headers[':status'])
      readStatus(headers)
    })
    stream.on('trailers', readStatus)
    stream.on('data', (chunk: Buffer) => chunks.push(chunk))
    stream.on('error', reject)
    stream.on('end', () => {
      if (grpcStatus === '0') resolve(Buffer.concat(chunks).subarray(messagePrefix))
      else reject(notAnswered(url, httpStatus, grpcStatus, grpcMessage))
    })
    stream.end(Buffer.alloc(messagePrefix))
  })
}

/** A gRPC message begins with one byte for compression and four for its length; an empty one is zeros. */
const messagePrefix = 5

/** gRPC's own number for a method that the server doesn't have. */
const unimplemented = '12'

function notAnswered(
  url: string,
  httpStatus: number,
  grpcStatus: string | undefined,
  grpcMessage: string | undefined,
): Diagnosis | Error {
  if (httpStatus === 0) return new Error('closed')
  if (grpcStatus === undefined || grpcStatus === unimplemented) {
    return new Diagnosis(
      'not-buildkit',
      `${url} speaks HTTP/2 but is not a BuildKit daemon (HTTP status ${httpStatus}). Check host and port.`,
    )
  }
  return new Diagnosis(
    'daemon-unhealthy',
    `The BuildKit daemon at ${url} answers with an error: ${decodeURIComponent(grpcMessage ?? '') || `gRPC status ${grpcStatus}`}. Look at its log.`,
  )
}
