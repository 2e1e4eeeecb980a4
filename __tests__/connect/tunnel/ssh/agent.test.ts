import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, type Server, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, expect, it } from '@jest/globals'
import { keysOfAgent } from '../../../../src/connect/tunnel/ssh/agent.ts'

// e2e/ssh.test.ts uses a real agent. These are answers that it doesn't give.

const directory = mkdtempSync(join(tmpdir(), 'agent-'))
const path = join(directory, 'agent.sock')
afterAll(() => rmSync(directory, { recursive: true }))

let server: Server
afterEach(() => {
  server.close()
})

async function ask(answer: (socket: Socket) => void) {
  server = createServer((socket) => {
    socket.on('error', () => {})
    socket.once('data', () => answer(socket))
  })
  await new Promise<void>((resolve) => server.listen(path, resolve))
  return keysOfAgent(path)
}

const number = (value: number) => {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32BE(value)
  return bytes
}
const string = (text: string) => Buffer.concat([number(text.length), Buffer.from(text)])
const message = (...parts: readonly Buffer[]) => string(String(Buffer.concat(parts)))
const identities = (count: number, ...keys: readonly string[]) =>
  message(
    Buffer.from([12]),
    number(count),
    ...keys.flatMap((key) => [string(key), string('a comment')]),
  )

it('reads the keys, however the answer is split into pieces', async () => {
  const keys = await ask(async (socket) => {
    for (const byte of identities(2, 'one', 'two')) {
      socket.write(Buffer.from([byte]))
      await new Promise(setImmediate)
    }
  })
  expect(keys.map(String)).toEqual(['one', 'two'])
})

it.each([
  ['refuses', message(Buffer.from([5]))],
  ['announces more keys than it sends', identities(3, 'one')],
  ['announces more than is reasonable', number(0x7fff_ffff)],
])('returns no key when the agent %s', async (_, answer) => {
  expect(await ask((socket) => socket.write(answer))).toEqual([])
})

it.each([
  ['reads an answer of 256 kB', 256 * 1024, 1],
  ['refuses a longer one, though it is whole', 256 * 1024 + 1, 0],
])('%s', async (_, length, keys) => {
  const head = Buffer.from([0, 0, 0, 1])
  const comment = string('a comment')
  const key = Buffer.alloc(length - 1 - head.length - 4 - comment.length, 'k')
  const answer = [number(length), Buffer.from([12]), head, number(key.length), key, comment]
  expect(await ask((socket) => socket.write(Buffer.concat(answer)))).toHaveLength(keys)
})

it('returns no key when the agent hangs up', async () => {
  expect(await ask((socket) => socket.end(Buffer.from([0, 0])))).toEqual([])
})

it('returns no key when there is no agent', async () => {
  expect(await keysOfAgent(join(directory, 'none.sock'))).toEqual([])
})
