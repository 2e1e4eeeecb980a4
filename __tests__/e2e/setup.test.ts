import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals'
import { startBuildkitd } from '../../script/rig/buildkitd.ts'
import { findSecrets, processesWith } from '../../script/rig/leaks.ts'
import { requireParts } from '../../script/rig/parts.ts'
import type { PhaseResult } from '../../script/rig/phase.ts'
import { createRunner, type Runner, type Step, type StepOptions } from '../../script/rig/runner.ts'
import { releasePlatform } from '../../src/buildx/install/platform.ts'
import { binaryName } from '../../src/buildx/install/urls.ts'
import type { Trends } from '../../src/history/trends.ts'
import { expectExitCode } from '../helpers/exit-code.ts'
import { until } from '../helpers/until.ts'
import {
  credentials,
  expectNoSecret,
  makeConfigWithBuildx,
  makeDockerConfig,
  rig,
  stepsOf,
} from './project.ts'
import { type ReleaseServer, serveRelease } from './release-server.ts'

jest.setTimeout(180_000)

const action = resolve(import.meta.dirname, '..', '..', 'setup')
/** Checkouts of Docker's own actions, as for the bench. */
const { BUILD_PUSH_ACTION, BAKE_ACTION } = process.env

let runner: Runner
let id: string
let count = 0
beforeEach(async () => {
  runner = await createRunner({ buildx: rig.buildx })
  id = `setup-${Date.now()}-${count++}`
})
afterEach(async () => {
  const { home, temp, workspace } = runner
  const keys = [credentials.key, credentials.cert]
  expect(await findSecrets(keys, { directories: [home, temp, workspace] })).toEqual([])
  expect(processesWith(runner.directory)).toEqual([])
  await runner.remove()
})

const remote = { endpoint: rig.endpoint, ...credentials, fallback: 'never' }

interface Prepared {
  readonly step: Step
  readonly result: PhaseResult
  /** The environment of the later steps. */
  readonly env: Readonly<Record<string, string>>
}

async function setUp(options: StepOptions = {}): Promise<Prepared> {
  const inputs = { ...remote, ...options.inputs }
  const step = await runner.startStep({ ...options, action, inputs })
  const result = await step.done
  await expectNoSecret(result)
  expectExitCode(result, 0)
  return { step, result, env: { ...options.env, ...result.exportedVariables } }
}

async function end(step: Step): Promise<void> {
  expect(await step.post()).toMatchObject({ exitCode: 0, log: '' })
  expect(readdirSync(runner.temp).filter((name) => name.startsWith('remote-buildkit'))).toEqual([])
}

function write(files: Readonly<Record<string, string>>): void {
  for (const [path, text] of Object.entries(files)) {
    const file = join(runner.workspace, path)
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, text.replaceAll('@base@', rig.baseImage).replaceAll('@id@', id))
  }
}

const dockerfile = { Dockerfile: 'FROM @base@\nRUN echo @id@ > /made\n' }
const tag = () => `${rig.registry.host}/test/${id}:latest`
const made = () => rig.registry.fileFromImage(`test/${id}`, 'latest', 'made')

/** A later `run:` step. */
function run(file: string, args: readonly string[], env: Readonly<Record<string, string>>): string {
  return execFileSync(file, args, {
    cwd: runner.workspace,
    env: { HOME: runner.home, PATH: '/usr/local/bin:/usr/bin:/bin', ...env },
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  })
}
const buildx = (args: readonly string[], env: Readonly<Record<string, string>>) =>
  run(rig.buildx, args, env)

describe('setup', () => {
  it('leaves a builder on which plain buildx builds, with its keys for this user alone', async () => {
    const { step, result, env } = await setUp()
    const { name = '' } = result.outputs
    expect(result.outputs).toMatchObject({
      driver: 'remote',
      endpoint: rig.endpoint,
      platforms: expect.stringMatching(/^linux\//),
      ...{ fallback: 'false', 'fallback-reason': '', 'endpoint-choice': '' },
    })
    expect(JSON.parse(result.outputs.nodes ?? '')).toEqual([
      {
        ...{ name: `${name}0`, endpoint: rig.endpoint, status: 'running' },
        buildkit: expect.stringMatching(/^v\d/),
        platforms: result.outputs.platforms,
      },
    ])
    expect(env.BUILDX_BUILDER).toBe(name)
    const files = readdirSync(result.state.directory ?? '', { recursive: true, encoding: 'utf8' })
    const keys = files.filter((path) => path.endsWith('.pem'))
    expect(keys).toHaveLength(3)
    for (const path of keys) {
      expect(statSync(join(result.state.directory ?? '', path)).mode & 0o777).toBe(0o600)
    }
    write(dockerfile)
    buildx(['build', '--push', '--tag', tag(), '.'], env)
    expect(await made()).toBe(`${id}\n`)
    await end(step)
  })

  it('checks the buildx on the runner, though it builds nothing that would show whether it does', async () => {
    const calls = join(runner.directory, 'calls')
    const script = `echo "$*" >> ${calls}; exec ${rig.buildx} "$@"`
    const DOCKER_CONFIG = makeConfigWithBuildx(runner.directory, script)
    const { step } = await setUp({ env: { DOCKER_CONFIG } })
    expect(readFileSync(calls, 'utf8')).toBe('version\n')
    await end(step)
  })

  it('leaves a daemon whose builds a report names without an address', async () => {
    const { step, env } = await setUp()
    write(dockerfile)
    buildx(['build', '--push', '--tag', tag(), '.'], env)
    const report = resolve(import.meta.dirname, '..', '..', 'report')
    const reporting = await runner.startStep({ action: report, inputs: { file: 'week.json' }, env })
    const result = await reporting.done
    await expectNoSecret(result)
    expectExitCode(result, 0)
    // The page has the repositories that took longest. Other tests build on this daemon too.
    expect(result.summary).toMatch(/^### \d+ builds? of \d+ repositor/)
    const file = JSON.parse(readFileSync(join(runner.workspace, 'week.json'), 'utf8')) as Trends
    const own = file.repositories.find(({ name }) => name === `${rig.registry.host}/test/${id}`)
    expect(own).toMatchObject({ builds: 1, failed: 0, percent: 0 })
    expect(Number(result.outputs.builds)).toBe(file.builds)
    expect(await reporting.post()).toBe('skipped')

    // By addresses, one of which nothing listens at.
    const endpoint = `${rig.endpoint}\ntcp://127.0.0.1:1`
    const inputs = {
      ...credentials,
      endpoint,
      days: '1',
      'connect-timeout': '0s',
      summary: 'false',
    }
    const both = await (await runner.startStep({ action: report, inputs })).done
    await expectNoSecret(both)
    expect(both).toMatchObject({ exitCode: 0, summary: '' })
    expect(both.annotations.map(({ message }) => message)).toEqual([
      expect.stringMatching(/^connection-refused: .*127\.0\.0\.1:1.* Its builds are missing\.$/),
    ])
    expect(Number(both.outputs.builds)).toBeGreaterThanOrEqual(1)
    const none = await runner.startStep({
      action: report,
      inputs: { ...inputs, endpoint: 'tcp://127.0.0.1:1' },
    })
    expect(await none.done).toMatchObject({ exitCode: 1, outputs: { report: '', builds: '0' } })
    await none.post()
    await end(step)
  })

  it('makes the builder in the configuration of a job that has builders, and takes it out again', async () => {
    const config = join(runner.home, '.docker', 'buildx')
    const own = { HOME: runner.home }
    buildx(
      ['create', '--name', 'mine', '--driver', 'remote', 'tcp://127.0.0.1:1', '--timeout', '1ms'],
      own,
    )
    const { step, result, env } = await setUp({ inputs: { ...remote, name: 'ours' } })
    expect(result.log).toContain(`The job has builders of its own in ${config}, so ours is created`)
    expect(env).not.toHaveProperty('BUILDX_CONFIG')
    write(dockerfile)
    buildx(['build', '--push', '--tag', tag(), '.'], env)
    expect(await made()).toBe(`${id}\n`)
    expect(readdirSync(join(config, 'instances')).toSorted()).toEqual(['mine', 'ours'])
    // Neither the user's builder is taken, nor one of another daemon.
    for (const inputs of [
      { ...remote, name: 'mine' },
      { ...remote, name: 'ours', endpoint: 'tcp://127.0.0.1:1' },
    ]) {
      const again = await (await runner.startStep({ action, inputs, env })).done
      expect(again.exitCode).toBe(1)
      expect(again.annotations[0]?.message).toMatch(
        /^name: the job has a builder "(?:ours|mine)" already/,
      )
    }
    await end(step)
    expect(readdirSync(join(config, 'instances'))).toEqual(['mine'])
  })

  it.each(['of its own', 'of the job'])(
    'uses the builder of an earlier step again, for the same name and daemon, in a configuration %s',
    async (which) => {
      const BUILDX_CONFIG = join(runner.home, 'config')
      const first = await setUp({
        inputs: { name: 'shared', use: 'false' },
        ...(which === 'of the job' && { env: { BUILDX_CONFIG } }),
      })
      const second = await setUp({ inputs: { name: 'shared' }, env: first.env })
      expect(second.result.outputs).toEqual(first.result.outputs)
      expect(second.result.exportedVariables).toEqual({ BUILDX_BUILDER: 'shared' })
      expect(second.result.log).toContain('An earlier step has set up shared for the same daemon')
      // The runner runs the posts in reverse order: the builder stays until that of the first.
      const post = await second.step.post()
      expect(post).toMatchObject({ exitCode: 0, log: '' })
      write(dockerfile)
      buildx(['build', '--push', '--tag', tag(), '.'], second.env)
      expect(await made()).toBe(`${id}\n`)
      await end(first.step)
      expect(existsSync(join(first.env.BUILDX_CONFIG ?? '', 'instances', 'shared'))).toBe(false)
    },
  )

  it('does not make the builder the current one when use is false', async () => {
    const { step, env } = await setUp({ inputs: { use: 'false', name: 'named' } })
    expect(env).not.toHaveProperty('BUILDX_BUILDER')
    write(dockerfile)
    buildx(['build', '--builder', 'named', '--push', '--tag', tag(), '.'], env)
    expect(await made()).toBe(`${id}\n`)
    await end(step)
  })

  it('is cleaned up after when it is killed while it connects', async () => {
    const inputs = { ...remote, endpoint: 'tcp://127.0.0.1:1', 'connect-timeout': '60s' }
    const step = await runner.startStep({ action, inputs })
    await until(() => step.log().includes('Asking again'), 'it waits for the daemon')
    step.child.kill('SIGKILL')
    const { state } = await step.done
    expect(existsSync(state.directory ?? '')).toBe(true)
    await end(step)
  })

  it('fails in one line, with nothing left, for a name that no builder can have', async () => {
    const step = await runner.startStep({ action, inputs: { ...remote, name: 'no name' } })
    const { exitCode, annotations } = await step.done
    expect(exitCode).toBe(1)
    expect(annotations.map(({ message }) => message)).toEqual([
      'name: "no name" is not a name for a builder. Use letters, digits, and . _ - after a first letter.',
    ])
    await end(step)
  })
})

describe('a buildx that setup installs', () => {
  const version = 'v0.36.9'
  let server: ReleaseServer
  let installing: Readonly<Record<string, string>>
  beforeEach(async () => {
    const file = binaryName(version, releasePlatform())
    server = await serveRelease({ version, binary: rig.buildx, file })
    installing = { 'buildx-version': version, 'buildx-download-url': server.url }
  })
  afterEach(() => server.stop())

  it.each([
    ['no other', undefined],
    ['another', 'v0.15.1'],
  ])('is that of later steps on a runner with %s', async (_, before) => {
    const { docker } = await requireParts('docker')
    const folder = join(runner.home, 'docker')
    const plugins = join(folder, 'cli-plugins')
    mkdirSync(plugins, { recursive: true })
    const text = `#!/bin/sh
case $1 in docker-cli-plugin-metadata) exec ${rig.buildx} "$@" ;; esac
echo github.com/docker/buildx ${before} 1
`
    if (before) writeFileSync(join(plugins, 'docker-buildx'), text, { mode: 0o755 })
    const common = { DOCKER_CONFIG: folder, PATH: `${dirname(docker)}:/usr/bin:/bin` }
    const { step, env } = await setUp({ inputs: installing, env: common })
    expect(run(docker, ['buildx', 'version'], env)).toBe(buildx(['version'], env))
    write(dockerfile)
    run(docker, ['buildx', 'build', '--push', '--tag', tag(), '.'], env)
    expect(await made()).toBe(`${id}\n`)
    await end(step)
    // As with docker/setup-buildx-action: another job may use it by now.
    expect(readdirSync(plugins)).toEqual(['docker-buildx'])
    expect(run(docker, ['buildx', 'version'], common)).toBe(buildx(['version'], env))
  })

  it('is on the PATH of later steps on a runner without the Docker CLI', async () => {
    const common = { DOCKER_CONFIG: join(runner.home, 'docker'), PATH: join(runner.home, 'bin') }
    const { step, result, env } = await setUp({ inputs: installing, env: common })
    const [folder = ''] = result.addedPath
    write(dockerfile)
    run(join(folder, 'buildx'), ['build', '--push', '--tag', tag(), '.'], env)
    expect(await made()).toBe(`${id}\n`)
    await end(step)
    expect(existsSync(common.DOCKER_CONFIG)).toBe(false)
  })
})

describe('after setup', () => {
  const inputs = () => ({ context: '.', tags: tag() })

  it.each([
    ['named', true],
    ['current', false],
  ])('our own action has its whole report on the %s builder', async (_, isNamed) => {
    const { step, result, env } = await setUp()
    write(dockerfile)
    const builder = isNamed ? { builder: result.outputs.name ?? '' } : {}
    const build = async () => {
      const main = await runner.startStep({ inputs: { ...inputs(), ...builder }, env })
      const built = await main.done
      expectExitCode(built, 0)
      expect(await main.post()).toBe('skipped')
      return built
    }
    const cold = await build()
    expect(cold.outputs).toMatchObject({ endpoint: rig.endpoint, builder: result.outputs.name })
    expect(stepsOf(cold)).toEqual([expect.objectContaining({ status: 'executed' })])
    const warm = await build()
    expect(warm.outputs['cache-hit']).toBe('true')
    // Only who reaches the daemon beside buildx knows it.
    expect(warm.outputs['seconds-saved']).not.toBe('')
    write({ Dockerfile: 'FROM @base@\nRUN echo @id@ again > /made\n' })
    const changed = await build()
    const { misses } = JSON.parse(changed.outputs['cache-report'] ?? '')
    expect(misses).toEqual([expect.objectContaining({ reason: 'instruction-changed' })])
    await end(step)
  })

  it.each([
    ['named', true],
    ['current', false],
  ])('our own bake has its whole report on the %s builder', async (_, isNamed) => {
    const { step, result, env } = await setUp()
    const bake = resolve(import.meta.dirname, '..', '..', 'bake')
    const define = (words: string) =>
      write({
        'docker-bake.hcl': `
group "default" { targets = ["app", "tool"] }
target "app" {
  tags = ["${tag()}"]
}
target "tool" {
  inherits = ["app"]
  tags = ["${rig.registry.host}/test/@id@-tool:1"]
}
`,
        Dockerfile: `FROM @base@\nRUN echo @id@ ${words} > /made\n`,
      })
    const builder = isNamed ? { builder: result.outputs.name ?? '' } : {}
    const build = async () => {
      const inputs = { source: '.', push: 'true', ...builder }
      const baking = await runner.startStep({ action: bake, inputs, env })
      const baked = await baking.done
      expectExitCode(baked, 0)
      expect(await baking.post()).toBe('skipped')
      return baked
    }
    define('first')
    const cold = await build()
    expect(cold.outputs).toMatchObject({
      ...{ endpoint: rig.endpoint, builder: result.outputs.name, fallback: 'false' },
      ...{ 'steps-total': '1', 'steps-executed': '1' },
    })
    const warm = await build()
    expect(warm.outputs).toMatchObject({ 'cache-hit': 'true', 'steps-total': '1' })
    expect(Object.keys(JSON.parse(warm.outputs.digests ?? ''))).toEqual(['app', 'tool'])
    // Only who reaches the daemon beside buildx knows it.
    expect(warm.outputs['seconds-saved']).not.toBe('')
    define('second')
    const { misses } = JSON.parse((await build()).outputs['cache-report'] ?? '')
    expect(misses).toEqual([expect.objectContaining({ reason: 'instruction-changed' })])
    await end(step)
  })

  it('docker compose builds there', async () => {
    const { docker, 'docker-compose': compose } = await requireParts('docker', 'docker-compose')
    const { step, env } = await setUp()
    write({
      ...dockerfile,
      'compose.yaml': `services:\n  app:\n    image: ${tag()}\n    build: .\n`,
    })
    const config = makeDockerConfig(runner.directory)
    execFileSync('ln', ['-s', compose, join(config, 'cli-plugins', 'docker-compose')])
    run(docker, ['compose', 'build', '--push'], { ...env, DOCKER_CONFIG: config })
    expect(await made()).toBe(`${id}\n`)
    await end(step)
  })

  for (const [name, checkout] of Object.entries({ BUILD_PUSH_ACTION, BAKE_ACTION })) {
    if (checkout === undefined) continue
    it(`the unchanged action in ${name} builds there`, async () => {
      const { docker } = await requireParts('docker')
      const { step, env } = await setUp()
      write({
        ...dockerfile,
        'docker-bake.hcl': `target "default" {\n  tags = ["${tag()}"]\n}\n`,
      })
      const inputsOf =
        name === 'BAKE_ACTION' ? { source: '.', push: 'true' } : { ...inputs(), push: 'true' }
      const theirs = await runner.startStep({
        action: checkout,
        inputs: inputsOf,
        env: {
          ...env,
          PATH: `${dirname(docker)}:/usr/bin:/bin`,
          DOCKER_BUILD_RECORD_UPLOAD: 'false',
          DOCKER_BUILD_SUMMARY: 'false',
        },
      })
      const result = await theirs.done
      expectExitCode(result, 0)
      expect(result.outputs.metadata).toContain('containerimage.digest')
      expect(await made()).toBe(`${id}\n`)
      await theirs.post()
      await end(step)
    })
  }
})

it('makes one builder of two daemons, each for its platform', async () => {
  const second = await startBuildkitd({
    directory: join(runner.directory, 'second'),
    certificates: rig.certificates,
    config: `[registry."${rig.registry.host}"]\n  http = true\n`,
  })
  try {
    const endpoint = `linux/amd64=${rig.endpoint}\nlinux/arm64=${second.endpoint}`
    const { step, result, env } = await setUp({ inputs: { endpoint } })
    const nodes = JSON.parse(result.outputs.nodes ?? '') as readonly { platforms: string }[]
    expect(nodes).toEqual([
      expect.objectContaining({ endpoint: rig.endpoint, platforms: 'linux/amd64' }),
      expect.objectContaining({ endpoint: second.endpoint, platforms: 'linux/arm64' }),
    ])
    expect(result.outputs.platforms).toBe('linux/amd64,linux/arm64')
    write({ Dockerfile: 'FROM scratch\nCOPY Dockerfile /@id@\n' })
    const platforms = ['--platform', 'linux/amd64,linux/arm64', '--provenance', 'false']
    buildx(['build', ...platforms, '--push', '--tag', tag(), '.'], env)
    const { manifests = [] } = await rig.registry.manifest(`test/${id}`, 'latest')
    expect(manifests.map(({ platform }) => platform?.architecture)).toEqual(['amd64', 'arm64'])
    await end(step)
  } finally {
    await second.stop()
  }
})
