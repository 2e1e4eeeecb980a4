import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Duplex, PassThrough } from 'node:stream'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, expect, it } from '@jest/globals'
import { startDialer } from '../../src/processes/dialer.ts'

const directory = mkdtempSync(join(tmpdir(), 'dialer-'))
afterAll(() => rmSync(directory, { recursive: true }))

const env = { PATH: process.env.PATH }
const start = (script: string) => startDialer({ file: 'sh', env }, ['-c', script], { directory })

/** A connection whose other end the test holds. */
function openConnection() {
  const [sent, received] = [new PassThrough(), new PassThrough()]
  return { connection: Duplex.from({ readable: sent, writable: received }), sent, received }
}

it('pipes a connection into the command, both ways', async () => {
  const { connection, sent, received } = openConnection()
  const { connect, ended } = start('cat')
  connect(connection)
  sent.end('to the daemon and back')
  expect(await ended).toEqual({ stderr: '', exitCode: 0, hasTalked: true })
  expect(String(received.read())).toBe('to the daemon and back')
})

// BuildKit's server speaks first, and a command may be started long before it is needed.
it('keeps output that the command prints before it is connected', async () => {
  const { connection, sent, received } = openConnection()
  const { connect, ended } = start('echo first; cat')
  await sleep(200)
  connect(connection)
  await once(received, 'readable')
  sent.end()
  await ended
  expect(String(received.read())).toBe('first\n')
})

it('reports the exit code of the command, with the end of its stderr', async () => {
  const { stderr, ...end } = await start("printf '%20000s' no >&2; echo last words >&2; exit 7")
    .ended
  expect(end).toEqual({ exitCode: 7, hasTalked: false })
  expect(stderr).toHaveLength(10_000)
  expect(stderr.endsWith('nolast words\n')).toBe(true)
})

it('has no exit code when a signal ended the command', async () => {
  const { kill, ended } = start('exec sleep 60')
  kill()
  expect(await ended).toEqual({ stderr: '', exitCode: undefined, hasTalked: false })
})

it('reports a command that does not exist', async () => {
  const { ended } = startDialer({ file: join(directory, 'none'), env }, [], { directory })
  expect(await ended).toMatchObject({ exitCode: undefined, startError: { code: 'ENOENT' } })
})

it('does not fail when the command ends without reading', async () => {
  const { connection, sent } = openConnection()
  const { connect, ended } = start('exit 0')
  await ended
  connect(connection)
  sent.write('too late')
  expect(await ended).toMatchObject({ exitCode: 0 })
})

it('starts the command in the given folder', async () => {
  const { connection, received } = openConnection()
  const { connect, ended } = startDialer({ file: 'pwd', env }, [], { directory, cwd: '/' })
  connect(connection)
  await ended
  expect(String(received.read())).toBe('/\n')
})
