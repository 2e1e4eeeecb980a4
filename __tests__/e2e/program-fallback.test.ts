// The program without a usable daemon: it builds in a container on the machine's Docker daemon.
import { randomUUID } from 'node:crypto'
import { readdirSync, readFileSync, utimesSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeAll, beforeEach, expect, it, jest } from '@jest/globals'
import { images } from '../../script/rig/images.ts'
import { until } from '../helpers/until.ts'
import {
  createMachine,
  type InstalledProgram,
  installProgram,
  type Machine,
  start,
} from './program.ts'
import { repeatIfRefused, rig } from './project.ts'
import { dockerOfRunner } from './runner-docker.ts'

repeatIfRefused()

jest.setTimeout(180_000)

const docker = dockerOfRunner()
let program: InstalledProgram
let machine: Machine
let id: string
beforeAll(async () => {
  program = await installProgram()
})
beforeEach(() => {
  machine = createMachine()
  id = randomUUID().slice(0, 8)
})
afterEach(async () => {
  await machine.expectClean()
  machine.remove()
  expect(await docker().docker('ps', '--all', '--quiet')).toBe('')
  expect(await docker().docker('volume', 'ls', '--quiet')).toBe('')
})

const options = () => [
  ...['--endpoint', 'tcp://127.0.0.1:1', ...machine.credentialOptions, '--connect-timeout', '0s'],
  ...['--builder-image', images.buildkit, '--driver-opts', 'network=host'],
]
const call = (command: string, ...more: string[]) =>
  start(machine, [program.file, command, ...options(), ...more], {
    env: { DOCKER_HOST: docker().host },
  })
const build = (...more: string[]) =>
  call('build', '.', '--tags', `${rig.registry.host}/test/${id}:latest`, ...more)

it('the program logs the reason, builds locally, and leaves no builder', async () => {
  machine.write({ Dockerfile: `FROM @base@\nRUN echo ${id} > /made\n` })
  const { exitCode, stderr } = await build('--dotenv', 'build.env', '--branch', 'main').ended
  expect(stderr).toMatch(
    /^Warning: connection-refused: .* A local builder is used instead\. .*#connection-refused$/m,
  )
  expect(stderr).toMatch(/^Fell back: 0 of 1 step from cache/m)
  expect(exitCode).toBe(0)
  const variables = readFileSync(join(machine.workspace, 'build.env'), 'utf8')
  expect(variables).toContain('BUILD_FALLBACK=true\nBUILD_FALLBACK_REASON=connection-refused\n')
  expect((await rig.registry.manifest(`test/${id}`, 'buildcache')).digest).toMatch(/^sha256:/)
})

it('the program removes the builder of env', async () => {
  const { exitCode, stdout } = await call('env').ended
  expect(exitCode).toBe(0)
  expect(await docker().docker('ps', '--quiet')).not.toBe('')
  const [, setup = ''] = /^export REMOTE_BUILDKIT_SETUP='(.*)'$/m.exec(stdout) ?? []
  const env = { DOCKER_HOST: docker().host, REMOTE_BUILDKIT_SETUP: setup }
  const removed = await start(machine, [program.file, 'env', '--remove'], { env }).ended
  expect(removed.stdout).toMatch(/^unset BUILDX_BUILDER /)
})

it('the program removes what a killed run has left, a day later', async () => {
  machine.write({ Dockerfile: `FROM @base@\nRUN echo started && sleep 300 && echo ${id}\n` })
  const running = build()
  await until(() => / started$/m.test(running.log()), 'the step runs')
  running.child.kill('SIGKILL')
  await running.ended
  const [left = ''] = readdirSync(machine.temp)
  expect(left).toMatch(/^remote-buildkit-/)
  const yesterday = Date.now() / 1000 - 25 * 3600
  utimesSync(join(machine.temp, left), yesterday, yesterday)

  await call('doctor').ended
  expect(readdirSync(machine.temp)).toEqual([])
})
