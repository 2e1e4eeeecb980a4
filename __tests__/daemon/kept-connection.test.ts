import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { type ClientHttp2Session, connect, createServer, type Http2Server } from 'node:http2'
import { connect as connectSocket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from '@jest/globals'
import { keptConnection } from '../../src/daemon/kept-connection.ts'

let directory: string
let path: string
let server: Http2Server
let connections: number

beforeEach(async () => {
  directory = mkdtempSync(join(tmpdir(), 'kept-'))
  path = join(directory, 'daemon.sock')
  connections = 0
  server = createServer()
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

async function session(): Promise<ClientHttp2Session> {
  const open = connect('http://daemon', { createConnection: () => connectSocket(path) })
  await once(open, 'connect')
  return open
}

it('is handed over once, and then made anew', async () => {
  const { keep, control } = keptConnection(target)
  keep(await session())
  const first = await control()
  expect(connections).toBe(1)
  const second = await control()
  expect(connections).toBe(2)
  first.close()
  second.close()
})

it('is made anew when it broke', async () => {
  const { keep, control } = keptConnection(target)
  const broken = await session()
  keep(broken)
  broken.destroy()
  const { close } = await control()
  expect(connections).toBe(2)
  close()
})

it('is ended when nobody wanted it, and when another takes its place', async () => {
  const { keep, close } = keptConnection(target)
  const [first, second] = [await session(), await session()]
  keep(first)
  keep(second)
  expect([first.destroyed, second.destroyed]).toEqual([true, false])
  close()
  expect(second.destroyed).toBe(true)
})
