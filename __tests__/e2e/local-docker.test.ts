import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, dirname, join, resolve } from 'node:path'
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
import { type Dockerd, startDockerd } from '../../script/rig/docker.ts'
import { importOfficialImages } from '../../script/rig/docker-images.ts'
import { images } from '../../script/rig/images.ts'
import { requireParts } from '../../script/rig/parts.ts'
import { run } from '../../script/rig/run.ts'
import { createRunner, type Runner } from '../../script/rig/runner.ts'
import { freePort } from '../../script/rig/server.ts'
import { expectExitCode } from '../helpers/exit-code.ts'
import { until } from '../helpers/until.ts'
import { createProject, credentials, makeDockerConfig, rig } from './project.ts'

jest.setTimeout(180_000)

// Ways for a runner to reach its Docker daemon other than the default socket.

const directory = mkdtempSync(join(tmpdir(), 'local-docker-'))
let dockerd: Dockerd
let port: number
let docker: string
beforeAll(async () => {
  docker = (await requireParts('docker')).docker
  port = await freePort()
  const tls = { port, certificates: rig.certificates }
  dockerd = await startDockerd({ directory: join(directory, 'docker'), tls })
  await importOfficialImages(dockerd)
})
afterAll(async () => {
  await dockerd?.stop()
  rmSync(directory, { recursive: true })
})
afterEach(async () => {
  expect(await dockerd.docker('ps', '--all', '--quiet')).toBe('')
  expect(await dockerd.docker('volume', 'ls', '--quiet')).toBe('')
})

const nothing = { endpoint: '', ca: '', cert: '', key: '', fallback: '' }
const inputs = {
  endpoint: '',
  fallback: 'auto',
  'builder-image': images.buildkit,
  'driver-opts': 'network=host',
}

const setup = resolve(import.meta.dirname, '..', '..', 'setup')
let runner: Runner
beforeEach(async () => {
  runner = await createRunner({ buildx: rig.buildx })
})
afterEach(() => runner.remove())

const path = () => [docker, rig.buildx, '/usr/bin/-', '/bin/-'].map(dirname).join(delimiter)

describe('a Docker context, as with Docker Desktop and rootless Docker', () => {
  it('is the endpoint in the outputs', async () => {
    const config = makeDockerConfig(directory)
    const host = ['--docker', `host=${dockerd.host}`]
    await run(docker, ['--config', config, 'context', 'create', 'mine', ...host])
    await run(docker, ['--config', config, 'context', 'use', 'mine'])
    const project = await createProject({ Dockerfile: 'FROM scratch\nCOPY Dockerfile /@id@\n' })
    const { exitCode, outputs, log } = await project.build({
      inputs,
      env: { DOCKER_CONFIG: config, PATH: path() },
    })
    expectExitCode({ exitCode, log }, 0)
    expect(outputs).toMatchObject({ driver: 'docker-container', endpoint: 'mine' })
  })
})

describe('a Docker context that does not exist', () => {
  it('fails the action in one line, and leaves nothing to post', async () => {
    const project = await createProject({ Dockerfile: 'FROM scratch\n' })
    const step = await project.start({
      inputs,
      env: { DOCKER_CONFIG: makeDockerConfig(directory), DOCKER_CONTEXT: 'nope', PATH: path() },
    })
    const { exitCode, annotations } = await step.done
    expect(exitCode).toBe(1)
    expect(annotations).toMatchObject([
      { level: 'error', message: expect.stringMatching(/context "nope": context not found/) },
    ])
    expect(await step.post()).toMatchObject({ exitCode: 0, log: '' })
  })
})

const tlsRunner = () => {
  const { authority, client } = rig.certificates
  const certificates = mkdtempSync(join(directory, 'tls-'))
  const files = { 'ca.pem': authority.cert, 'cert.pem': client.cert, 'key.pem': client.key }
  for (const [name, text] of Object.entries(files)) {
    writeFileSync(join(certificates, name), text, { mode: 0o600 })
  }
  const env = {
    DOCKER_CONFIG: makeDockerConfig(directory),
    DOCKER_HOST: `tcp://127.0.0.1:${port}`,
    DOCKER_TLS_VERIFY: '1',
    DOCKER_CERT_PATH: certificates,
    PATH: path(),
  }
  return { env, inputs }
}

describe('the container of a builder that setup names', () => {
  const containers = async () =>
    (await dockerd.docker('ps', '--all', '--format', '{{.Names}}')).trim()
  const ways = {
    'on a socket': () => ({ DOCKER_HOST: dockerd.host, PATH: path() }),
    'over TLS': () => tlsRunner().env,
  }
  it.each(['on a socket', 'over TLS'] as const)(
    'has that name, and is removed with its volume by post: %s',
    async (way) => {
      const env = ways[way]()
      const step = await runner.startStep({
        action: setup,
        inputs: { ...inputs, name: 'Web' },
        env,
      })
      const { outputs, exportedVariables, log, exitCode } = await step.done
      expectExitCode({ exitCode, log }, 0)
      expect(outputs.name).toBe('web')
      expect(JSON.parse(outputs.nodes ?? '')).toMatchObject([{ name: 'web0' }])
      expect(await containers()).toBe('buildx_buildkit_web0')
      writeFileSync(join(runner.workspace, 'Dockerfile'), 'FROM scratch\nCOPY Dockerfile /\n')
      const later = { ...env, HOME: runner.home, ...exportedVariables }
      await run(rig.buildx, ['build', '--builder', 'web', runner.workspace], { env: later })
      expect(await containers()).toBe('buildx_buildkit_web0')
      expect(await step.post()).toMatchObject({ exitCode: 0, log: '' })
    },
  )

  it('keeps a name of its own where Docker has a container of that name, which stays', async () => {
    await dockerd.docker('create', '--name', 'buildx_buildkit_web0', images.buildkit)
    try {
      const env = ways['on a socket']()
      const step = await runner.startStep({
        action: setup,
        inputs: { ...inputs, name: 'web' },
        env,
      })
      const { outputs, annotations } = await step.done
      expect(outputs.name).toBe('web')
      expect(annotations).toMatchObject([
        {
          level: 'warning',
          message: expect.stringMatching(
            /^The container buildx_buildkit_remote-buildkit-\w+0 of the builder can't be called buildx_buildkit_web0: another container has it\. It keeps its name\.$/,
          ),
        },
      ])
      expect(JSON.parse(outputs.nodes ?? '')).toMatchObject([
        { name: expect.stringMatching(/^remote-buildkit-\w+0$/) },
      ])
      expect(await step.post()).toMatchObject({ exitCode: 0, log: '' })
      expect(await containers()).toBe('buildx_buildkit_web0')
    } finally {
      await dockerd.docker('rm', '--volumes', 'buildx_buildkit_web0')
    }
  })
})

describe('docker build after setup', () => {
  it('leaves its image in Docker only where docs/setup.md says so', async () => {
    const env = { DOCKER_HOST: dockerd.host, PATH: path(), DOCKER_CONFIG: configWithPlugin() }
    const remote = { ...credentials, endpoint: rig.endpoint, name: 'web' }
    const step = await runner.startStep({ action: setup, inputs: remote, env })
    const { exportedVariables, exitCode, log } = await step.done
    expectExitCode({ exitCode, log }, 0)
    writeFileSync(join(runner.workspace, 'Dockerfile'), 'FROM scratch\nCOPY Dockerfile /\n')
    const later = { ...env, HOME: runner.home, ...exportedVariables }
    const build = async (options: readonly string[], more = {}) => {
      const args = ['build', '--tag', 'after-setup', ...options, runner.workspace]
      await run(docker, args, { env: { ...later, ...more } })
      const image = await dockerd.docker('images', '--quiet', 'after-setup')
      if (image !== '') await dockerd.docker('rmi', 'after-setup')
      return image !== ''
    }
    expect(await build([])).toBe(false)
    expect(await build(['--load'])).toBe(true)
    expect(await build(['--builder', 'default'])).toBe(true)
    expect(await build([], { BUILDX_BUILDER: '' })).toBe(true)
    await run(docker, ['buildx', 'use', 'default'], { env: later })
    expect(await build([])).toBe(false)
    const unused = await runner.startStep({
      ...{ action: setup, env },
      inputs: { ...remote, name: 'unused', use: 'false' },
    })
    const { exportedVariables: withoutBuilder } = await unused.done
    Object.assign(later, { BUILDX_BUILDER: '' }, withoutBuilder)
    expect(await build([])).toBe(true)
    expect(await build(['--builder', 'unused', '--load'])).toBe(true)
    expect(await unused.post()).toMatchObject({ exitCode: 0 })
    expect(await step.post()).toMatchObject({ exitCode: 0 })
  })
})

/** The settings of a Docker CLI that has buildx. */
function configWithPlugin(): string {
  return makeDockerConfig(directory, { cliPluginsExtraDirs: [dirname(rig.buildx)] })
}

describe('TLS', () => {
  const contextsIn = ({ DOCKER_CONFIG }: { readonly DOCKER_CONFIG: string }): string[] => {
    const contexts = join(DOCKER_CONFIG, 'contexts', 'meta')
    mkdirSync(contexts, { recursive: true })
    return readdirSync(contexts)
  }

  it('uses the certificates of the Docker CLI, and leaves no context', async () => {
    const project = await createProject({ Dockerfile: 'FROM scratch\nCOPY Dockerfile /@id@\n' })
    const runner = tlsRunner()
    const { exitCode, outputs, annotations, log } = await project.build(runner)
    expectExitCode({ exitCode, log }, 0)
    expect(outputs).toMatchObject({
      driver: 'docker-container',
      endpoint: runner.env.DOCKER_HOST,
      digest: expect.stringMatching(/^sha256:/),
    })
    expect(annotations).toEqual([])
    expect(contextsIn(runner.env)).toEqual([])
  })

  it('works with driver: docker', async () => {
    const project = await createProject({ Dockerfile: 'FROM scratch\nCOPY Dockerfile /@id@\n' })
    const runner = tlsRunner()
    const { exitCode, outputs, log } = await project.build({
      ...runner,
      inputs: { ...nothing, driver: 'docker' },
    })
    expectExitCode({ exitCode, log }, 0)
    expect(outputs).toMatchObject({ driver: 'docker', endpoint: runner.env.DOCKER_HOST })
  })

  it('works for loading the image of a remote build', async () => {
    const project = await createProject({ Dockerfile: 'FROM scratch\nCOPY Dockerfile /@id@\n' })
    const { exitCode, outputs, log } = await project.build({
      env: tlsRunner().env,
      inputs: { load: 'true', tags: `loaded:${project.id}` },
    })
    expectExitCode({ exitCode, log }, 0)
    expect(outputs.driver).toBe('remote')
    expect(await dockerd.docker('images', '--quiet', `loaded:${project.id}`)).not.toBe('')
  })

  it('leaves nothing when the action is killed', async () => {
    const dockerfile = 'FROM @base@\nRUN echo started && sleep 300 && echo @id@\n'
    const project = await createProject({ Dockerfile: dockerfile })
    const runner = tlsRunner()
    const step = await project.start(runner)
    await until(() => / started$/m.test(step.log()), 'the step runs')
    step.child.kill('SIGKILL')
    await step.done
    expect(contextsIn(runner.env)).toHaveLength(1)
    expect(await step.post()).toMatchObject({ exitCode: 0, log: '' })
    expect(contextsIn(runner.env)).toEqual([])
  })

  it('reports the fault in one line when no builder can be created', async () => {
    const project = await createProject({ Dockerfile: 'FROM scratch\n' })
    const runner = tlsRunner()
    const { exitCode, annotations } = await project.build({
      ...runner,
      inputs: { ...inputs, 'driver-opts': 'no-such-option=1' },
    })
    expect(exitCode).toBe(1)
    expect(annotations).toHaveLength(1)
    expect(contextsIn(runner.env)).toEqual([])
  })
})

describe('an existing builder, for code from a fork', () => {
  const builders = mkdtempSync(join(tmpdir(), 'buildx-'))
  const bin = mkdtempSync(join(tmpdir(), 'bin-'))
  const environment = () => ({
    BUILDX_CONFIG: builders,
    DOCKER_HOST: dockerd.host,
    GITHUB_EVENT_NAME: 'pull_request_target',
    PATH: [bin, path()].join(delimiter),
  })
  const buildx = (...args: string[]) =>
    run(rig.buildx, args, { env: { ...process.env, ...environment() } })
  beforeAll(async () => {
    // Connects to the same daemon in place of a remote one.
    const script = `#!/bin/sh\nexec env DOCKER_HOST=${dockerd.host} docker system dial-stdio\n`
    writeFileSync(join(bin, 'ssh'), script, { mode: 0o755 })
    const options = ['--driver-opt', `image=${images.buildkit},network=host`]
    const create = ['create', '--driver', 'docker-container', ...options, '--name']
    await buildx(...create, 'near')
    await buildx(...create, 'far', 'ssh://ci@builder')
    await buildx(...create, 'both')
    await buildx(...create, 'both', '--append', 'ssh://ci@builder')
  })
  afterAll(() => {
    for (const each of [builders, bin]) rmSync(each, { recursive: true })
  })

  const event = {
    repository: { default_branch: 'main' },
    pull_request: {
      number: 7,
      head: { repo: { full_name: 'octocat/app' } },
      base: { ref: 'main', repo: { full_name: 'acme/app' } },
    },
  }

  it.each([
    ['near', true],
    ['far', false],
    ['both', false],
  ])('is used only if it is on this machine: %s', async (builder, isUsed) => {
    const project = await createProject({ Dockerfile: 'FROM scratch\nCOPY Dockerfile /@id@\n' })
    const { exitCode, annotations, log } = await project
      .build({ event, env: environment(), inputs: { ...nothing, builder } })
      .finally(() => buildx('rm', '--force', builder))
    expectExitCode({ exitCode, log }, isUsed ? 0 : 1)
    expect(annotations).toMatchObject([
      {
        message: expect.stringMatching(
          isUsed
            ? /^The code comes from a fork: nothing is pushed/
            : /^The code comes from a fork, so .* builder: "\w+" may be one \(driver docker-container at .*ssh:/,
        ),
      },
    ])
  })
})
