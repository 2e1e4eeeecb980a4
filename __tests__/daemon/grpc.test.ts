import type { ClientHttp2Session } from 'node:http2'
import { Duplex } from 'node:stream'
import { setImmediate } from 'node:timers/promises'
import { expect, it } from '@jest/globals'
import { callStream, callUnary, createSplitter, GrpcFormatError } from '../../src/daemon/grpc.ts'

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

it('refuses a compressed message, after it has returned those before it', () => {
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

/** A session whose next call gets these chunks as its answer. */
function answering(chunks: readonly Buffer[]) {
  const stream = new Duplex({ read() {}, write: (_chunk, _encoding, done) => done() })
  const request = () => {
    queueMicrotask(() => {
      stream.emit('response', { ':status': 200, 'content-type': 'application/grpc' })
      stream.emit('trailers', { 'grpc-status': '0' })
      for (const chunk of chunks) stream.push(chunk)
      stream.push(null)
    })
    return stream
  }
  return { http2: { request } as unknown as ClientHttp2Session, authority: 'localhost' }
}

it('refuses a second answer of a method that gives one', async () => {
  const once = callUnary(answering([framed('one')]), '/Info')
  expect(String(await once)).toBe('one')
  const twice = callUnary(answering([framed('one'), framed('two')]), '/Info')
  await expect(twice).rejects.toThrow(new GrpcFormatError('/Info answered twice'))
})

it('refuses an answer of more than 64 MiB', async () => {
  const chunk = Buffer.alloc(1024 * 1024)
  chunk.writeUInt32BE(chunk.length - 5, 1)
  const whole = Array.from({ length: 64 }, () => chunk)
  let messages = 0
  const call = (chunks: readonly Buffer[]) =>
    callStream(answering(chunks), '/List', new Uint8Array(), () => {
      messages += 1
    })
  await call(whole)
  expect(messages).toBe(64)
  const endless = call([...whole, Buffer.alloc(1)])
  await expect(endless).rejects.toThrow(new GrpcFormatError('/List answers without an end'))
})

it('reads an answer whose body Node has received before it emits the headers', async () => {
  const stream = new Duplex({ read() {}, write: (_chunk, _encoding, done) => done() })
  const http2 = { request: () => stream } as unknown as ClientHttp2Session
  const answer = callUnary({ http2, authority: 'localhost' }, '/Info')
  stream.push(framed('answer'))
  // A stream that is already being read would have emitted the bytes by now.
  await setImmediate()
  stream.emit('response', { ':status': 200, 'content-type': 'application/grpc' })
  stream.emit('trailers', { 'grpc-status': '0' })
  stream.push(null)
  expect(String(await answer)).toBe('answer')
})
