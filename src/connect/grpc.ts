import type { ClientHttp2Session } from 'node:http2'

/** An answer that isn't the one asked for. */
export class GrpcError extends Error {
  override readonly name = 'GrpcError'
  readonly httpStatus: number
  /** gRPC's own number; absent when the peer doesn't speak gRPC. */
  readonly status: number | undefined

  constructor(message: string, httpStatus: number, status: number | undefined) {
    super(message)
    this.httpStatus = httpStatus
    this.status = status
  }
}

/** A method that the server doesn't have. */
export const unimplemented = 12

/**
 * Calls a gRPC method that takes an empty message, and returns the answer's bytes.
 *
 * @throws GrpcError when the peer answers something else
 */
export function callUnary(session: ClientHttp2Session, path: string): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    const stream = session.request({
      ':method': 'POST',
      ':path': path,
      'content-type': 'application/grpc',
      te: 'trailers',
    })
    const chunks: Buffer[] = []
    let httpStatus = 0
    let status: string | undefined
    let message: string | undefined
    const readStatus = (headers: Record<string, unknown>) => {
      status ??= headers['grpc-status'] as string | undefined
      message ??= headers['grpc-message'] as string | undefined
    }
    stream.on('response', (headers) => {
      httpStatus = Number(headers[':status'])
      readStatus(headers)
    })
    stream.on('trailers', readStatus)
    stream.on('data', (chunk: Buffer) => chunks.push(chunk))
    stream.on('error', reject)
    stream.on('end', () => {
      if (status === '0') resolve(Buffer.concat(chunks).subarray(messagePrefix))
      else if (httpStatus === 0) reject(new Error('closed'))
      else {
        const number = status === undefined ? undefined : Number(status)
        reject(new GrpcError(decodeMessage(message), httpStatus, number))
      }
    })
    stream.end(Buffer.alloc(messagePrefix))
  })
}

/** A gRPC message begins with one byte for compression and four for its length; an empty one is zeros. */
const messagePrefix = 5
const longestMessage = 300

/** It comes from a peer that nobody vouches for: one line, and nothing that a runner would obey. */
function decodeMessage(encoded = ''): string {
  let text = encoded
  try {
    text = decodeURIComponent(encoded)
  } catch {
    // Not encoded as gRPC wants it, so it is shown as it came.
  }
  return text
    .replaceAll(/\p{C}/gu, ' ')
    .replaceAll(/\s+/g, ' ')
    .replaceAll('##[', '# [')
    .trim()
    .slice(0, longestMessage)
}
