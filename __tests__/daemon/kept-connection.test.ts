import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { connect, createServer, type Http2Server } from 'node:http2'
import { connect as connectSocket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from '@jest/globals'
import type { Control } from '../../src/daemon/control.ts'
import { keptConnection } from '../../src/daemon/kept-connection.ts'
import type { Session } from '../../src/daemon/session.ts'
import { until } from '../helpers/until.ts'

let directory: string
let path: string
let server: Http2Server
let connections: number

beforeEach(async () => {
  directory = mkdtempSync(join(tmpdir(), 'kept-'))
  path = join(directory, 'daemon.sock')
  connections = 0
  server = createServer()
  server.on('stream', (stream) => {
    stream.respond(
      { ':status': 200, 'content-type': 'application/grpc', 'grpc-status': '0' },
      { endStream: true },
    )
  })
  server.on('connection', () => {
    connections += 1
  })
  server.listen(path)
  await once(server, 'listening')
})

afterEach(() => {
  server.close()
  rmSync(directory, { recursive: true })
})

const target = async () => ({ endpoint: { kind: 'unix', url: `unix://${path}`, path } as const })

async function session(): Promise<Session> {
  const http2 = connect('http://localhost', { createConnection: () => connectSocket(path) })
  await once(http2, 'connect')
  return { http2, authority: 'localhost' }
}

const ask = (control: Control) => control.call('/x', new Uint8Array(), () => {})

it('is used by the first control client, and not by the second', async () => {
  const { keep, control } = keptConnection(target)
  keep(await session())
  const first = await control()
  await ask(first)
  await ask(first)
  expect(connections).toBe(1)
  const second = await control()
  await ask(second)
  expect(connections).toBe(2)
  first.close()
  second.close()
})

it('is opened again after it broke, and after it was closed', async () => {
  const { keep, control } = keptConnection(target)
  const broken = await session()
  keep(broken)
  broken.http2.destroy()
  const first = await control()
  await ask(first)
  expect(connections).toBe(2)
  first.close()
  await ask(first)
  expect(connections).toBe(3)
  first.close()
})

it('is not opened before the first call', async () => {
  const { control } = keptConnection(target)
  const first = await control()
  first.close()
  expect(connections).toBe(0)
})

it('is closed when it is never used, and when another replaces it', async () => {
  const { keep, close } = keptConnection(target)
  const [first, second] = [await session(), await session()]
  keep(first)
  keep(second)
  expect([first.http2.destroyed, second.http2.destroyed]).toEqual([true, false])
  close()
  expect(second.http2.destroyed).toBe(true)
})

it('is closed while it is idle', async () => {
  const { keep, control } = keptConnection(target)
  const open = await session()
  keep(open)
  await ask(await control())
  expect(open.http2.destroyed).toBe(false)
  await until(() => open.http2.destroyed, 'the idle connection is closed')
})
