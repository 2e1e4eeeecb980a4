import { randomUUID } from 'node:crypto'
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { connect, createServer, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals'
import { parse } from 'yaml'
import { type Dockerd, startDockerd } from '../../script/rig/docker.ts'
import { importOfficialImages } from '../../script/rig/docker-images.ts'
import { images } from '../../script/rig/images.ts'
import type { PhaseResult } from '../../script/rig/phase.ts'
import { releasePlatform } from '../../src/buildx/install/platform.ts'
import { binaryName } from '../../src/buildx/install/urls.ts'
import { blockOf } from '../docs/markdown.ts'
import { expectExitCode } from '../helpers/exit-code.ts'
import { reportFaults } from '../helpers/report-schema.ts'
import { until } from '../helpers/until.ts'
import {
  createProject,
  makeDockerConfig,
  type Project,
  repeatIfRefused,
  rig,
  stepsOf,
} from './project.ts'
import { serveRelease } from './release-server.ts'

repeatIfRefused()

jest.setTimeout(180_000)

const directory = mkdtempSync(join(tmpdir(), 'fallback-'))
let dockerd: Dockerd
beforeAll(async () => {
  dockerd = await startDockerd({ directory: join(directory, 'docker') })
  await importOfficialImages(dockerd)
})
afterAll(async () => {
  await dockerd?.stop()
  rmSync(directory, { recursive: true })
})

// No builder and no volume of one run may be left for the next.
afterEach(async () => {
  expect(await dockerd.docker('ps', '--all', '--quiet')).toBe('')
  expect(await dockerd.docker('volume', 'ls', '--quiet')).toBe('')
})

const unreachable = 'tcp://127.0.0.1:1'
const dockerfile = `
FROM @base@ AS build
COPY early.txt .
RUN echo @id@ && cat early.txt > one.txt
COPY late.txt .
RUN cat one.txt late.txt > two.txt
FROM scratch
COPY --from=build /two.txt /
`
const files = { Dockerfile: dockerfile, 'early.txt': 'early\n', 'late.txt': 'late\n' }

/** The test's Docker daemon has the builder's image, since it can't pull one. */
const local = () => ({
  env: { DOCKER_HOST: dockerd.host },
  inputs: {
    endpoint: unreachable,
    fallback: 'auto',
    'connect-timeout': '0s',
    'builder-image': images.buildkit,
    'driver-opts': 'network=host',
  },
})

async function build(
  project: Project,
  inputs: Record<string, string> = {},
  more: { env?: Record<string, string>; event?: unknown } = {},
): Promise<PhaseResult> {
  const options = local()
  return project.build({
    inputs: { ...options.inputs, ...inputs },
    env: { ...options.env, ...more.env },
    ...(more.event === undefined ? {} : { event: more.event }),
  })
}

const reportOf = ({ outputs }: PhaseResult) => JSON.parse(outputs['cache-report'] ?? '')

it('the first snippet of README.md builds without a daemon, a sign-in or a warning, and pushes nothing', async () => {
  const [step] = parse(blockOf('README.md', '- uses:')) as [
    { readonly with: Readonly<Record<string, unknown>> },
  ]
  const inputs = Object.entries(step.with).map(([name, value]) => [name, String(value)])
  const project = await createProject(files)
  const none = { endpoint: '', tags: '' }
  const result = await build(project, { ...none, ...Object.fromEntries(inputs) })
  expectExitCode(result, 0)
  expect(result.annotations).toEqual([])
  expect(result.outputs).toMatchObject({ driver: 'docker-container', 'cache-hit-percent': '0' })
  expect(await rig.registry.tags(project.repository).catch(() => [])).toEqual([])
})

describe('a daemon that cannot be used', () => {
  it('is replaced by a local builder with a registry cache, with a warning', async () => {
    const project = await createProject(files)
    const cache = `${rig.registry.host}/${project.repository}:buildcache`
    const cold = await build(project)
    if (cold.exitCode !== 0) throw new Error(cold.log)
    expect(cold.outputs).toMatchObject({
      driver: 'docker-container',
      endpoint: dockerd.host,
      fallback: 'true',
      'fallback-reason': 'connection-refused',
      'cache-hit-percent': '0',
    })
    expect(cold.annotations).toEqual([
      {
        level: 'warning',
        message: expect.stringMatching(
          /^connection-refused: Nothing listens at tcp:\/\/127\.0\.0\.1:1: .* A local builder is used instead\. See \S+#connection-refused$/,
        ),
        properties: {},
      },
    ])
    expect(cold.summary).toMatch(
      /^### Fell back: 0 of 5 .*\n\n\*\*connection-refused:\*\* Nothing listens at /,
    )
    expect(cold.log).not.toContain('ERROR')
    expect(cold.log).toMatch(/^#\d+ not found \(nothing written yet\)$/m)
    expect(reportOf(cold)).toMatchObject({
      sources: [{ name: cache, status: 'missing' }],
      exports: [{ name: cache, status: 'exported' }],
      misses: [{ reason: 'never-built-here' }, { reason: 'previous-step-ran' }],
      builder: { driver: 'docker-container', fallback: { code: 'connection-refused' } },
    })
    expect(await rig.registry.fileFromImage(project.repository, 'latest', 'two.txt')).toBe(
      'early\nlate\n',
    )

    const warm = await build(project)
    // A builder that was created for this build has no history.
    expect(warm.outputs).toMatchObject({
      'cache-hit': 'true',
      'cache-hit-percent': '100',
      'seconds-saved': '',
    })
    expect(reportFaults(reportOf(warm))).toEqual([])
    expect(reportOf(warm).seconds.cleaningUp).toBeGreaterThan(0)
    expect(reportOf(warm).sources).toMatchObject([{ name: cache, status: 'imported' }])

    project.write({ 'late.txt': 'later\n' })
    const changed = await build(project)
    expect(changed.outputs['cache-hit']).toBe('false')
    expect(reportOf(changed).misses[0]).toMatchObject({ step: 2, reason: 'unknown' })
    expect(stepsOf(changed).map(({ status }) => status)).toEqual([
      ...['cached', 'cached', 'executed', 'executed', 'executed'],
    ])
  })

  it('is replaced by a builder without cache mounts, of which a step can use what one before it left', async () => {
    const mount = '--mount=type=cache,target=/packages'
    const project = await createProject({
      Dockerfile: `FROM @base@\nRUN ${mount} touch /packages/@id@\nRUN ${mount} test -e /packages/@id@\n`,
    })
    const { exitCode, outputs, log } = await build(project)
    expectExitCode({ exitCode, log }, 0)
    expect(outputs).toMatchObject({ fallback: 'true', 'mounts-total': '2', 'mounts-warm': '1' })
    expect(log).toContain('0 of 2 steps from cache (0 %), 1 of 2 cache mounts warm, ')
  })

  it('is not tried with fallback: always', async () => {
    const project = await createProject(files)
    const { exitCode, outputs, annotations } = await build(project, {
      endpoint: rig.endpoint,
      fallback: 'always',
    })
    expect(exitCode).toBe(0)
    expect(outputs).toMatchObject({
      driver: 'docker-container',
      fallback: 'true',
      'fallback-reason': '',
    })
    expect(annotations).toEqual([])
  })

  it('fails the action in one line with both reasons when there is no Docker daemon either', async () => {
    const project = await createProject(files)
    const { exitCode, annotations } = await build(
      project,
      {},
      { env: { DOCKER_HOST: 'unix:///none/docker.sock' } },
    )
    expect(exitCode).toBe(1)
    expect(annotations).toMatchObject([
      {
        level: 'error',
        message: expect.stringMatching(
          /^connection-refused: Nothing listens at .* Falling back to a local builder failed too: .*none\/docker\.sock/,
        ),
      },
    ])
  })

  it('is not replaced when it is the Dockerfile that fails', async () => {
    const project = await createProject({ Dockerfile: 'FROM @base@\nRUN exit 9\n' })
    const { exitCode, outputs } = await build(project, { endpoint: rig.endpoint })
    expect(exitCode).toBe(1)
    expect(outputs).toMatchObject({ driver: 'remote', fallback: 'false', 'fallback-reason': '' })
  })
})

describe('no endpoint', () => {
  it('means a local builder, which is not reported as a fallback', async () => {
    const project = await createProject(files)
    const { exitCode, outputs, annotations } = await build(project, { endpoint: '' })
    expect(exitCode).toBe(0)
    expect(outputs).toMatchObject({
      driver: 'docker-container',
      fallback: 'false',
      'fallback-reason': '',
    })
    expect(annotations).toEqual([])
  })

  it('fails the action with fallback: never', async () => {
    const project = await createProject(files)
    const { exitCode, outputs } = await build(project, { endpoint: '', fallback: 'never' })
    expect(exitCode).toBe(1)
    expect(outputs['fallback-reason']).toBe('no-endpoint')
  })
})

describe('the local builder', () => {
  // No daemon here supports this platform by default.
  const config = '[worker.oci]\n  platforms = ["linux/amd64", "linux/s390x"]\n'

  it.each([
    ['as text', { 'buildkitd-config-inline': config }],
    ['as a file', { 'buildkitd-config': 'ci/buildkitd.toml' }],
  ])('is configured %s', async (_, inputs) => {
    const project = await createProject({ ...files, 'ci/buildkitd.toml': config })
    const { log } = await build(project, { endpoint: '', ...inputs })
    expect(log).toMatch(/^Platforms: .*linux\/s390x/m)
  })

  it.each([
    ['may use an entitlement that allow names', { allow: 'network.host' }, 0],
    ['may not use an entitlement that allow does not name', {}, 1],
  ])('%s', async (_, inputs, code) => {
    const dockerfile = 'FROM @base@\nRUN --network=host echo @id@\n'
    const project = await createProject({ Dockerfile: dockerfile })
    const { exitCode, log } = await build(project, { endpoint: '', ...inputs })
    expectExitCode({ exitCode, log }, code)
    if (code > 0) expect(log).toContain('network.host is not allowed')
  })

  it("fails with BuildKit's own reason if that doesn't start, without waiting for buildx to give up", async () => {
    const project = await createProject(files)
    const { exitCode, annotations } = await build(project, { 'buildkitd-flags': '--nonsense' })
    expect(exitCode).toBe(1)
    // buildx would say that the container restarts.
    expect(annotations).toMatchObject([
      {
        level: 'error',
        message: expect.stringMatching(
          /^connection-refused: .* Falling back to a local builder failed too: BuildKit ended(?: with exit code 1)? while it started in a local container\. BuildKit wrote in its container: flag provided but not defined: -nonsense\. See /,
        ),
      },
    ])
  })

  it('passes buildkitd-flags to its daemon', async () => {
    const project = await createProject(files)
    const { log } = await build(project, {
      endpoint: '',
      'buildkitd-flags': '--oci-worker-platform linux/amd64 --oci-worker-platform linux/s390x',
    })
    expect(log).toMatch(/^Platforms: .*linux\/s390x/m)
    expect(log).not.toContain('BuildKit container logs')
  })

  it.each([
    ['its own debug flag', { 'buildkitd-flags': '--debug' }, {}],
    ['debug logging of the job', {}, { RUNNER_DEBUG: '1' }],
  ])("shows its daemon's log before that is gone, with %s", async (_, inputs, env) => {
    const project = await createProject(files)
    const result = await build(project, { endpoint: '', ...inputs }, { env })
    expectExitCode(result, 0)
    const [, shown = ''] = result.log.split('BuildKit container logs')
    expect(shown).toMatch(/level=\w+ msg="running server on /)
    if ('buildkitd-flags' in inputs) expect(shown).toMatch(/level=debug/)
  })
})

describe('a cache that cannot be written', () => {
  it('does not fail the build, but warns', async () => {
    const project = await createProject(files)
    const { exitCode, annotations, outputs } = await build(project, {
      'cache-ref': '127.0.0.1:1/cache:x',
    })
    expect(exitCode).toBe(0)
    expect(outputs.digest).toMatch(/^sha256:/)
    expect(annotations.map(({ message }) => message)).toEqual([
      expect.stringMatching(/^connection-refused: /),
      expect.stringMatching(/^The cache was not written to 127\.0\.0\.1:1\/cache:x: .*refused/),
    ])
    expect(JSON.parse(outputs['cache-report'] ?? '').exports).toMatchObject([
      { name: '127.0.0.1:1/cache:x', status: 'failed', error: expect.stringContaining('refused') },
    ])
  })

  it('does not fail the build when its reference is invalid', async () => {
    const project = await createProject(files)
    const result = await build(project, { 'cache-ref': 'Not/A Reference' })
    expect(result.exitCode).toBe(0)
    expect(result.annotations.map(({ message }) => message)).toContainEqual(
      expect.stringMatching(/^cache-ref: "Not\/A Reference" is not a registry reference/),
    )
    expect(reportOf(result).exports).toMatchObject([{ status: 'failed' }])
  })
})

describe('the layers of an image that is pushed', () => {
  const tar = 'application/vnd.oci.image.layer.v1.tar'
  it.each([
    ['are in gzip after a build that only wrote the cache', '', `${tar}+gzip`],
    ['come from the cache as it is compressed', 'zstd', `${tar}+zstd`],
  ])('%s', async (_, compression, mediaType) => {
    const project = await createProject({ Dockerfile: 'FROM scratch\nCOPY Dockerfile /@id@\n' })
    const inputs = { 'cache-compression': compression }
    expectExitCode(await build(project, { ...inputs, push: 'false' }), 0)
    expectExitCode(await build(project, inputs), 0)
    const { layers } = await rig.registry.image(project.repository, 'latest')
    expect(layers.map((layer) => layer.mediaType)).toEqual([mediaType])
  })
})

describe('a registry cache that lost its layers', () => {
  it('does not fail the build, and is written again', async () => {
    const project = await createProject(files)
    expect((await build(project)).exitCode).toBe(0)
    const cache = await rig.registry.manifest(project.repository, 'buildcache')
    // Two steps with the same files have one layer.
    for (const digest of new Set(cache.layers.map((layer) => layer.digest))) {
      const url = `http://${rig.registry.host}/v2/${project.repository}/blobs/${digest}`
      expect((await fetch(url, { method: 'DELETE' })).status).toBe(202)
    }
    project.write({ 'late.txt': 'later\n' })
    const { exitCode, annotations, outputs } = await build(project)
    expect(exitCode).toBe(0)
    expect(annotations.map(({ message }) => message)).toContainEqual(
      expect.stringMatching(
        /^A cache source lacks a layer, so the build is repeated without cache-from: /,
      ),
    )
    expect(outputs['cache-hit-percent']).toBe('0')
    expect((await build(project)).outputs['cache-hit-percent']).toBe('100')
  })
})

describe('the persistent daemon', () => {
  it('also writes cache with cache-export: always, so that the fallback starts warm', async () => {
    const project = await createProject(files)
    const remote = await build(project, { endpoint: rig.endpoint, 'cache-export': 'always' })
    expect(remote.outputs.driver).toBe('remote')
    expect(reportOf(remote)).toMatchObject({
      sources: [],
      exports: [{ status: 'exported', seconds: expect.any(Number) }],
    })
    expect((await build(project)).outputs['cache-hit-percent']).toBe('100')
  })
})

describe('a fork', () => {
  const event = {
    repository: { default_branch: 'main' },
    number: 7,
    pull_request: {
      number: 7,
      head: { repo: { full_name: 'octocat/app' } },
      base: { ref: 'main', repo: { full_name: 'acme/app' } },
    },
  }
  const env = { GITHUB_EVENT_NAME: 'pull_request', GITHUB_REF_NAME: '7/merge' }
  const noSecrets = { ca: '', cert: '', key: '' }

  it('builds without secrets, reads the cache, pushes nothing and writes no cache', async () => {
    const project = await createProject(files)
    await build(project)
    const before = await rig.registry.tags(project.repository)
    const result = await build(project, { ...noSecrets, endpoint: rig.endpoint }, { env, event })
    expectExitCode(result, 0)
    expect(result.outputs).toMatchObject({
      driver: 'docker-container',
      fallback: 'true',
      'fallback-reason': 'credentials-missing',
      'cache-hit-percent': '100',
    })
    expect(result.annotations).toMatchObject([
      {
        level: 'notice',
        message: expect.stringMatching(/^The code comes from a fork: nothing is pushed/),
      },
    ])
    expect(result.outputs.digest).toBe('')
    expect(result.summary).toContain('\nNot pushed. The code comes from a fork.\n')
    expect(await rig.registry.tags(project.repository)).toEqual(before)
    expect(reportOf(result).exports).toEqual([])
  })

  it('does not reach the persistent daemon even if it has the secrets', async () => {
    const project = await createProject(files)
    const target = { ...env, GITHUB_EVENT_NAME: 'pull_request_target' }
    const inputs = { endpoint: rig.endpoint }
    const kept = await build(project, inputs, { env: target, event })
    expect(kept.outputs).toMatchObject({ driver: 'docker-container', fallback: 'true' })
    expect(kept.log).toMatch(/the persistent daemon, whose cache other builds trust, is not used\./)

    const allowed = await build(
      project,
      { ...inputs, 'allow-untrusted': 'true' },
      { env: target, event },
    )
    expect(allowed.outputs).toMatchObject({ driver: 'remote', fallback: 'false' })
    expect(allowed.outputs.digest).toMatch(/^sha256:/)
  })
})

describe('Dependabot', () => {
  it('builds without secrets too, and pushes nothing', async () => {
    const project = await createProject(files)
    const result = await build(
      project,
      { ca: '', cert: '', key: '', endpoint: rig.endpoint },
      { env: { GITHUB_ACTOR: 'dependabot[bot]' } },
    )
    expect(result.outputs).toMatchObject({
      driver: 'docker-container',
      'fallback-reason': 'credentials-missing',
      digest: '',
    })
    expect(result.annotations).toMatchObject([
      { level: 'notice', message: expect.stringMatching(/^This run comes from Dependabot: /) },
    ])
  })
})

describe('an action that is stopped', () => {
  const slow = { Dockerfile: 'FROM @base@\nRUN echo started && sleep 300 && echo @id@\n' }
  const startSlow = async () => {
    const project = await createProject(slow)
    const step = await project.start(local())
    await until(() => / started$/m.test(step.log()), 'the step runs')
    return step
  }

  it('removes its builder and the volume when canceled', async () => {
    const step = await startSlow()
    expect(await step.cancel()).toMatchObject({ exitCode: 1 })
    expect(await dockerd.docker('ps', '--all', '--quiet')).toBe('')
  })

  /**
   * A proxy in front of the Docker daemon.
   *
   * @param intercept gets the first request of each connection; true when it keeps the connection from the daemon
   */
  const proxyDocker = async (intercept: (request: string, client: Socket) => boolean) => {
    const path = join(directory, `proxy-${randomUUID()}.sock`)
    const server = createServer((client) => {
      client.on('error', () => {})
      client.once('data', (first) => {
        if (intercept(first.toString('latin1'), client)) return
        const daemon = connect(dockerd.host.slice('unix://'.length))
        daemon.on('error', () => client.destroy())
        daemon.write(first)
        client.pipe(daemon).pipe(client)
      })
    })
    await new Promise<void>((listens) => server.listen(path, listens))
    return { DOCKER_HOST: `unix://${path}`, close: () => server.close() }
  }

  /** Refuses the action's own removals, and none of buildx. */
  const refuseRemoval = () =>
    proxyDocker((request, client) => {
      const isRefused = request.startsWith('DELETE /containers/')
      if (isRefused) client.end('HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n')
      return isRefused
    })

  it.each(['killed', 'canceled'])(
    'leaves no volume when it is %s while Docker is slow to remove it',
    async (how) => {
      const held = Promise.withResolvers<void>()
      let isHeld = false
      const { DOCKER_HOST, close } = await proxyDocker((request) => {
        if (isHeld || !request.startsWith('DELETE /volumes/')) return false
        isHeld = true
        held.resolve()
        return true
      })
      const project = await createProject(how === 'killed' ? files : slow)
      const { env, inputs } = local()
      const step = await project.start({ env: { ...env, DOCKER_HOST }, inputs })
      if (how === 'killed') {
        await held.promise
        step.child.kill('SIGKILL')
        await step.done
      } else {
        await until(() => / started$/m.test(step.log()), 'the step runs')
        const { annotations } = await step.cancel()
        expect(annotations.map(({ message }) => message)).toContainEqual(
          expect.stringMatching(
            /^The Docker volume \S+_state is left for the post step to remove\./,
          ),
        )
      }
      expect(isHeld).toBe(true)
      expect(await dockerd.docker('ps', '--all', '--quiet')).toBe('')
      expect(await dockerd.docker('volume', 'ls', '--quiet')).not.toBe('')
      expect(await step.post()).toMatchObject({ exitCode: 0, log: '' })
      close()
    },
  )

  /** The real buildx, except that its first removal fails. */
  const forgetful = (flag: string) => `#!/bin/sh
if [ "$1" = rm ] && [ ! -e '${flag}' ]; then touch '${flag}'; echo oh no >&2; exit 1; fi
exec '${rig.buildx}' "$@"
`

  it('leaves to post what main could not remove', async () => {
    const project = await createProject(files)
    const buildx = join(directory, 'forgetful-buildx')
    writeFileSync(buildx, forgetful(join(directory, `failed-${randomUUID()}`)), { mode: 0o755 })
    const { env, inputs } = local()
    const DOCKER_CONFIG = makeDockerConfig(directory, {}, buildx)
    const { DOCKER_HOST, close } = await refuseRemoval()
    const step = await project.start({ env: { ...env, DOCKER_HOST, DOCKER_CONFIG }, inputs })
    const { exitCode, annotations, state } = await step.done
    expect(exitCode).toBe(0)
    expect(annotations.map(({ message }) => message)).toContainEqual(
      expect.stringMatching(/is left for the post step to remove\. buildx rm failed: oh no$/),
    )
    expect(readdirSync(state.directory ?? '').sort()).toEqual(['buildx', 'leftovers.jsonl'])
    expect(await dockerd.docker('ps', '--all', '--quiet')).not.toBe('')
    expect(await step.post()).toMatchObject({ exitCode: 0, log: '' })
    close()
  })

  it('leaves to post a buildx that was downloaded only for this run', async () => {
    const version = 'v0.36.9'
    const server = await serveRelease({
      version,
      binary: Buffer.from(forgetful(join(directory, `failed-${randomUUID()}`))),
      file: binaryName(version, releasePlatform()),
    })
    const { DOCKER_HOST, close } = await refuseRemoval()
    try {
      const project = await createProject(files)
      const { env, inputs } = local()
      const step = await project.start({
        env: { ...env, DOCKER_HOST, RUNNER_TOOL_CACHE: '' },
        inputs: { ...inputs, 'buildx-version': version, 'buildx-download-url': server.url },
      })
      const { exitCode, state, log } = await step.done
      expectExitCode({ exitCode, log }, 0)
      expect(await dockerd.docker('ps', '--all', '--quiet')).not.toBe('')
      expect(await step.post()).toMatchObject({ exitCode: 0, log: '' })
      expect(existsSync(state.directory ?? '')).toBe(false)
    } finally {
      close()
      await server.stop()
    }
  })

  it('leaves everything to post when it is killed, even if the job continues', async () => {
    const step = await startSlow()
    step.child.kill('SIGKILL')
    await step.done
    expect(await dockerd.docker('ps', '--all', '--quiet')).not.toBe('')
    expect(await step.post('success')).toMatchObject({ exitCode: 0, log: '' })
  })
})

it('keeps the builders of two jobs on one machine apart', async () => {
  const projects = await Promise.all([createProject(files), createProject(files)])
  const results = await Promise.all(projects.map((project) => build(project)))
  expect(results.map(({ exitCode }) => exitCode)).toEqual([0, 0])
  const [one, two] = results.map(({ outputs }) => outputs.builder)
  expect(one).not.toBe(two)
})
