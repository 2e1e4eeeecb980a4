import { mkdir, symlink } from 'node:fs/promises'
import { join } from 'node:path'
import type { BenchIdentity } from './bench-identity.ts'
import type { Scenario, WayName } from './bench-scenarios.ts'
import { images } from './rig/images.ts'
import type { Rig } from './rig/rig.ts'
import { run } from './rig/run.ts'
import { createRunner, type Runner, type StepOptions } from './rig/runner.ts'

export interface Bench {
  readonly rig: Rig
  /** The Docker CLI. */
  readonly docker: string
  readonly dockerHost: string
  readonly directory: string
  readonly identity: BenchIdentity
}

/** Durations of whole processes, in seconds. */
export interface Taken {
  readonly main: number
  /** 0 if the runner skips it. */
  readonly post: number
}

export interface Way {
  readonly name: WayName
  readonly title: string
  /** Runs the scenario's build once, on a fresh runner. */
  readonly run: (scenario: Scenario, run: number) => Promise<Taken>
}

const builderName = 'bench'

export function ways(bench: Bench): Way[] {
  const { SETUP_BUILDX_ACTION: setup, BUILD_PUSH_ACTION: build } = process.env
  return [
    { name: 'hand', title: 'docker buildx create, build, rm', run: byHand(bench) },
    { name: 'ours', title: 'this step', run: ours(bench, {}) },
    {
      name: 'ours-identity',
      title: 'this action, with a certificate for the job',
      run: ours(bench, bench.identity.inputs, bench.identity.env),
    },
    {
      name: 'ours-after-fault',
      title: 'this action, after an endpoint that refuses',
      run: ours(bench, { endpoint: 'tcp://127.0.0.1:1', 'connect-timeout': '0s' }),
    },
    ...(setup && build
      ? [
          {
            name: 'theirs',
            title: 'docker/setup-buildx-action and docker/build-push-action',
            run: theirs(bench, setup, build),
          } as const,
        ]
      : []),
  ]
}

function byHand({ rig, docker, dockerHost, ...bench }: Bench): Way['run'] {
  return async (scenario, count) => {
    const runner = await freshRunner({ rig, docker, dockerHost, ...bench }, scenario, count)
    const { authority, client } = rig.certificates
    const certificates = `cacert=${authority.certPath},cert=${client.certPath},key=${client.keyPath}`
    const create = scenario.isLocal
      ? ['docker-container', '--driver-opt', `network=host,image=${images.buildkit}`]
      : ['remote', '--driver-opt', certificates, rig.buildkitd.endpoint]
    const tag = tagOf(rig, 'hand')
    const env = { PATH: runner.path, HOME: runner.home, DOCKER_HOST: dockerHost }
    const buildx = (...args: string[]) =>
      run(docker, ['buildx', ...args], { cwd: runner.workspace, env })
    const begun = performance.now()
    await buildx('create', '--name', builderName, '--driver', ...create)
    const cache = scenario.isLocal ? cacheFlags(rig, 'hand') : []
    await buildx('build', '--builder', builderName, '--push', '--tag', tag, ...cache, '.')
    await buildx('rm', builderName)
    const main = (performance.now() - begun) / 1000
    await runner.remove()
    return { main, post: 0 }
  }
}

function ours(
  bench: Bench,
  more: Readonly<Record<string, string>>,
  env: Readonly<Record<string, string>> = {},
): Way['run'] {
  return async (scenario, count) => {
    const runner = await freshRunner(bench, scenario, count)
    const taken = await runStep(runner, {
      inputs: { ...ourInputs(bench, scenario), ...more },
      env: { PATH: runner.path, DOCKER_HOST: bench.dockerHost, ...env },
    })
    await runner.remove()
    return taken
  }
}

export function ourInputs({ rig }: Bench, { isLocal }: Scenario): Record<string, string> {
  const { authority, client } = rig.certificates
  const local = { 'builder-image': images.buildkit, 'driver-opts': 'network=host' }
  const remote = { endpoint: rig.buildkitd.endpoint, fallback: 'never' }
  return {
    ...(isLocal ? local : { ...remote, ca: authority.cert, cert: client.cert, key: client.key }),
    context: '.',
    tags: tagOf(rig, 'ours'),
  }
}

function theirs(bench: Bench, setup: string, build: string): Way['run'] {
  return async (scenario, count) => {
    const { rig, dockerHost } = bench
    const runner = await freshRunner(bench, scenario, count)
    const { authority, client } = rig.certificates
    const env = {
      PATH: runner.path,
      DOCKER_HOST: dockerHost,
      // It exports the build record for a website that this machine doesn't reach.
      DOCKER_BUILD_RECORD_UPLOAD: 'false',
      ...(!scenario.isLocal && {
        BUILDER_NODE_0_AUTH_TLS_CACERT: authority.cert,
        BUILDER_NODE_0_AUTH_TLS_CERT: client.cert,
        BUILDER_NODE_0_AUTH_TLS_KEY: client.key,
      }),
    }
    const [from, to] = [`type=registry,ref=${cacheOf(rig, 'theirs')}`, `,mode=max`]
    const setUp = await runSteps(runner, [
      {
        action: setup,
        env,
        inputs: {
          'cache-binary': 'false',
          ...(scenario.isLocal
            ? { 'driver-opts': `network=host\nimage=${images.buildkit}` }
            : { driver: 'remote', endpoint: rig.buildkitd.endpoint }),
        },
      },
      {
        action: build,
        env,
        inputs: {
          context: '.',
          push: 'true',
          tags: tagOf(rig, 'theirs'),
          ...(scenario.isLocal && { 'cache-from': from, 'cache-to': from + to }),
        },
      },
    ])
    await runner.remove()
    return setUp
  }
}

interface BenchRunner extends Runner {
  readonly path: string
}

/** With the Docker CLI first on its PATH, and the scenario's files in its workspace. */
async function freshRunner(bench: Bench, scenario: Scenario, count: number): Promise<BenchRunner> {
  const bin = join(bench.directory, 'bin')
  await mkdir(bin, { recursive: true })
  await symlink(bench.docker, join(bin, 'docker')).catch(() => {})
  const path = `${bin}:/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin`
  const runner = await createRunner({ buildx: bench.rig.buildx, path })
  await scenario.write(runner.workspace, bench.rig.baseImage, count)
  return { ...runner, path }
}

/** Post phases run in the opposite order, as on a runner. */
async function runSteps(runner: Runner, options: readonly StepOptions[]): Promise<Taken> {
  const [first, ...rest] = options
  if (first === undefined) return { main: 0, post: 0 }
  const step = await runner.startStep(first)
  const main = await step.done
  if (main.exitCode !== 0) throw new Error(main.log)
  const after = await runSteps(runner, rest)
  const post = await step.post()
  const seconds = post === 'skipped' ? 0 : post.seconds
  return { main: main.seconds + after.main, post: after.post + seconds }
}

export function runStep(runner: Runner, options: StepOptions): Promise<Taken> {
  return runSteps(runner, [options])
}

const tagOf = (rig: Rig, way: WayName) => `${rig.registry.host}/bench/${way}:latest`
const cacheOf = (rig: Rig, way: WayName) => `${rig.registry.host}/bench/${way}:buildcache`

function cacheFlags(rig: Rig, way: WayName): string[] {
  const cache = `type=registry,ref=${cacheOf(rig, way)}`
  return ['--cache-from', cache, '--cache-to', `${cache},mode=max`]
}
