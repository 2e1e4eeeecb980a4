import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { afterAll, beforeEach, expect, it } from '@jest/globals'
import { listenOn } from '../../../src/connect/tunnel/tunnel.ts'
import { type Dialer, startDialer } from '../../../src/processes/dialer.ts'
import { until } from '../../helpers/until.ts'

const root = mkdtempSync(join(tmpdir(), 'tunnel-'))
afterAll(() => rmSync(root, { recursive: true }))
let directory: string
beforeEach(() => {
  directory = mkdtempSync(join(root, 'x'))
})

const dialers: Dialer[] = []
const env = { PATH: process.env.PATH }
const listen = (script: string) =>
  listenOn({
    directory,
    spawnFor(socket) {
      const dialer = startDialer({ file: 'sh', env }, ['-c', script], { directory })
      void dialer.ended.then(() => socket.end())
      dialers.push(dialer)
      return dialer
    },
  })

it('pipes each connection through its own command', async () => {
  const { path, close } = await listen('cat')
  const sockets = [1, 2].map(() => connect({ path, allowHalfOpen: true }))
  for (const [index, socket] of sockets.entries()) socket.end(`hello ${index}`)
  expect(await Promise.all(sockets.map((socket) => text(socket)))).toEqual(['hello 0', 'hello 1'])
  close()
})

it('ends the connection when the command ends', async () => {
  const { path, close } = await listen('exit 1')
  const socket = connect(path)
  await once(socket.resume(), 'end')
  close()
})

// Only the input, not the command: one direction of a connection may end before the other.
it('ends the input of the command when the connection ends', async () => {
  const { path, close } = await listen('cat; exit 3')
  const socket = connect(path)
  const before = dialers.length
  await until(() => dialers.length > before, 'the command runs')
  socket.destroy()
  expect(await dialers.at(-1)?.ended).toMatchObject({ exitCode: 3 })
  close()
})

it('ends connections and commands when it is closed, and accepts no more', async () => {
  const { path, close } = await listen('exec sleep 60')
  const before = dialers.length
  const socket = connect(path)
  await until(() => dialers.length > before, 'the command runs')
  const closed = once(socket.resume(), 'close')
  close()
  await closed
  expect(await dialers.at(-1)?.ended).toMatchObject({ exitCode: undefined })
  const late = connect(path)
  await expect(once(late, 'connect')).rejects.toThrow(/ECONNREFUSED|ENOENT/)
})
