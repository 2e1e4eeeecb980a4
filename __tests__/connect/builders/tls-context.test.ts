import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeEach, describe, expect, it } from '@jest/globals'
import type { RunCommand } from '../../../src/base/ports.ts'
import { createContext, needsContext } from '../../../src/connect/builders/tls-context.ts'
import { readLeftovers } from '../../../src/leftovers/journal.ts'

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
  const ports = (...failing: readonly string[]) => {
    const calls: string[] = []
    const run: RunCommand = async (file, args, { env }) => {
      calls.push([file, ...args].join(' '))
      expect(env).toMatchObject({ PATH: '/bin', REMOTE_BUILDKIT_DIRECTORY: directory })
      expect(readLeftovers(directory)).toEqual([{ kind: 'context', name: 'c' }])
      const exitCode = failing.includes(args[1] ?? '') ? 1 : 0
      return { exitCode, stdout: '', stderr: 'oh no\n' }
    }
    return { run, directory, calls }
  }

  it('is in the journal before it is created, and struck off once it is removed', async () => {
    const { calls, ...given } = ports()
    const context = await createContext('c', { PATH: '/bin' }, given)
    expect(context.name).toBe('c')
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
    expect(readLeftovers(directory)).toEqual([{ kind: 'context', name: 'c' }])
  })
})
