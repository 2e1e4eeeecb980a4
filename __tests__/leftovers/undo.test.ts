import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import {
  appendFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { noteLeftover } from '../../src/leftovers/journal.ts'
import { marked } from '../../src/leftovers/mark.ts'
import { chooseSocketDirectory } from '../../src/leftovers/private-directory.ts'
import { undoLeftovers } from '../../src/leftovers/undo.ts'
import { until } from '../helpers/until.ts'

let directory: string
const children: ChildProcess[] = []
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'undo-'))
})
afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL')
  rmSync(directory, { recursive: true })
})

const env = () => ({ PATH: process.env.PATH })
const undo = () => undoLeftovers(directory, env())

const start = (file: string, args: readonly string[], env: NodeJS.ProcessEnv): ChildProcess => {
  const child = spawn(file, args, { env })
  children.push(child)
  return child
}
const isRunning = ({ exitCode, signalCode }: ChildProcess) => (exitCode ?? signalCode) === null
/** A process that has ended has no environment, even while it is a zombie. */
const hasEnded = (pid: string) => {
  try {
    return readFileSync(join('/proc', pid, 'environ'), 'utf8') === ''
  } catch {
    return true
  }
}
const shortly = () => new Promise((resolve) => setTimeout(resolve, 100))

/** A program that records its call, then runs the script. */
const program = (name: string, script = 'exit 0'): string => {
  const file = join(directory, name)
  const call = `echo "$BUILDX_CONFIG $(basename $0) $*" >> ${directory}/calls`
  writeFileSync(file, `#!/bin/sh\n${call}\n${script}\n`, { mode: 0o755 })
  return file
}
const calls = () => readFileSync(join(directory, 'calls'), 'utf8').trim().split('\n')
const noteBuilder = (file: string, name = 'b') =>
  noteLeftover(directory, { kind: 'builder', name, file, config: join(directory, 'buildx') })

describe('processes', () => {
  it('that carry the mark are ended, with their children', async () => {
    const script = `sleep 60 & echo $!; wait`
    const one = start('sh', ['-c', script], marked(env(), directory))
    const two = start('sleep', ['60'], marked(env(), directory))
    const [grandchild] = await once(one.stdout as NodeJS.ReadableStream, 'data')
    const ends = [one, two].map((each) => once(each, 'exit'))
    await undo()
    expect(await Promise.all(ends)).toEqual(Array(2).fill([null, 'SIGKILL']))
    await until(() => hasEnded(String(grandchild).trim()), 'the grandchild has ended')
  })

  it('of another run, or that only mention the directory, are not ended', async () => {
    const others = [
      start('sleep', ['60'], marked(env(), `${directory}-other`)),
      // Like post itself, which gets the directory from the runner.
      start('sleep', ['60'], { ...env(), STATE_directory: directory }),
    ]
    await undo()
    await shortly()
    expect(others.map(isRunning)).toEqual([true, true])
  })

  // macOS has none.
  describe('on a system without /proc', () => {
    const undoElsewhere = () => undoLeftovers(directory, env(), join(directory, 'no-proc'))
    const startNaming = (argument: string) =>
      start(process.execPath, ['-e', 'setTimeout(() => {}, 60_000)', '--', argument], env())

    it('are ended when their arguments name the directory', async () => {
      const buildx = startNaming(`--metadata-file=${directory}/metadata.json`)
      const exit = once(buildx, 'exit')
      await undoElsewhere()
      expect(await exit).toEqual([null, 'SIGKILL'])
    })

    it('are ended when their arguments name a directory for sockets', async () => {
      const sockets = chooseSocketDirectory()
      mkdirSync(sockets)
      noteLeftover(directory, { kind: 'sockets', directory: sockets })
      const ssh = startNaming(`ControlPath="${sockets}/ssh"`)
      const exit = once(ssh, 'exit')
      await undoElsewhere()
      expect(await exit).toEqual([null, 'SIGKILL'])
    })

    it('are listed by a command that gets only the given environment', async () => {
      const ps = join(directory, 'ps')
      writeFileSync(ps, `#!/bin/sh\n/usr/bin/env > ${directory}/environment\n`, { mode: 0o755 })
      await undoLeftovers(directory, { PATH: directory, MINE: 'yes' }, join(directory, 'no-proc'))
      const given = readFileSync(join(directory, 'environment'), 'utf8').split('\n')
      expect(given).toContain('MINE=yes')
      expect(given.filter((line) => line.startsWith('HOME='))).toEqual([])
    })

    it('are ended that another of them started while it was being ended', async () => {
      const [one, two] = [start('sleep', ['60'], env()), start('sleep', ['60'], env())]
      const exits = [one, two].map((each) => once(each, 'exit'))
      const look = `if mkdir ${directory}/seen 2>/dev/null; then echo ${one.pid} ${directory}
      else echo ${two.pid} ${directory}; fi`
      writeFileSync(join(directory, 'ps'), `#!/bin/sh\n${look}\n`, { mode: 0o755 })
      const path = { PATH: `${directory}:${process.env.PATH}` }
      await undoLeftovers(directory, path, join(directory, 'no-proc'))
      expect(await Promise.all(exits)).toEqual(Array(2).fill([null, 'SIGKILL']))
    })

    it('of others are not ended', async () => {
      const other = startNaming('/elsewhere')
      await undoElsewhere()
      await shortly()
      expect(isRunning(other)).toBe(true)
    })
  })
})

describe('an entry of the journal', () => {
  it('is removed, newest first', async () => {
    program('docker')
    const sockets = chooseSocketDirectory()
    mkdirSync(sockets)
    noteLeftover(directory, { kind: 'context', name: 'c' })
    noteBuilder(program('buildx-bin'), 'one')
    noteLeftover(directory, { kind: 'sockets', directory: sockets })
    noteBuilder(join(directory, 'buildx-bin'), 'two')
    await undoLeftovers(directory, { PATH: `${directory}:${process.env.PATH}` })
    expect(calls()).toEqual([
      `${directory}/buildx buildx-bin rm --force two`,
      `${directory}/buildx buildx-bin rm --force one`,
      ' docker context rm --force c',
    ])
    expect(existsSync(sockets)).toBe(false)
  })

  it('is removed with the Docker settings with which it was made, whatever the job has since', async () => {
    const show = 'echo "with $DOCKER_HOST,$DOCKER_CONTEXT,$DOCKER_CONFIG"'
    const script = `${show} >> ${directory}/calls`
    const [file] = [program('buildx', script), program('docker', script)]
    const unset = { DOCKER_HOST: null, DOCKER_CONTEXT: null, DOCKER_CONFIG: null }
    const settings = { ...unset, DOCKER_HOST: 'tcp://made:1', DOCKER_CONFIG: '/made' }
    const config = join(directory, 'buildx')
    noteLeftover(directory, { kind: 'builder', name: 'b', file, config, settings })
    noteLeftover(directory, { kind: 'context', name: 'c', settings: unset })
    noteLeftover(directory, { kind: 'context', name: 'from-before' })
    const since = { DOCKER_CONTEXT: 'gone', DOCKER_CONFIG: '/since' }
    await undoLeftovers(directory, { PATH: directory, ...since })
    expect(calls().filter((line) => line.startsWith('with'))).toEqual([
      'with ,gone,/since',
      'with ,,',
      'with tcp://made:1,,/made',
    ])
  })

  it('is not removed again once it is struck off', async () => {
    noteBuilder(program('buildx-bin'))()
    await undo()
    expect(existsSync(join(directory, 'calls'))).toBe(false)
  })

  it('may never have been made, since it is noted beforehand', async () => {
    noteBuilder(program('buildx-bin', `echo 'no builder "b" found' >&2; exit 1`))
    noteLeftover(directory, { kind: 'sockets', directory: chooseSocketDirectory() })
    await undo()
  })

  it('is not removed when it does not look like one of the action', async () => {
    const home = join(directory, 'home')
    mkdirSync(home)
    noteLeftover(directory, { kind: 'sockets', directory: home })
    await expect(undo()).rejects.toThrow(`${home} isn't a socket directory of this action`)
    expect(existsSync(home)).toBe(true)
  })

  it('is named when it cannot be removed, and the others are removed nevertheless', async () => {
    program('docker')
    noteLeftover(directory, { kind: 'context', name: 'c' })
    noteBuilder(program('failing', 'echo no Docker >&2; exit 1'), 'one')
    noteBuilder('/none', 'two')
    const all = () => undoLeftovers(directory, { PATH: `${directory}:${process.env.PATH}` })
    await expect(all()).rejects.toThrow(
      /^the builder two is left \(.*ENOENT.*\); the builder one is left \(no Docker\)$/,
    )
    expect(calls()).toContain(' docker context rm --force c')
  })
})

describe('the volume of a builder', () => {
  const noteVolume = (docker = `unix://${directory}/docker.sock`) =>
    noteLeftover(directory, { kind: 'volume', docker, name: 'v', container: 'c' })

  it('is removed after the builder, whether or not buildx found a container', async () => {
    const docker = createServer(({ method, url }, response) => {
      appendFileSync(join(directory, 'calls'), `${method} ${url}\n`)
      response.writeHead(204).end()
    })
    await new Promise<void>((listens) => docker.listen(join(directory, 'docker.sock'), listens))
    noteVolume()
    noteBuilder(program('buildx-bin'))
    await undo().finally(() => docker.close())
    expect(calls()).toEqual([`${directory}/buildx buildx-bin rm --force b`, 'DELETE /volumes/v'])
  })

  it('is removed by the Docker CLI where the daemon is elsewhere', async () => {
    program('docker')
    noteVolume('ssh://ci@builder')
    await undoLeftovers(directory, { PATH: `${directory}:${process.env.PATH}` })
    expect(calls()).toEqual(['docker --host ssh://ci@builder volume rm --force v'])
  })

  it.each([
    ['there is no Docker', undefined, /^the Docker volume v is left \(.*ENOENT/],
    ['there is no Docker CLI', 'away', /^the Docker volume v is left \(.*ENOENT/],
  ])('is named when %s', async (_, docker, message) => {
    noteVolume(docker)
    await expect(undoLeftovers(directory, { PATH: directory })).rejects.toThrow(message)
  })

  it('is left to a removal of the container that is still in progress', async () => {
    program('docker')
    noteVolume('away')
    noteBuilder(program('busy', 'echo removal of container c is already in progress >&2; exit 1'))
    await undoLeftovers(directory, { PATH: `${directory}:${process.env.PATH}` })
    expect(calls()).toContain(' docker --context away volume rm --force v')
  })
})

describe('a builder that only a file of buildx knows', () => {
  const node = { name: 'n0', endpoint: 'tcp://a:1' }
  const instanceOf = (Name: string, Endpoint: string) =>
    JSON.stringify({
      Nodes: [
        { Name: 'more', Endpoint: 'tcp://more:1' },
        { Name, Endpoint },
      ],
    })
  const write = (name: string, text: string): string => {
    const file = join(directory, 'instances', name)
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, text)
    return file
  }

  it.each([
    ['whole', instanceOf(node.name, node.endpoint)],
    ['cut off by a kill', ''],
  ])('is forgotten, and nothing else of its folder, when its file is %s', async (_, text) => {
    const [mine, ours] = [write('mine', '{}'), write('ours', text)]
    noteLeftover(directory, { kind: 'instance', file: ours, node })
    await undo()
    expect([existsSync(mine), existsSync(ours)]).toEqual([true, false])
  })

  it.each([
    ['node', instanceOf('n1', node.endpoint)],
    ['endpoint', instanceOf(node.name, 'tcp://b:1')],
  ])("stays when it is another job's of that name, with another %s", async (_, text) => {
    const file = write('ours', text)
    noteLeftover(directory, { kind: 'instance', file, node })
    const buildx = program('buildx')
    noteLeftover(directory, {
      kind: 'builder',
      name: 'ours',
      file: buildx,
      config: directory,
      node,
    })
    await undo()
    expect(readFileSync(file, 'utf8')).toBe(text)
    expect(existsSync(join(directory, 'calls'))).toBe(false)
  })

  it('is left when the path is none of buildx', async () => {
    writeFileSync(join(directory, 'other'), '{}')
    noteLeftover(directory, { kind: 'instance', file: join(directory, 'other'), node })
    await expect(undo()).rejects.toThrow(/other isn't a file of a buildx builder/)
    expect(existsSync(join(directory, 'other'))).toBe(true)
  })
})
