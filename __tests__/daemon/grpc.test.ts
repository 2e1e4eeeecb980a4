import { connect } from 'node:http2'
import { type AddressInfo, createServer } from 'node:net'
import { expect, it } from '@jest/globals'
import { callUnary, createSplitter, GrpcFormatError } from '../../src/daemon/grpc.ts'

const framed = (text: string, compressed = 0) => {
  const prefix = Buffer.from([compressed, 0, 0, 0, text.length])
  return Buffer.concat([prefix, Buffer.from(text)])
}

function splitter(): { readonly split: (chunk: Uint8Array) => void; readonly texts: string[] } {
  const texts: string[] = []
  return { texts, split: createSplitter((message) => texts.push(String(message))) }
}

it.each([1, 2, 3, 5, 7, 100])('joins messages that arrive in pieces of %i bytes', (size) => {
  const { split, texts } = splitter()
  const bytes = Buffer.concat([framed('one'), framed(''), framed('three')])
  for (let start = 0; start < bytes.length; start += size) {
    split(bytes.subarray(start, start + size))
  }
  expect(texts).toEqual(['one', '', 'three'])
})

it('refuses a compressed message, after those before it', () => {
  const { split, texts } = splitter()
  expect(() => split(Buffer.concat([framed('one'), framed('two', 1)]))).toThrow(GrpcFormatError)
  expect(texts).toEqual(['one'])
})

it('refuses a message above 16 MiB as soon as its length is known', () => {
  const limit = 16 * 1024 * 1024
  const prefix = (length: number) => {
    const bytes = Buffer.alloc(5)
    bytes.writeUInt32BE(length, 1)
    return bytes
  }
  expect(() => splitter().split(prefix(limit))).not.toThrow()
  expect(() => splitter().split(prefix(limit + 1))).toThrow(GrpcFormatError)
})

/** An HTTP/2 frame (RFC 9113, 4.1) of stream 1, or of the connection. */
function frame(type: number, flags: number, payload: Buffer, stream = 1): Buffer {
  const header = Buffer.alloc(9)
  header.writeUIntBE(payload.length, 0, 3)
  header.set([type, flags], 3)
  header.writeUInt32BE(stream, 5)
  return Buffer.concat([header, payload])
}

/** A header field that isn't in the table (RFC 7541, 6.2.2). */
function field(name: string, value: string): Buffer {
  const text = (part: string) => Buffer.concat([Buffer.from([part.length]), Buffer.from(part)])
  return Buffer.concat([Buffer.from([0]), text(name), text(value)])
}

/** The types of the frames behind a client's preface. */
function frameTypes(bytes: Buffer): number[] {
  const types: number[] = []
  for (let start = 24; start + 9 <= bytes.length; start += 9 + bytes.readUIntBE(start, 3)) {
    types.push(bytes.readUInt8(start + 3))
  }
  return types
}

it('reads a message that arrives together with the headers, whatever Node emits first', async () => {
  const status200 = Buffer.from([0x88])
  const answer = Buffer.concat([
    frame(4, 0, Buffer.alloc(0), 0),
    frame(1, 4, Buffer.concat([status200, field('content-type', 'application/grpc')])),
    frame(0, 0, framed('version')),
    frame(1, 5, field('grpc-status', '0')),
  ])
  const server = createServer((socket) => {
    socket.on('error', () => {})
    let received = Buffer.alloc(0)
    // All in one packet, once the request has arrived.
    socket.on('data', (chunk) => {
      received = Buffer.concat([received, chunk])
      if (frameTypes(received).includes(1)) socket.end(answer)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const session = connect(`http://127.0.0.1:${port}`)
  try {
    expect(String(await callUnary(session, '/x/Info'))).toBe('version')
  } finally {
    session.destroy()
    server.close()
  }
})
