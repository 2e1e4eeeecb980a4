import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from '@jest/globals'
import { type Buildkitd, startBuildkitd } from '../../script/rig/buildkitd.ts'
import { expectExitCode } from '../helpers/exit-code.ts'
import { createBakeProject } from './bake-project.ts'
import { createProject, type Project, rig } from './project.ts'

const directory = mkdtempSync(join(tmpdir(), 'unrecorded-'))
let buildkitd: Buildkitd
beforeAll(async () => {
  buildkitd = await startBuildkitd({
    directory,
    certificates: rig.certificates,
    config: `[registry."${rig.registry.host}"]\nhttp = true\n[history]\nmaxEntries = 0`,
  })
})
afterAll(async () => {
  await buildkitd?.stop()
  rmSync(directory, { recursive: true })
})

const sentence = /^The daemon keeps no record of this build/gm

async function build(project: Project, endpoint = buildkitd.endpoint) {
  const result = await project.build({ inputs: { endpoint, 'cache-mounts': 'true' } })
  expectExitCode(result, 0)
  expect(result.annotations).toEqual([])
  const report = JSON.parse(result.outputs['cache-report'] ?? '')
  return { ...result, report }
}

const files = {
  Dockerfile: 'FROM @base@\nCOPY a /\nRUN --mount=type=cache,target=/c,id=@id@ touch /c/@id@',
  a: '@id@',
}

it('facts that need a build history are unknown on a daemon without one, which the log reports once', async () => {
  const project = await createProject(files)
  const cold = await build(project)
  expect(cold.report).toMatchObject({ total: 2, executed: 2, cached: 0 })
  expect(cold.report.misses).toEqual([{ step: 0, reason: 'unknown' }])
  const warm = await build(project)
  expect(warm.report).toMatchObject({ total: 2, cached: 2, hit: true })
  for (const { report, outputs, log } of [cold, warm]) {
    expect(report).not.toHaveProperty('secondsSaved')
    expect(outputs['seconds-saved']).toBe('')
    expect(log.match(sentence)).toHaveLength(1)
    expect(log).not.toMatch(/\d s saved/)
    // Independent of the history.
    expect(report.cacheMounts).toEqual([expect.objectContaining({ id: project.id })])
  }
})

it('a bake reports without a history what each of its targets was asked', async () => {
  const project = await createBakeProject({
    'docker-bake.hcl': `
group "default" { targets = ["app", "web"] }
target "app" {
  dockerfile = "app.Dockerfile"
  no-cache = true
}
target "web" {
  dockerfile = "web.Dockerfile"
  no-cache-filter = ["x"]
}
`,
    'app.Dockerfile': 'FROM @base@\nRUN echo @id@ app\n',
    'web.Dockerfile':
      'FROM @base@ AS x\nRUN echo @id@ web > /w\nFROM @base@ AS y\nCOPY --from=x /w /\n',
  })
  const result = await project.bake({ inputs: { endpoint: buildkitd.endpoint, push: 'false' } })
  expectExitCode(result, 0)
  const { steps, misses } = JSON.parse(result.outputs['cache-report'] ?? '')
  const reasons = misses.map(({ step, reason }: { step: number; reason: string }) => [
    steps[step].target,
    reason,
  ])
  expect(reasons).toEqual([
    ['app', 'no-cache'],
    ['web', 'no-cache'],
    ['web', 'previous-step-ran'],
  ])
})

it('a daemon with a build history is not reported as having none', async () => {
  const { log, report } = await build(await createProject(files), rig.endpoint)
  expect(log).not.toMatch(sentence)
  expect(report.secondsSaved).toBe(0)
})

it.each([
  { outputs: 'type=foo' },
  { attests: 'type=foo' },
  { 'cache-to': 'type=registry,ref=Upper/X' },
])(
  'a build that BuildKit refuses before it begins says nothing about the history: %j',
  async (inputs) => {
    const { exitCode, log } = await (await createProject(files)).build({ inputs })
    expect(exitCode).toBe(1)
    expect(log).not.toMatch(sentence)
  },
)
