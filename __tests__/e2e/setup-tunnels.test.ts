import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import {
  afterAll,
  afterEach,
  beforeAll,
  beforeEach,
  describe,
  expect,
  it,
  jest,
} from '@jest/globals'
import { importOfficialImages } from '../../script/rig/docker-images.ts'
import { images } from '../../script/rig/images.ts'
import { findSecrets, processesWith } from '../../script/rig/leaks.ts'
import { requireParts } from '../../script/rig/parts.ts'
import { createRunner, type Runner, type Step } from '../../script/rig/runner.ts'
import { expectExitCode } from '../helpers/exit-code.ts'
import { type DockerHost, noCertificates, startDockerHost } from './docker-host.ts'
import { rig } from './project.ts'

jest.setTimeout(180_000)

const action = resolve(import.meta.dirname, '..', '..', 'setup')
const directory = mkdtempSync(join(tmpdir(), 'setup-tunnels-'))
let docker: string
let host: DockerHost
beforeAll(async () => {
  docker = (await requireParts('docker')).docker
  host = await startDockerHost('setup-tunnels')
  await importOfficialImages(host.dockerd)
})
afterAll(async () => {
  await host?.stop()
  rmSync(directory, { recursive: true })
})

let runner: Runner
beforeEach(async () => {
  runner = await createRunner({ buildx: rig.buildx })
  mkdirSync(runner.workspace, { recursive: true })
  writeFileSync(join(runner.workspace, 'Dockerfile'), 'FROM scratch\nCOPY Dockerfile /\n')
})
afterEach(async () => {
  expect(processesWith(runner.directory)).toEqual([])
  await runner.remove()
})

const env = () => ({ PATH: `${dirname(docker)}:/usr/bin:/bin`, DOCKER_HOST: host.dockerd.host })

interface Prepared {
  readonly step: Step
  readonly outputs: Readonly<Record<string, string>>
  readonly env: Readonly<Record<string, string>>
}

async function setUp(
  inputs: Readonly<Record<string, string>>,
  variables: Readonly<Record<string, string>> = env(),
): Promise<Prepared> {
  const step = await runner.startStep({
    action,
    inputs: { ...noCertificates, fallback: 'never', ...inputs },
    env: variables,
  })
  const result = await step.done
  expectExitCode(result, 0)
  // The key stays in the private directory until post.
  const { unmaskedLog, state, exportedVariables: exported } = result
  const texts = { unmaskedLog, more: JSON.stringify([result.outputs, state, exported]) }
  expect(await findSecrets([host.sshd.key.privateKey], { texts })).toEqual([])
  return { step, outputs: result.outputs, env: { ...variables, ...result.exportedVariables } }
}

function buildx(args: readonly string[], variables: Readonly<Record<string, string>>): string {
  return execFileSync(rig.buildx, args, {
    cwd: runner.workspace,
    env: { HOME: runner.home, ...variables },
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  })
}

/** @returns what the posts of earlier steps get */
async function end(
  step: Step,
  checkLog = (log: string) => expect(log).toBe(''),
): Promise<Readonly<Record<string, string>>> {
  const post = await step.post()
  if (post === 'skipped') throw new Error('post did not run')
  expect(post.exitCode).toBe(0)
  checkLog(post.log)
  expect(readdirSync(runner.temp).filter((name) => name.startsWith('remote-buildkit'))).toEqual([])
  const { privateKey } = host.sshd.key
  const directories = [runner.home, runner.temp, runner.workspace]
  expect(await findSecrets([privateKey], { directories })).toEqual([])
  return post.exportedVariables
}

describe('a tunnel outlives the step and ends in post', () => {
  it.each(['docker', 'docker-container'])('over SSH, to the driver %s', async (driver) => {
    const image = driver === 'docker' ? {} : { 'builder-image': images.buildkit }
    // The runner has no Docker daemon of its own.
    const variables = { PATH: env().PATH }
    const options = driver === 'docker' ? {} : { 'driver-opts': 'network=host' }
    const inputs = { ...host.inputs, driver, ...image, ...options, name: `over-ssh-${driver}` }
    const prepared = await setUp(inputs, variables)
    expect(prepared.outputs).toMatchObject({ driver, endpoint: host.inputs.endpoint })
    expect(prepared.outputs.name).toBe(`over-ssh-${driver}`)
    expect(processesWith(runner.directory).length).toBeGreaterThan(0)
    // A second step uses builder and tunnel again, and its post leaves them.
    const again = await setUp(inputs, prepared.env)
    expect(again.outputs).toEqual(prepared.outputs)
    expect(again.env).toEqual(prepared.env)
    expect(await again.step.post()).toMatchObject({ exitCode: 0, log: '' })
    buildx(['build', '--output', 'type=local,dest=out', '.'], prepared.env)
    expect(readdirSync(join(runner.workspace, 'out'))).toEqual(['Dockerfile'])
    const main = await runner.startStep({
      inputs: { context: '.', outputs: 'type=local,dest=ours' },
      env: prepared.env,
    })
    const built = await main.done
    expectExitCode(built, 0)
    expect(built.outputs).toMatchObject({
      driver,
      endpoint: host.inputs.endpoint,
      'cache-hit': 'true',
    })
    const later = await end(prepared.step)
    // The Docker CLI works again: the context that the job was pointed to is gone.
    execFileSync(docker, ['context', 'inspect'], {
      env: { HOME: runner.home, ...prepared.env, ...later },
    })
    expect(later).toMatchObject({ BUILDX_CONFIG: '', REMOTE_BUILDKIT_SETUP: '' })
    // A container that is kept stays, with its cache.
    const left = await host.dockerd.docker('ps', '--all', '--format', '{{.Names}}')
    expect(left.trim()).toBe(driver === 'docker' ? '' : 'buildx_buildkit_remote-buildkit')
  })

  it('through a container', async () => {
    const onDocker = (...args: string[]) =>
      execFileSync(docker, args, { env: env(), stdio: 'ignore' })
    onDocker('run', '-d', '--privileged', '--network=host', '--name=kept', images.buildkit)
    const prepared = await setUp({
      ...{ endpoint: 'docker-container://kept', 'connect-timeout': '20s' },
    })
    expect(prepared.outputs.driver).toBe('remote')
    buildx(['build', '--output', 'type=local,dest=out', '.'], prepared.env)
    expect(readdirSync(join(runner.workspace, 'out'))).toEqual(['Dockerfile'])
    await end(prepared.step)
    onDocker('rm', '--force', 'kept')
  })
})

it("leaves the one builder of the runner's own Docker daemon its name, and says so", async () => {
  const prepared = await setUp({ endpoint: '', driver: 'docker', name: 'mybuilder' })
  expect(prepared.outputs).toMatchObject({ name: 'default', driver: 'docker' })
  expect(prepared.step.log()).toContain('name: "mybuilder" is not used.')
  expect(prepared.env).not.toHaveProperty('DOCKER_CONTEXT')
  buildx(['build', '--output', 'type=local,dest=out', '.'], prepared.env)
  execFileSync(docker, ['info'], { env: { HOME: runner.home, ...prepared.env }, stdio: 'ignore' })
  await end(prepared.step)
})

it('falls back to a local builder, which later steps share and post removes', async () => {
  const inputs = {
    ...{ name: 'fallen', endpoint: 'tcp://127.0.0.1:1', ca: rig.certificates.authority.cert },
    ...{ cert: rig.certificates.client.cert, key: rig.certificates.client.key },
    ...{ fallback: 'auto', 'connect-timeout': '0s' },
    ...{ 'builder-image': images.buildkit, 'driver-opts': 'network=host' },
    'buildkitd-flags': '--debug --allow-insecure-entitlement network.host',
  }
  const prepared = await setUp(inputs)
  expect(prepared.outputs).toMatchObject({
    ...{ driver: 'docker-container', fallback: 'true', 'fallback-reason': 'connection-refused' },
  })
  const [node] = JSON.parse(prepared.outputs.nodes ?? '') as readonly object[]
  expect(node).toMatchObject({
    'driver-opts': expect.arrayContaining(['network=host']),
    'buildkitd-flags': expect.stringContaining('--allow-insecure-entitlement'),
  })
  const build = async () => {
    const main = await runner.startStep({
      inputs: { context: '.', outputs: 'type=local,dest=out' },
      env: prepared.env,
    })
    const built = await main.done
    expectExitCode(built, 0)
    return built.outputs
  }
  expect(await build()).toMatchObject({ fallback: 'true', 'steps-executed': '1' })
  expect(await build()).toMatchObject({
    'fallback-reason': 'connection-refused',
    'cache-hit': 'true',
  })
  const refusing = await runner.startStep({
    inputs: { context: '.', outputs: 'type=local,dest=out', fallback: 'never' },
    env: prepared.env,
  })
  expect(await refusing.done).toMatchObject({
    exitCode: 1,
    outputs: { 'fallback-reason': 'connection-refused' },
  })
  await refusing.post()
  const again = await setUp(inputs, prepared.env)
  expect(again.outputs).toEqual(prepared.outputs)
  expect(await again.step.post()).toMatchObject({ exitCode: 0, log: '' })
  expect(await build()).toMatchObject({ 'cache-hit': 'true' })
  // Its container has another name than the one that it was created with.
  await end(prepared.step, (log) => {
    expect(log.split('BuildKit container logs')).toEqual([
      expect.any(String),
      expect.stringMatching(/level=\w+ msg="running server on /),
    ])
    expect(log).not.toContain("can't be read")
  })
  const left = await host.dockerd.docker('ps', '--all', '--format', '{{.Names}}')
  expect(left).not.toMatch(/remote-buildkit-[0-9a-f]{8}/)
})
