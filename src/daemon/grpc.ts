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
export async function callUnary(session: ClientHttp2Session, path: string): Promise<Uint8Array> {
  let answer: Uint8Array = new Uint8Array()
  await callStream(session, path, new Uint8Array(), (message) => {
    answer = message
  })
  return answer
}

/**
 * Calls a gRPC method, and hands on each message of its answer as it comes.
 *
 * @throws GrpcError when the peer answers something else
 */
export function callStream(
  session: ClientHttp2Session,
  path: string,
  request: Uint8Array,
  onMessage: (message: Uint8Array) => void,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const stream = session.request({
      ':method': 'POST',
      ':path': path,
      'content-type': 'application/grpc',
      te: 'trailers',
    })
    const split = createSplitter(onMessage)
    let httpStatus = 0
    let isGrpc = false
    let status: string | undefined
    let message: string | undefined
    const readStatus = (headers: Record<string, unknown>) => {
      status ??= headers['grpc-status'] as string | undefined
      message ??= headers['grpc-message'] as string | undefined
    }
    stream.on('response', (headers) => {
      httpStatus = Number(headers[':status'])
      isGrpc =
        httpStatus === 200 && /^application\/grpc\b/.test(String(headers['content-type'] ?? ''))
      readStatus(headers)
    })
    stream.on('trailers', readStatus)
    stream.on('data', (chunk: Buffer) => {
      try {
        split(chunk)
      } catch (error) {
        stream.destroy()
        reject(error)
      }
    })
    stream.on('error', reject)
    stream.on('end', () => {
      if (status === '0') resolve()
      // What begins as gRPC ends with a status, unless the connection breaks.
      else if (httpStatus === 0 || (isGrpc && status === undefined)) reject(new Error('closed'))
      else {
        const number = status === undefined ? undefined : Number(status)
        reject(new GrpcError(decodeMessage(message), httpStatus, number))
      }
    })
    // A session that is closed while its streams are open ends them without a word.
    stream.on('close', () => reject(new Error('closed')))
    stream.end(prefixed(request))
  })
}

function prefixed(message: Uint8Array): Buffer {
  const framed = Buffer.alloc(messagePrefix + message.length)
  framed.writeUInt32BE(message.length, 1)
  framed.set(message, messagePrefix)
  return framed
}

/** Cuts bytes that come in any pieces into messages. */
function createSplitter(onMessage: (message: Uint8Array) => void): (chunk: Buffer) => void {
  let pieces: Buffer[] = []
  let length = 0
  let needed = messagePrefix
  return (chunk) => {
    pieces.push(chunk)
    length += chunk.length
    if (length < needed) return
    let bytes = Buffer.concat(pieces)
    while (bytes.length >= messagePrefix) {
      needed = messagePrefix + bytes.readUInt32BE(1)
      if (bytes.length < needed) break
      onMessage(bytes.subarray(messagePrefix, needed))
      bytes = bytes.subarray(needed)
      needed = messagePrefix
    }
    pieces = [bytes]
    length = bytes.length
  }
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
