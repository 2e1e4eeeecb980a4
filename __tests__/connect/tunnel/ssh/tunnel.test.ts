import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { connect as connectSocket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { afterAll, afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { processesWith } from '../../../../script/rig/leaks.ts'
import { Diagnosis } from '../../../../src/base/diagnosis.ts'
import { openSshTunnel } from '../../../../src/connect/tunnel/ssh/tunnel.ts'
import type { Tunnel } from '../../../../src/connect/tunnel/tunnel.ts'
import { parseEndpoint, type SshEndpoint } from '../../../../src/daemon/endpoint.ts'
import { until } from '../../../helpers/until.ts'

// The end-to-end tests use the real ssh. This one is a script, to test what the tunnel makes of its results.

const root = mkdtempSync(join(tmpdir(), 'ssh-tunnel-'))
afterAll(() => rmSync(root, { recursive: true }))
let directory: string
let tunnel: Tunnel | undefined
beforeEach(() => {
  directory = mkdtempSync(join(root, 'x'))
})
afterEach(async () => {
  tunnel?.close()
  tunnel = undefined
  await until(() => processesWith(directory).length === 0, 'no ssh is left')
})

/** Opens a tunnel with an ssh that runs one script as the shared connection, and another as a command. */
async function open(master: string, channel: string): Promise<Tunnel> {
  const script = `#!/bin/sh
pwd >> ${directory}/folders
case "$*" in
*ControlMaster=yes*) ${master} ;;
*) ${channel} ;;
esac
`
  writeFileSync(join(directory, 'ssh'), script, { mode: 0o755 })
  const options = {
    endpoint: parseEndpoint('ssh://ci@host') as SshEndpoint,
    daemon: 'docker',
    files: { control: join(directory, 'control') },
    ...{ hasKey: true, attemptDirectory: directory, sockets: directory },
  } as const
  const env = { PATH: `${directory}:${process.env.PATH}` }
  tunnel = await openSshTunnel(options, { directory, env })
  return tunnel
}

const connected = () => `: > ${join(directory, 'control')}; exec sleep 60`
const signal = new AbortController().signal
/** Sends a word through the tunnel. Without an answer it fails as a probe does. */
const probe = (path: string) => async () => {
  const socket = connectSocket({ path, allowHalfOpen: true })
  socket.end('hello')
  const answer = await text(socket)
  if (answer === '') throw new Diagnosis('connection-reset', 'no answer')
  return answer
}

describe('a tunnel over SSH', () => {
  it('opens the shared connection before the first probe, and once', async () => {
    const { path, wrapProbe } = await open(`echo x >> ${directory}/masters; ${connected()}`, 'cat')
    const wrapped = wrapProbe(probe(path))
    expect(await wrapped(5000, signal)).toBe('hello')
    expect(await wrapped(5000, signal)).toBe('hello')
    expect(readFileSync(join(directory, 'masters'), 'utf8')).toBe('x\n')
  })

  // A path that an old ssh reads as relative must not name a file in the built repository.
  it('starts each ssh in the folder of the attempt', async () => {
    const { path, wrapProbe } = await open(connected(), 'cat')
    await wrapProbe(probe(path))(5000, signal)
    const folders = readFileSync(join(directory, 'folders'), 'utf8').trim().split('\n')
    expect([...new Set(folders)]).toEqual([directory])
  })

  it('starts commands ahead of the connections', async () => {
    const { path, wrapProbe } = await open(connected(), `echo x >> ${directory}/channels; exec cat`)
    await wrapProbe(probe(path))(5000, signal)
    const started = () => readFileSync(join(directory, 'channels'), 'utf8').length / 2
    // One for the probe and two spare ones.
    await until(() => started() === 3, 'the spare commands run')
  })

  it.each<[string, () => readonly [master: string, channel: string], string, RegExp]>([
    [
      'why there is no shared connection',
      () => ['echo "ci@host: Permission denied (publickey)." >&2; exit 255', 'cat'],
      'ssh-auth-failed',
      /does not accept the key in ssh-key/,
    ],
    [
      'that the shared connection is silent',
      () => ['exec sleep 60', 'cat'],
      'connection-timeout',
      /can't be reached from this runner \(timeout\)/,
    ],
    [
      'what the command on the host reported',
      () => [connected(), 'echo "docker: not found" >&2; exit 127'],
      'ssh-no-docker',
      /there is no docker on the host/,
    ],
    [
      'that a command could not use the shared connection',
      () => [connected(), 'echo "connect to host: Connection refused" >&2; exit 255'],
      'connection-refused',
      /^Nothing listens at ssh:\/\/ci@host/,
    ],
    [
      'the probe’s own error when the daemon has answered',
      () => [connected(), 'echo; exit 1'],
      'not-buildkit',
      /^other\.$/,
    ],
  ])('reports %s', async (_, scripts, code, message) => {
    const { path, wrapProbe } = await open(...scripts())
    const failing = wrapProbe(async () => {
      await probe(path)()
      throw new Diagnosis('not-buildkit', 'other')
    })
    const failure = { code, reason: expect.stringMatching(message) }
    await expect(failing(500, signal)).rejects.toMatchObject(failure)
  })

  it('reports a shared connection that breaks during the probe', async () => {
    const breaking = `: > ${join(directory, 'control')}; sleep 0.2; echo gone >&2; exit 255`
    const { path, wrapProbe } = await open(breaking, 'exec sleep 60')
    const wrapped = wrapProbe(async () => {
      await new Promise((resolve) => setTimeout(resolve, 600))
      return probe(path)()
    })
    const answer = wrapped(2000, signal)
    setTimeout(() => tunnel?.close(), 800)
    await expect(answer).rejects.toMatchObject({
      code: 'connection-reset',
      reason: 'The SSH connection to ssh://ci@host broke (gone). Is sshd restarting?',
    })
  })

  it('stops waiting for the shared connection when it is canceled', async () => {
    const { path, wrapProbe } = await open('exec sleep 60', 'cat')
    const canceling = new AbortController()
    const waiting = wrapProbe(probe(path))(60_000, canceling.signal)
    canceling.abort(new Error('canceled'))
    await expect(waiting).rejects.toThrow('canceled')
  })

  it('starts no more commands once it is closed', async () => {
    const { path, wrapProbe, close } = await open(connected(), 'cat')
    await wrapProbe(probe(path))(5000, signal)
    close()
    await until(() => processesWith(directory).length === 0, 'all have ended')
    await new Promise((resolve) => setTimeout(resolve, 100))
    expect(processesWith(directory)).toEqual([])
  })
})

it('a runner without ssh is no fault that may pass', async () => {
  const options = {
    endpoint: parseEndpoint('ssh://ci@host') as SshEndpoint,
    daemon: 'docker',
    files: { control: join(directory, 'control') },
    ...{ hasKey: true, attemptDirectory: directory, sockets: directory },
  } as const
  tunnel = await openSshTunnel(options, { directory, env: { PATH: directory } })
  await expect(tunnel.wrapProbe(probe(tunnel.path))(5000, signal)).rejects.toMatchObject({
    ...{ code: 'connection-refused', mayPass: false },
    reason:
      'There is no ssh on this runner, and ssh://ci@host needs one. Install the OpenSSH client.',
  })
})

it('an ssh that cannot be started says why', async () => {
  const options = {
    endpoint: parseEndpoint('ssh://ci@host') as SshEndpoint,
    daemon: 'docker',
    files: { control: join(directory, 'control') },
    ...{ hasKey: true, attemptDirectory: directory, sockets: directory },
  } as const
  writeFileSync(join(directory, 'ssh'), '', { mode: 0o644 })
  tunnel = await openSshTunnel(options, { directory, env: { PATH: directory } })
  await expect(tunnel.wrapProbe(probe(tunnel.path))(5000, signal)).rejects.toMatchObject({
    ...{ code: 'connection-refused', mayPass: false },
    reason: expect.stringMatching(/^ssh can't be started, and ssh:\/\/ci@host needs it: .*EACCES/),
  })
})
