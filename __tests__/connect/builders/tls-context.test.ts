import { createHash, randomUUID } from 'node:crypto'
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeEach, describe, expect, it } from '@jest/globals'
import type { RunCommand } from '../../../src/base/ports.ts'
import { createContext, needsContext } from '../../../src/connect/builders/tls-context.ts'
import { journalFile, readLeftovers } from '../../../src/leftovers/journal.ts'

const root = mkdtempSync(join(tmpdir(), 'tls-context-'))
afterAll(() => rmSync(root, { recursive: true }))
let directory: string
beforeEach(() => {
  directory = mkdtempSync(join(root, 'x'))
})

it.each([
  [{}, false],
  [{ DOCKER_HOST: 'tcp://host:2376' }, false],
  [{ DOCKER_TLS_VERIFY: '1' }, false],
  [{ DOCKER_HOST: 'unix:///run/docker.sock', DOCKER_TLS_VERIFY: '1' }, false],
  [{ DOCKER_HOST: 'tcp://host:2376', DOCKER_TLS_VERIFY: '' }, false],
  [{ DOCKER_HOST: 'tcp://host:2376', DOCKER_TLS_VERIFY: '1' }, true],
  [{ DOCKER_HOST: 'tcp://host:2376', DOCKER_TLS: '1' }, true],
])('with %j a context is needed: %s', (env, isNeeded) => {
  expect(needsContext(env)).toBe(isNeeded)
})

describe('a context', () => {
  /** A Docker CLI whose commands fail when their name is in `failing`. */
  const ports = (...failing: readonly string[]) => portsWith('oh no', ...failing)
  const portsWith = (fault: string, ...failing: readonly string[]) => {
    const calls: string[] = []
    const run: RunCommand = async (file, args, { env }) => {
      calls.push([file, ...args].join(' '))
      expect(env).toMatchObject({ PATH: '/bin', REMOTE_BUILDKIT_DIRECTORY: directory })
      expect(readLeftovers(directory)).toMatchObject([{ kind: 'context', name: 'c' }])
      const exitCode = failing.includes(args[1] ?? '') ? 1 : 0
      return { exitCode, stdout: '', stderr: `${fault}\n` }
    }
    return { run, directory, calls }
  }

  it('is in the journal before it is created, and struck off once it is removed', async () => {
    const { calls, ...given } = ports()
    const settings = { DOCKER_HOST: 'tcp://host:2376', DOCKER_CONFIG: directory }
    const context = await createContext('c', { PATH: '/bin', ...settings }, given)
    expect(context.name).toBe('c')
    expect(readLeftovers(directory)).toMatchObject([
      { settings: { ...settings, DOCKER_CONTEXT: null } },
    ])
    await context.remove()
    expect(calls).toEqual(['docker context create c', 'docker context rm --force c'])
    expect(readLeftovers(directory)).toEqual([])
  })

  it('that cannot be created leaves nothing', async () => {
    const creating = createContext('c', { PATH: '/bin' }, ports('create'))
    await expect(creating).rejects.toThrow('docker context create failed: oh no')
    expect(readLeftovers(directory)).toEqual([])
  })

  it('that cannot be removed stays in the journal', async () => {
    const context = await createContext('c', { PATH: '/bin' }, ports('rm'))
    await expect(context.remove()).rejects.toThrow('docker context rm failed: oh no')
    expect(readLeftovers(directory)).toMatchObject([{ kind: 'context', name: 'c' }])
  })

  describe('whose name another one has', () => {
    const refusal = {
      name: 'ConfigurationError',
      message:
        'name: the job has a Docker context "c" already. Give another name, or leave it out.',
    }

    const lead = (host: string) => {
      const id = createHash('sha256').update('c').digest('hex')
      const meta = join(directory, 'contexts', 'meta', id)
      mkdirSync(meta, { recursive: true })
      const Endpoints = { docker: { Host: host } }
      writeFileSync(join(meta, 'meta.json'), JSON.stringify({ Endpoints }))
    }
    const gone = `/tmp/remote-buildkit-${randomUUID()}/1/docker.sock`

    it('takes the place of one that leads to the tunnel of a job that is over', async () => {
      lead(`unix://${gone}`)
      const { calls, ...given } = ports()
      await createContext('c', { PATH: '/bin', DOCKER_CONFIG: directory }, given)
      expect(calls).toEqual(['docker context rm --force c', 'docker context create c'])
    })

    it.each([
      ['another socket', 'unix:///run/none/docker.sock'],
      ['a tunnel that is there', `unix://${root}/remote-buildkit-${randomUUID()}/docker.sock`],
      ['a machine', 'tcp://a:2376'],
    ])('is refused before anything is noted that post would remove: %s', async (_, host) => {
      const socket = host.replace('unix://', '')
      if (socket.startsWith(root)) {
        mkdirSync(dirname(socket))
        writeFileSync(socket, '')
      }
      lead(host)
      const { calls, ...given } = ports()
      const env = { PATH: '/bin', DOCKER_CONFIG: directory }
      await expect(createContext('c', env, given)).rejects.toMatchObject(refusal)
      expect(calls).toEqual([])
      expect(existsSync(join(directory, journalFile))).toBe(false)
    })

    it('is refused and leaves the other one where that was made at the same time', async () => {
      const { calls, ...given } = portsWith('context "c" already exists', 'create')
      await expect(createContext('c', { PATH: '/bin' }, given)).rejects.toMatchObject(refusal)
      expect(calls).toEqual(['docker context create c'])
      expect(readLeftovers(directory)).toEqual([])
    })
  })
})
