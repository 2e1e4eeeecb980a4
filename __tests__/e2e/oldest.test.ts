import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from '@jest/globals'
import { type Buildkitd, startBuildkitd } from '../../script/rig/buildkitd.ts'
import { oldestBuildkitVersion, requireParts } from '../../script/rig/parts.ts'
import { instanceFile, writeInstance } from '../../src/buildx/instances.ts'
import type { CacheReport } from '../../src/report/cache-report.ts'
import { expectExitCode } from '../helpers/exit-code.ts'
import { reportFaults } from '../helpers/report-schema.ts'
import { createBakeProject } from './bake-project.ts'
import { createProject, type Project, rig, stepsOf } from './project.ts'

// With the oldest supported releases the action reports everything that it reports with the newest.

const directory = mkdtempSync(join(tmpdir(), 'oldest-'))
let buildkitd: Buildkitd
let buildx: string
beforeAll(async () => {
  buildx = (await requireParts('oldest-buildx'))['oldest-buildx']
  buildkitd = await startBuildkitd({
    directory,
    certificates: rig.certificates,
    config: `[registry."${rig.registry.host}"]\nhttp = true`,
    isOldest: true,
  })
})
afterAll(async () => {
  await buildkitd?.stop()
  rmSync(directory, { recursive: true })
})

const files = {
  Dockerfile: [
    'FROM @base@',
    'COPY package.txt /',
    'RUN --mount=type=cache,target=/cache,id=@id@ sleep 1; cat package.txt > /installed.txt',
    'COPY source.txt /',
    'RUN cat source.txt > /built.txt # @id@',
  ].join('\n'),
  'package.txt': '@id@\n',
  'source.txt': 'source\n',
}

async function build(project: Project, endpoint: string): Promise<CacheReport> {
  const result = await project.build({ inputs: { endpoint, 'cache-mounts': 'true' } })
  expectExitCode(result, 0)
  const warnings =
    endpoint === buildkitd.endpoint
      ? [expect.stringContaining(`The daemon's BuildKit ${oldestBuildkitVersion} is old: `)]
      : []
  expect(result.annotations.map(({ message }) => message)).toEqual(warnings)
  const { digest } = await rig.registry.manifest(project.repository, 'latest')
  expect(result.outputs.digest).toBe(digest)
  expect(stepsOf(result)).toHaveLength(4)
  const report = JSON.parse(result.outputs['cache-report'] ?? '') as CacheReport
  expect(reportFaults(report)).toEqual([])
  return report
}

it.each([
  ['the oldest BuildKit and the oldest buildx', () => buildkitd.endpoint, () => buildx],
  ['the oldest BuildKit and the newest buildx', () => buildkitd.endpoint, () => rig.buildx],
  ['the newest BuildKit and the oldest buildx', () => rig.endpoint, () => buildx],
])('builds with %s, and counts', async (_, endpoint, program) => {
  const project = await createProject(files, { buildx: program() })
  const cold = await build(project, endpoint())
  expect(cold).toMatchObject({ total: 4, cached: 0, executed: 4, hit: false })
  const warm = await build(project, endpoint())
  expect(warm).toMatchObject({ total: 4, cached: 4, executed: 0, hit: true })
  project.write({ 'source.txt': 'changed\n' })
  const changed = await build(project, endpoint())
  expect(changed).toMatchObject({ total: 4, cached: 2, executed: 2, hit: false })
  // What only the daemon knows.
  expect(cold.misses).toEqual([{ step: 0, reason: 'never-built-here' }])
  expect(changed.misses).toEqual([{ step: 2, reason: 'context-changed' }])
  expect(warm.secondsSaved).toBeGreaterThanOrEqual(1)
  const mount = { id: project.id, bytes: expect.any(Number) }
  expect(cold.cacheMounts).toEqual([{ ...mount, existed: false }])
  expect(warm.cacheMounts).toEqual([{ ...mount, existed: true }])
  for (const { builder } of [cold, warm, changed]) expect(builder?.driver).toBe('remote')
})

it('warns of the faults of an old daemon once in a job, whichever of the actions is first', async () => {
  const project = await createProject(files)
  const endpoint = { endpoint: buildkitd.endpoint }
  const first = await project.build({ inputs: endpoint })
  expect(first.annotations).toHaveLength(1)
  expect(first.exportedVariables).toEqual({
    REMOTE_BUILDKIT_WARNED: `faults-${oldestBuildkitVersion}`,
  })
  // The runner starts no post step for that variable.
  const later = await project.build({ inputs: endpoint, env: first.exportedVariables })
  expect(later).toMatchObject({ exitCode: 0, annotations: [], exportedVariables: {} })
})

it.each([
  ['oldest', () => buildx],
  ['newest', () => rig.buildx],
])('writes a builder as the %s buildx does', async (_, program) => {
  const [theirs, ours] = [join(directory, 'theirs'), mkdtempSync(join(directory, 'ours-'))]
  const driverOpts = { cacert: '/a/ca.pem', cert: '/a/cert.pem', key: '/a/key.pem' }
  const options = Object.entries({ ...driverOpts, servername: 'buildkitd' })
  const [name, endpoint] = ['mine', 'tcp://127.0.0.1:1']
  await writeInstance(ours, { name, endpoint, driverOpts: Object.fromEntries(options) })
  rmSync(theirs, { recursive: true, force: true })
  execFileSync(
    program(),
    [
      ...['create', '--name', name, '--driver', 'remote'],
      ...options.flatMap((option) => ['--driver-opt', option.join('=')]),
      endpoint,
    ],
    { env: { HOME: directory, BUILDX_CONFIG: theirs, PATH: process.env.PATH }, stdio: 'pipe' },
  )
  const text = (config: string) => readFileSync(instanceFile(config, name), 'utf8')
  expect(text(ours)).toBe(text(theirs))
})

it('names the version of the daemon', async () => {
  const project = await createProject(files)
  const { builder } = await build(project, buildkitd.endpoint)
  expect(builder?.version).toBe(oldestBuildkitVersion)
})

// The link that such a folder gets is for buildx v0.36.1, which can't name it to the daemon; it must do for all.
it.each([
  ['größe', 'oldest-buildx'],
  // It sends the folder's name as it is, and its gRPC refuses to.
  ['größe', 'ascii-buildx'],
  ['早', 'ascii-buildx'],
] as const)('builds a folder named %s with the %s', async (folder, part) => {
  const program = (await requireParts(part))[part]
  const project = await createProject(
    {
      [`${folder}/Dockerfile`]: 'FROM scratch\nCOPY where.txt /\n',
      [`${folder}/where.txt`]: '@id@',
    },
    { buildx: program },
  )
  const { exitCode, log } = await project.build({ inputs: { context: folder } })
  expectExitCode({ exitCode, log }, 0)
  expect(await rig.registry.fileFromImage(project.repository, 'latest', 'where.txt')).toBe(
    project.id,
  )
})

it.each(['oldest-buildx', 'ascii-buildx'] as const)(
  'bakes folders with such a name with the %s',
  async (part) => {
    const program = (await requireParts(part))[part]
    const dockerfile = 'FROM scratch\nCOPY where.txt /\n'
    const project = await createBakeProject(
      {
        'docker-bake.hcl': `
          group "default" { targets = ["a", "b"] }
          target "a" {
            context = "größe"
            tags = ["@images@/a:latest"]
          }
          target "b" {
            context = "b/größe"
            dockerfile = "../Dockerfile"
            tags = ["@images@/b:latest"]
          }`,
        'größe/Dockerfile': dockerfile,
        'größe/where.txt': 'a-@id@',
        'größe/.dockerignore': 'ignored.txt\n',
        'b/Dockerfile': dockerfile,
        'b/größe/where.txt': 'b-@id@',
      },
      { buildx: program },
    )
    const { exitCode, log } = await project.bake()
    expectExitCode({ exitCode, log }, 0)
    for (const name of ['a', 'b']) {
      const text = await rig.registry.fileFromImage(project.repository(name), 'latest', 'where.txt')
      expect(text).toBe(`${name}-${project.id}`)
    }
  },
)
