import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import {
  neededByPost,
  rememberBuilder,
  rememberProcess,
  rememberSockets,
  rememberTunnel,
  undoLeftovers,
} from '../../src/leftovers/journal.ts'

let directory: string
let child: ChildProcess | undefined
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'leftovers-'))
})
afterEach(() => {
  child?.kill('SIGKILL')
  child = undefined
  rmSync(directory, { recursive: true })
})

const undo = () => undoLeftovers(directory, { PATH: process.env.PATH })

describe('a buildx that goes on alone', () => {
  const start = (env: NodeJS.ProcessEnv): ChildProcess => {
    child = spawn('sleep', ['60'], { env: { PATH: process.env.PATH, ...env } })
    rememberProcess(directory, child.pid as number)
    return child
  }

  it('is ended when its environment names the directory', async () => {
    const buildx = start({ BUILDX_CONFIG: join(directory, 'buildx') })
    undo()
    expect(await once(buildx, 'exit')).toEqual([null, 'SIGKILL'])
  })

  it('is not confused with another program that has got the same process id', async () => {
    const other = start({ BUILDX_CONFIG: '/elsewhere' })
    undo()
    await new Promise((resolve) => setTimeout(resolve, 100))
    expect(other.exitCode ?? other.signalCode).toBeNull()
  })

  it('goes with every command of a tunnel, and with sockets elsewhere', async () => {
    const env = { PATH: process.env.PATH, REMOTE_BUILDKIT_DIRECTORY: directory }
    const children = [1, 2].map(() => spawn('sleep', ['60'], { env }))
    for (const { pid } of children) rememberTunnel(directory, pid as number)
    const sockets = mkdtempSync(join(tmpdir(), 'sockets-'))
    rememberSockets(directory, sockets)
    const ends = children.map((each) => once(each, 'exit'))
    undo()
    expect(await Promise.all(ends)).toEqual(Array(2).fill([null, 'SIGKILL']))
    expect(existsSync(sockets)).toBe(false)
  })

  // As on macOS, where post has to ask another way.
  describe('without /proc', () => {
    const undoElsewhere = () =>
      undoLeftovers(directory, { PATH: process.env.PATH }, join(directory, 'no-proc'))
    const start = (argument: string): ChildProcess => {
      child = spawn(process.execPath, ['-e', 'setTimeout(() => {}, 60_000)', '--', argument])
      rememberProcess(directory, child.pid as number)
      return child
    }

    it('is ended when its arguments name the directory', async () => {
      const buildx = start(`--metadata-file=${directory}/metadata.json`)
      const exit = once(buildx, 'exit')
      undoElsewhere()
      expect(await exit).toEqual([null, 'SIGKILL'])
    })

    it('goes with an ssh whose socket is elsewhere', async () => {
      const sockets = mkdtempSync(join(tmpdir(), 'sockets-'))
      rememberSockets(directory, sockets)
      const ssh = start(`ControlPath="${sockets}/ssh"`)
      const exit = once(ssh, 'exit')
      undoElsewhere()
      expect(await exit).toEqual([null, 'SIGKILL'])
    })

    it('is asked for with the environment that was given, and no other', () => {
      start('/elsewhere')
      const ps = join(directory, 'ps')
      writeFileSync(ps, `#!/bin/sh\n/usr/bin/env > ${directory}/environment\n`, { mode: 0o755 })
      undoLeftovers(directory, { PATH: directory, MINE: 'yes' }, join(directory, 'no-proc'))
      const given = readFileSync(join(directory, 'environment'), 'utf8').split('\n')
      expect(given).toContain('MINE=yes')
      expect(given.filter((line) => line.startsWith('HOME='))).toEqual([])
    })

    it('is not confused with another program', async () => {
      const other = start('/elsewhere')
      undoElsewhere()
      await new Promise((resolve) => setTimeout(resolve, 100))
      expect(other.exitCode ?? other.signalCode).toBeNull()
    })
  })

  it('may have ended already, or never begun', () => {
    expect(undo).not.toThrow()
    rememberProcess(directory, 2 ** 30)
    expect(undo).not.toThrow()
  })
})

describe('a builder that is left', () => {
  /** Stands in for buildx, whose removal of a real container the end-to-end tests look at. */
  const buildx = (script: string): string => {
    const file = join(directory, 'fake-buildx')
    writeFileSync(file, `#!/bin/sh\necho "$BUILDX_CONFIG $*" > ${directory}/called\n${script}\n`)
    chmodSync(file, 0o755)
    return file
  }

  it('is removed by buildx with the private configuration', () => {
    rememberBuilder(directory, {
      file: buildx('exit 0'),
      name: 'b',
      config: join(directory, 'buildx'),
    })
    undo()
    expect(readFileSync(join(directory, 'called'), 'utf8')).toBe(
      `${directory}/buildx rm --force b\n`,
    )
  })

  it('is kept with what removes it', () => {
    expect(neededByPost(directory)).toEqual([])
    rememberBuilder(directory, {
      file: '/usr/bin/buildx',
      name: 'b',
      config: join(directory, 'buildx'),
    })
    expect(neededByPost(directory)).toEqual(['builder.json', 'buildx'])
    rememberBuilder(directory, {
      file: join(directory, 'buildx-1'),
      name: 'b',
      config: join(directory, 'buildx'),
    })
    expect(neededByPost(directory)).toEqual(['builder.json', 'buildx', 'buildx-1'])
  })

  it('may be unknown to buildx, when main was killed too early', () => {
    const file = buildx(`echo 'failed to remove b: no builder "b" found' >&2; exit 1`)
    rememberBuilder(directory, { file, name: 'b', config: join(directory, 'buildx') })
    expect(undo).not.toThrow()
  })

  it('is named when it cannot be removed', () => {
    rememberBuilder(directory, {
      file: buildx('echo no Docker >&2; exit 1'),
      name: 'b',
      config: join(directory, 'buildx'),
    })
    expect(undo).toThrow('the builder b is left (no Docker)')
    rememberBuilder(directory, { file: '/none', name: 'b', config: join(directory, 'buildx') })
    expect(undo).toThrow(/the builder b is left \(.*ENOENT/)
  })

  it('leaves no Docker context, even when it cannot be removed itself', () => {
    const docker = join(directory, 'docker')
    writeFileSync(docker, `#!/bin/sh\necho "$*" > ${directory}/asked\n`, { mode: 0o755 })
    const file = buildx('echo no Docker >&2; exit 1')
    rememberBuilder(directory, {
      file,
      name: 'b',
      config: join(directory, 'buildx'),
      context: 'b-docker',
    })
    expect(() => undoLeftovers(directory, { PATH: directory })).toThrow('the builder b is left')
    expect(readFileSync(join(directory, 'asked'), 'utf8')).toBe('context rm --force b-docker\n')
  })
})
