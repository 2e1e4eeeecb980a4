import { connect, type Socket } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, it, jest } from '@jest/globals'
import { faults, startFaultyServer } from '../../script/rig/faulty-server.ts'
import type { PhaseResult } from '../../script/rig/phase.ts'
import type { Step } from '../../script/rig/runner.ts'
import { expectExitCode } from '../helpers/exit-code.ts'
import { type FaultyServer, listen } from '../helpers/faulty-servers.ts'
import { until } from '../helpers/until.ts'
import { createBakeProject } from './bake-project.ts'
import { createProject, rig } from './project.ts'

// Waits of a minute and more, all at the same time.
jest.setTimeout(180_000)

const quiet = 'FROM @base@\nRUN echo started && sleep 66 && echo @id@\n'
const image = 'FROM @base@\nRUN echo @id@ > /made\n'

/** By default a build is ended after a minute of silence. */
const longestSilenceMs = 70_000

let relay: FaultyServer
/** Registries that accept the requests of an upload, or of a pull, and never answer them. */
let git: FaultyServer
let uploads: Awaited<ReturnType<typeof startFaultyServer>>
let pulls: typeof uploads
/** The result of each build, and whether it ended by itself. */
const results = {} as Record<
  'quiet' | 'pushing' | 'comparing' | 'frozen',
  PhaseResult & { readonly hasEnded: boolean }
>
let reading: PhaseResult

beforeAll(async () => {
  let isFrozen = false
  const sockets: Socket[] = []
  relay = await listen((socket) => {
    const inner = connect(Number(new URL(rig.endpoint).port), '127.0.0.1')
    for (const each of [socket, inner]) each.on('error', () => each.destroy())
    sockets.push(socket, inner)
    if (!isFrozen) socket.pipe(inner).pipe(socket)
  })
  uploads = await startFaultyServer(rig.registry.host, faults.hang, 'upload')
  pulls = await startFaultyServer(rig.registry.host, faults.hang, 'pull')

  // It accepts connections until something says that it is waited for, and never answers.
  const gitSockets: Socket[] = []
  git = await listen((socket) => void gitSockets.push(socket))
  const readingProject = await createBakeProject({})
  const read = readingProject.bake({
    inputs: {
      ...{ source: `http://127.0.0.1:${git.port}/a.git`, push: 'false', retries: '0' },
      'stall-timeout': '20s',
    },
    onLine(line) {
      if (line.startsWith('Still reading')) for (const socket of gitSockets) socket.destroy()
    },
  })

  const start = async (
    dockerfile: string,
    inputs: Readonly<Record<string, string>>,
    host = rig.registry.host,
  ) => {
    const project = await createProject({ Dockerfile: dockerfile })
    const tags = `${host}/${project.repository}:latest`
    return project.start({
      inputs: { tags, retries: '0', ...inputs },
      onLine(line) {
        // The push, too, begins with a question about the image.
        if (line.includes('no answer in 30 s')) pulls.heal()
      },
    })
  }
  const stalling = { push: 'false', endpoint: relay.endpoint, 'stall-timeout': '0' }
  const steps = {
    quiet: await start(quiet, { push: 'false' }),
    pushing: await start(image, {}, uploads.host),
    comparing: await start(image, { compare: 'true' }, pulls.host),
    frozen: await start(quiet, stalling),
  }
  await until(() => / started$/m.test(steps.frozen.log()), 'the step runs')
  isFrozen = true
  for (const socket of sockets) {
    socket.unpipe()
    socket.resume()
  }
  const wait = async (name: keyof typeof results, step: Step) => {
    const hasEnded = await Promise.race([
      step.done.then(() => true),
      sleep(longestSilenceMs, false),
    ])
    if (!hasEnded) step.child.kill('SIGINT')
    results[name] = { ...(await step.done), hasEnded }
  }
  const names = ['quiet', 'pushing', 'comparing', 'frozen'] as const
  await Promise.all(names.map((name) => wait(name, steps[name])))
  reading = await read
})

afterAll(async () => {
  await git.close()
  await uploads.stop()
  await pulls.stop()
  await relay.close()
})

it('a long quiet step is named every minute, with its time', () => {
  const { log } = results.quiet
  expectExitCode(results.quiet, 0)
  expect(log).toMatch(
    /^#(\d+) \[2\/2\] RUN echo started .*\n(?:.*\n)*#\1 still running after 6\d s$/m,
  )
})

it('a push to a silent registry is named every minute, with the registry and its time', () => {
  const { log, hasEnded } = results.pushing
  expect(hasEnded).toBe(false)
  const line = `^#\\d+ pushing layers to ${uploads.host} 6\\d(?:\\.\\d)?s$`
  expect(log).toMatch(new RegExp(line, 'm'))
})

it('a bake definition that a silent Git server has is named every minute, with its time', () => {
  const line = `^Still reading the bake definition after 1 min(?: \\d+ s)?: .*${git.port}/a\\.git$`
  expect(reading.log).toMatch(new RegExp(line, 'm'))
  expect(reading.annotations.map(({ message }) => message)).toEqual([
    expect.stringMatching(/^The bake definition can't be read: /),
  ])
})

it('compare says that it waits for a silent registry, and builds without an answer', () => {
  const { log, outputs } = results.comparing
  expectExitCode(results.comparing, 0)
  const line = `^compare: waiting for the registry to describe ${pulls.host}/\\S+, for at most 30 s\\.$`
  expect(log).toMatch(new RegExp(line, 'm'))
  expect(log).toMatch(/^compare: image-changed is unknown, .*: no answer in 30 s$/m)
  expect(outputs).toMatchObject({
    ...{ 'image-changed': '', digest: expect.stringMatching(/^sha256:/) },
  })
})

it('stall-timeout: 0 never ends a build whose daemon is silent', () => {
  const { log, annotations, hasEnded } = results.frozen
  expect(hasEnded).toBe(false)
  expect(log).toMatch(/^#\d+ still running after \d+ s$/m)
  expect(log).not.toContain('has not answered')
  expect(annotations.map(({ message }) => message)).toEqual(['The build was canceled.'])
})
