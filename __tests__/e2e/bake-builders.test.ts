import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, jest } from '@jest/globals'
import { startBuildkitd } from '../../script/rig/buildkitd.ts'
import { images } from '../../script/rig/images.ts'
import { requireParts } from '../../script/rig/parts.ts'
import { expectExitCode } from '../helpers/exit-code.ts'
import { until } from '../helpers/until.ts'
import { createBakeProject, targetsOf } from './bake-project.ts'
import { runAsRoot } from './fleet-rig.ts'
import { makeConfigWithBuildx, oldBuildx, repeatIfRefused, rig } from './project.ts'
import { dockerOfRunner } from './runner-docker.ts'

repeatIfRefused()

jest.setTimeout(180_000)

const docker = dockerOfRunner()

const files = {
  'docker-bake.hcl': `
group "default" { targets = ["app", "tool"] }
target "app" {
  target = "app"
  tags = ["@images@:app"]
}
target "tool" {
  target = "tool"
  tags = ["@images@:tool"]
  cache-to = ["type=inline"]
}
`,
  Dockerfile: `FROM @base@ AS app
RUN echo @id@ > /made
FROM app AS tool
RUN echo tool >> /made
`,
}
const local = {
  ...{ endpoint: 'tcp://127.0.0.1:1', fallback: 'auto', 'connect-timeout': '0s' },
  ...{ 'builder-image': images.buildkit, 'driver-opts': 'network=host' },
}
const env = () => ({ DOCKER_HOST: docker().host })
const tags = async (repository: string) =>
  [...(await rig.registry.tags(repository).catch(() => []))].toSorted()

const fork = {
  event: {
    number: 7,
    pull_request: {
      number: 7,
      head: { ref: 'topic', repo: { full_name: 'other/app' } },
      base: { ref: 'main', repo: { full_name: 'acme/app' } },
    },
    repository: { full_name: 'acme/app', default_branch: 'main' },
  },
  env: () => ({ ...env(), GITHUB_EVENT_NAME: 'pull_request', GITHUB_REF: 'refs/pull/7/merge' }),
}

describe('a bake on a local builder', () => {
  it('keeps a cache in the registry for each target that names none, and reads it in the next job', async () => {
    const project = await createBakeProject(files)
    const cold = await project.bake({ inputs: local, env: env() })
    expectExitCode(cold, 0)
    expect(cold.outputs).toMatchObject({ fallback: 'true', 'cache-hit-percent': '0' })
    const repository = `test/${project.id}`
    expect(await tags(repository)).toEqual(['app', 'buildcache.app', 'tool'])
    const warm = await project.bake({ inputs: { ...local, targets: 'app' }, env: env() })
    expectExitCode(warm, 0)
    expect(warm.outputs['cache-hit']).toBe('true')
    expect(await docker().docker('ps', '--all', '--quiet')).toBe('')
  })

  it.each(['oldest-buildx', 'ascii-buildx'] as const)(
    'with the %s is repeated without the cache that lost its layers',
    async (part) => {
      const { [part]: buildx } = await requireParts(part)
      const project = await createBakeProject(files, { buildx })
      const inputs = { ...local, targets: 'app' }
      expectExitCode(await project.bake({ inputs, env: env() }), 0)
      const repository = `test/${project.id}`
      const { layers } = await rig.registry.manifest(repository, 'buildcache.app')
      for (const digest of new Set(layers.map((layer) => layer.digest))) {
        const url = `http://${rig.registry.host}/v2/${repository}/blobs/${digest}`
        expect((await fetch(url, { method: 'DELETE' })).status).toBe(202)
      }
      const result = await project.bake({ inputs, env: env() })
      expectExitCode(result, 0)
      expect(result.log).toMatch(/A cache source lacks a layer, so the build is repeated without/)
      expect(result.outputs['cache-hit-percent']).toBe('0')
    },
  )

  it('is not made with a configuration that is not there, and says so', async () => {
    const project = await createBakeProject(files)
    const inputs = { ...local, 'buildkitd-config': '.github/buildkitd.toml' }
    const { exitCode, annotations } = await project.bake({ inputs, env: env() })
    expect(exitCode).toBe(1)
    expect(annotations.map(({ message }) => message)).toEqual([
      expect.stringMatching(
        /failed too: buildkitd-config: there is no file \.github\/buildkitd\.toml\./,
      ),
    ])
  })

  it('tells of a cache mount that another target has filled that it was warm', async () => {
    const mount = '--mount=type=cache,target=/packages'
    const project = await createBakeProject({
      ...files,
      Dockerfile: `FROM @base@ AS app
RUN ${mount} touch /packages/@id@
FROM @base@ AS tool
RUN sleep 5
RUN ${mount} test -e /packages/@id@
`,
    })
    const result = await project.bake({ inputs: local, env: env() })
    expectExitCode(result, 0)
    expect(result.outputs).toMatchObject({ 'mounts-total': '2', 'mounts-warm': '1' })
  })

  it("reads the definition with the job's own Docker settings, as it is baked with them", async () => {
    const project = await createBakeProject({
      ...files,
      'docker-bake.hcl': `variable "DOCKER_HOST" { default = "" }
${files['docker-bake.hcl'].replace('["app", "tool"]', 'DOCKER_HOST == "" ? ["app"] : ["app", "tool"]')}`,
    })
    const result = await project.bake({ inputs: local, env: env() })
    expectExitCode(result, 0)
    expect(Object.keys(targetsOf(result))).toEqual(['app', 'tool'])
  })

  it.each(['', 'check'])(
    'pushes nothing and writes no cache for a fork, whatever the definition says, with call: "%s"',
    async (call) => {
      const project = await createBakeProject({
        ...files,
        'docker-bake.hcl': files['docker-bake.hcl'].replace(
          'cache-to = ["type=inline"]',
          'output = ["type=registry"]\n  cache-to = ["type=registry,ref=@images@:cache"]',
        ),
      })
      const result = await project.bake({
        inputs: { ...local, set: 'app.output=type=registry', call },
        event: fork.event,
        env: fork.env(),
      })
      expectExitCode(result, 0)
      expect(result.annotations).toContainEqual(
        expect.objectContaining({
          level: 'notice',
          message: expect.stringMatching(
            call === ''
              ? /^The code comes from a fork: nothing is pushed/
              : /^call: check builds nothing/,
          ),
        }),
      )
      expect(targetsOf(result).app?.status).toBe('succeeded')
      expect(await tags(`test/${project.id}`)).toEqual([])
    },
  )

  // buildx evaluates the definition to print it and again to bake it. Where that comes to something else, the targets
  // that were printed tell nothing about what would be pushed.
  it('pushes nothing for a fork whose definition comes to something else when it is baked', async () => {
    const project = await createBakeProject({
      ...files,
      'docker-bake.hcl': `
variable "DRAWN" { default = substr(uuidv4(), 0, 1) }
variable "DOCKER_CONTEXT" { default = "" }
group "default" { targets = DRAWN == substr(uuidv4(), 0, 1) ? ["app", "tool"] : ["app"] }
target "app" {
  tags = ["@images@:app-\${uuidv4()}"]
  output = DOCKER_CONTEXT == "default" ? [] : ["type=registry"]
  cache-to = DOCKER_CONTEXT == "default" ? [] : ["type=registry,ref=@images@:cache"]
}
target "tool" {
  tags = ["@images@:tool"]
  output = ["type=registry"]
}
`,
    })
    const result = await project.bake({ inputs: local, event: fork.event, env: fork.env() })
    expectExitCode(result, 0)
    expect(await tags(`test/${project.id}`)).toEqual([])
  })
})

it.each([
  ['does not run', 'exit 3'],
  [
    'is too old, although it reads the definition',
    oldBuildx(`case "$*" in *--print*) exec ${rig.buildx} "$@";; *) exit 1; esac`),
  ],
])('a buildx that %s gives way to another', async (_, script) => {
  const directory = mkdtempSync(join(tmpdir(), 'bake-builders-'))
  try {
    const project = await createBakeProject(files)
    const DOCKER_CONFIG = makeConfigWithBuildx(directory, script)
    const result = await project.bake({ env: { DOCKER_CONFIG } })
    expectExitCode(result, 0)
    expect(result.annotations).toEqual([])
    expect(targetsOf(result).app?.status).toBe('succeeded')
    expect(await tags(`test/${project.id}`)).toEqual(['app', 'tool'])
  } finally {
    rmSync(directory, { recursive: true })
  }
})

it('on several daemons keeps all targets on one, and passes over one that is gone', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'bake-builders-'))
  const second = await startBuildkitd({
    directory,
    certificates: rig.certificates,
    config: `[registry."${rig.registry.host}"]\n  http = true\n`,
  })
  try {
    const project = await createBakeProject(files)
    const endpoint = `${rig.endpoint}\n${second.endpoint}`
    const first = await project.bake({ inputs: { endpoint } })
    expectExitCode(first, 0)
    expect([rig.endpoint, second.endpoint]).toContain(first.outputs.endpoint)
    const again = await project.bake({ inputs: { endpoint } })
    expect(again.outputs).toMatchObject({
      ...{ endpoint: first.outputs.endpoint, 'endpoint-choice': 'first', 'cache-hit': 'true' },
    })
    await second.stop()
    const left = await project.bake({ inputs: { endpoint } })
    expectExitCode(left, 0)
    expect(left.outputs.endpoint).toBe(rig.endpoint)
  } finally {
    await second.stop()
    rmSync(directory, { recursive: true, force: true })
  }
})

it('on a daemon that drains succeeds once everything is pushed', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'bake-builders-'))
  const draining = await startBuildkitd({
    directory,
    certificates: rig.certificates,
    config: `[registry."${rig.registry.host}"]\n  http = true\n`,
  })
  try {
    const project = await createBakeProject({
      'docker-bake.hcl': `
group "default" { targets = ["app", "late"] }
target "app" {
  context = "app"
  tags = ["@images@:app", "@images@:app-2"]
}
target "late" {
  context = "late"
  tags = ["@images@:late"]
}
`,
      'app/Dockerfile': 'FROM @base@\nRUN echo @id@ app\n',
      'late/Dockerfile': 'FROM @base@\nRUN echo @id@ late begins; sleep 5\n',
    })
    let log = () => ''
    const baking = project.bake(
      { inputs: { endpoint: draining.endpoint, retries: '0' } },
      (started) => {
        log = started
      },
    )
    const repository = `test/${project.id}`
    // Then buildx counts on the daemon's history for the other target too.
    const asked = /^#(\d+) \[app\] resolving provenance for metadata file$[\s\S]*^#\1 DONE/m
    await until(() => asked.test(log()), 'buildx has the metadata of app')
    await runAsRoot('kill', '-TERM', String(draining.pid))
    const result = await baking
    expectExitCode(result, 0)
    expect(result.annotations).toEqual([
      expect.objectContaining({
        level: 'warning',
        message: expect.stringMatching(/^Everything is pushed, but .*Unavailable/),
      }),
    ])
    const digests = Object.fromEntries(
      await Promise.all(
        ['app', 'late'].map(async (tag) => {
          const { digest } = await rig.registry.manifest(repository, tag)
          return [tag, digest] as const
        }),
      ),
    )
    expect(JSON.parse(result.outputs.digests ?? '')).toEqual(digests)
    expect(targetsOf(result)).toMatchObject({
      app: { status: 'succeeded', images: [`${project.images}:app`, `${project.images}:app-2`] },
      late: { status: 'succeeded' },
    })
  } finally {
    await draining.stop()
    rmSync(directory, { recursive: true, force: true })
  }
})
