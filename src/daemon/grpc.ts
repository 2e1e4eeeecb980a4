import { shortLine } from '../text/truncate.ts'
import { ConnectionClosedError } from './connection-closed.ts'
import type { Session } from './session.ts'

/** The peer answered with an error, or not in gRPC. */
export class GrpcError extends Error {
  override readonly name = 'GrpcError'
  readonly httpStatus: number
  /** A number of gRPC's status codes; absent when the peer doesn't speak gRPC. */
  readonly status: number | undefined

  constructor(message: string, httpStatus: number, status: number | undefined) {
    super(message)
    this.httpStatus = httpStatus
    this.status = status
  }
}

/** The peer speaks gRPC, but its messages are too long, compressed, or more than the method allows. */
export class GrpcFormatError extends Error {
  override readonly name = 'GrpcFormatError'
}

type GrpcSession = Pick<Session, 'http2' | 'authority'>

/** https://github.com/grpc/grpc/blob/master/doc/statuscodes.md */
export const grpcStatus = { permissionDenied: 7, unimplemented: 12, unauthenticated: 16 } as const

/**
 * Calls a gRPC method that takes an empty message.
 *
 * @returns the bytes of the answer
 * @throws GrpcError when the peer answers with something else
 * @throws GrpcFormatError
 * @throws ConnectionClosedError
 */
export async function callUnary(session: GrpcSession, path: string): Promise<Uint8Array> {
  const answers: Uint8Array[] = []
  await callStream(session, path, new Uint8Array(), (message) => {
    if (answers.push(message) > 1) throw new GrpcFormatError(`${path} answered twice`)
  })
  return answers[0] ?? new Uint8Array()
}

/**
 * Calls a gRPC method and passes on each message of the answer when it arrives.
 *
 * @throws GrpcError when the peer answers with something else
 * @throws GrpcFormatError
 * @throws ConnectionClosedError
 * @throws what `onMessage` throws, which ends the call
 * @throws the signal's reason
 */
export function callStream(
  { http2, authority }: GrpcSession,
  path: string,
  request: Uint8Array,
  onMessage: (message: Uint8Array) => void,
  signal?: AbortSignal,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const headers = {
      ':method': 'POST',
      ':authority': authority,
      ':path': path,
      'content-type': 'application/grpc',
      te: 'trailers',
    }
    const stream = http2.request(headers, signal && { signal })
    const split = createSplitter(onMessage)
    let received = 0
    let httpStatus = 0
    let isGrpc = false
    let status: string | undefined
    let message: string | undefined
    const readStatus = (headers: Record<string, unknown>) => {
      status ??= headers['grpc-status'] as string | undefined
      message ??= headers['grpc-message'] as string | undefined
    }
    const onData = (chunk: Buffer) => {
      received += chunk.length
      try {
        if (received > longestAnswer) throw new GrpcFormatError(`${path} answers without an end`)
        split(chunk)
      } catch (error) {
        reject(error)
        stream.destroy()
      }
    }
    stream.on('response', (headers) => {
      httpStatus = Number(headers[':status'])
      isGrpc =
        httpStatus === 200 && /^application\/grpc\b/.test(String(headers['content-type'] ?? ''))
      readStatus(headers)
      // Not before: Node may emit data ahead of the headers. The body of a web server's page is skipped.
      if (isGrpc) stream.on('data', onData)
      else stream.resume()
    })
    stream.on('trailers', readStatus)
    stream.on('error', reject)
    stream.on('end', () => {
      if (status === '0') resolve()
      // An answer in gRPC ends with a status, unless the connection breaks.
      else if (httpStatus === 0 || (isGrpc && status === undefined)) {
        reject(new ConnectionClosedError())
      } else {
        const number = status === undefined ? undefined : Number(status)
        reject(new GrpcError(decodeMessage(message), httpStatus, number))
      }
    })
    // When the session is closed, Node ends its open streams without an error.
    stream.on('close', () => reject(new ConnectionClosedError()))
    stream.end(prefixed(request))
  })
}

// A message is preceded by one byte that says whether it is compressed, and four for its length:
// https://github.com/grpc/grpc/blob/master/doc/PROTOCOL-HTTP2.md
const prefixLength = 5
/** Bytes. BuildKit's own client sets the same limit. */
const longestMessage = 16 * 1024 * 1024
/** Bytes of all messages of one call: some ten thousand builds in a daemon's history. */
const longestAnswer = 64 * 1024 * 1024

function prefixed(message: Uint8Array): Buffer {
  const framed = Buffer.alloc(prefixLength + message.length)
  framed.writeUInt32BE(message.length, 1)
  framed.set(message, prefixLength)
  return framed
}

/**
 * Cuts bytes that come in any pieces into messages.
 *
 * @throws GrpcFormatError
 */
export function createSplitter(
  onMessage: (message: Uint8Array) => void,
): (chunk: Uint8Array) => void {
  let pieces: Uint8Array[] = []
  let length = 0
  let needed = prefixLength
  return (chunk) => {
    pieces.push(chunk)
    length += chunk.length
    if (length < needed) return
    let bytes = Buffer.concat(pieces)
    while (bytes.length >= prefixLength) {
      needed = prefixLength + readLength(bytes)
      if (bytes.length < needed) break
      onMessage(bytes.subarray(prefixLength, needed))
      bytes = bytes.subarray(needed)
      needed = prefixLength
    }
    pieces = [bytes]
    length = bytes.length
  }
}

function readLength(prefix: Buffer): number {
  // The calls allow no compression, as they send no grpc-accept-encoding.
  if (prefix[0] !== 0) throw new GrpcFormatError('a message is compressed')
  const length = prefix.readUInt32BE(1)
  if (length > longestMessage) throw new GrpcFormatError(`a message has ${length} bytes`)
  return length
}

/** Characters. */
const longestText = 300

/** The peer's own words, which may contain anything. */
function decodeMessage(encoded = ''): string {
  try {
    return shortLine(decodeURIComponent(encoded), longestText)
  } catch {
    // The message isn't percent-encoded as gRPC requires, so it is shown as it arrived.
    return shortLine(encoded, longestText)
  }
}
