import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import type { CacheReport } from '../../src/report/cache-report.ts'
import { expectExitCode } from '../helpers/exit-code.ts'
import { reportFaults } from '../helpers/report-schema.ts'
import { createBakeProject } from './bake-project.ts'
import { createProject, type Project } from './project.ts'

// What a build on a real daemon says about where its time went, and about what would help.

async function build(project: Project, inputs: Record<string, string> = {}) {
  const { exitCode, log, outputs, summary, annotations } = await project.build({ inputs })
  if (exitCode !== 0) throw new Error(log)
  const report = JSON.parse(outputs['cache-report'] ?? '') as CacheReport
  expect(reportFaults(report)).toEqual([])
  return { report, log, summary, annotations }
}

const codesOf = ({ advice = [] }: CacheReport) => advice.map(({ code }) => code)

/** The image of the tests has no package manager, so a function of the shell is one. */
const npm = 'npm() { sleep 2; }; npm ci'
/** So that a project counts as checked out from a repository of its own. */
const checkedOut = (name: string) => ({
  '.git/HEAD': 'ref: refs/heads/main\n',
  '.git/config': `[remote "origin"]\n\turl = https://github.com/acme/${name}.git\n`,
  '.git/objects/.keep': '',
  '.git/refs/.keep': '',
})

describe('the critical path', () => {
  it('leads through the longer of two parallel stages', async () => {
    const project = await createProject({
      Dockerfile: [
        'FROM @base@ AS short',
        'RUN sleep 1; echo @id@ > /short.txt',
        'FROM @base@ AS long',
        'RUN sleep 3; echo @id@ > /long.txt',
        'FROM @base@',
        'COPY --from=short /short.txt /',
        'COPY --from=long /long.txt /',
        'RUN sleep 1; echo @id@ > /last.txt',
      ].join('\n'),
    })
    const { report, log, summary } = await build(project)
    const { criticalPath } = report
    const links = criticalPath?.links ?? []
    const linkOf = (text: string) => links.find(({ name }) => name.startsWith(text))
    expect(linkOf('RUN sleep 3')?.seconds).toBeGreaterThanOrEqual(3)
    // Without it, the build would have waited for the other stage.
    expect(linkOf('RUN sleep 3')?.sooner).toBeGreaterThan(1)
    expect(linkOf('RUN sleep 3')?.sooner).toBeLessThan(2.9)
    expect(links.filter(({ name }) => name.startsWith('RUN sleep 1'))).toHaveLength(1)
    expect(criticalPath?.seconds).toBeGreaterThan(4)
    expect(criticalPath?.seconds).toBeLessThanOrEqual(criticalPath?.buildSeconds ?? 0)
    expect(log).toMatch(/^Critical path: .*RUN sleep 3; .* → .*RUN sleep 1; /m)
    expect(summary).toContain('Blue is the critical path')
  })
})

describe('advice', () => {
  let server: Server
  let url: string
  beforeAll(async () => {
    server = createServer(async (request, response) => {
      await sleep(600)
      response.setHeader('etag', '"1"')
      response.statusCode = request.headers['if-none-match'] === '"1"' ? 304 : 200
      response.end(response.statusCode === 200 ? 'file\n' : undefined)
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/file.txt`
  })
  afterAll(() => void server?.close())

  it('names an ADD that asks its server in each build', async () => {
    const project = await createProject({
      Dockerfile: `FROM @base@\nADD ${url} /\nARG STEP\nRUN echo "@id@ $STEP"\n`,
    })
    await build(project, { 'build-args': 'STEP=one' })
    const { report, annotations } = await build(project, { 'build-args': 'STEP=two' })
    expect(report.advice).toEqual([
      expect.objectContaining({ code: 'add-without-checksum', line: 2, isUpperBound: true }),
    ])
    expect(report.advice?.[0]?.seconds).toBeGreaterThan(0.5)
    expect(annotations).toContainEqual({
      level: 'notice',
      message: expect.stringMatching(/^BuildKit asks the server .* up to \d[\d.]* s sooner\.$/),
      properties: expect.objectContaining({ file: 'Dockerfile', line: '2' }),
    })
  })

  it('names a package manager without a cache mount, from the second build on', async () => {
    const dockerfile = (mount: string) =>
      `FROM @base@\nCOPY package.json /\nRUN ${mount}${npm} # @id@\n`
    const name = `mount-${Date.now()}`
    const files = { Dockerfile: dockerfile(''), 'package.json': '1' }
    const project = await createProject({ ...files, ...checkedOut(name) })
    expect(codesOf((await build(project)).report)).toEqual([])
    project.write({ 'package.json': '2' })
    expect(codesOf((await build(project, { advice: 'false' })).report)).toEqual([])
    project.write({ 'package.json': '3' })
    const { report, summary } = await build(project)
    expect(report.advice).toEqual([
      expect.objectContaining({ code: 'no-cache-mount', line: 3, isUpperBound: true }),
    ])
    expect(summary).toContain('**What would help**')
    project.write({ Dockerfile: dockerfile('--mount=type=cache,target=/root/.npm ') })
    expect(codesOf((await build(project)).report)).toEqual([])
    // Another stage has moved the cache.
    const moved = dockerfile('').replace('COPY', 'ENV npm_config_cache=/c\nFROM moved\nCOPY')
    project.write({ Dockerfile: moved.replace('\n', ' AS moved\n') })
    expect(codesOf((await build(project)).report)).toEqual([])
  })

  it('names a cache mount of apt that builds share', async () => {
    const dockerfile = (sharing: string) =>
      `FROM @base@\nRUN --mount=type=cache,target=/var/cache/apt${sharing} echo @id@\n`
    const project = await createProject({ Dockerfile: dockerfile('') })
    expect(codesOf((await build(project)).report)).toEqual(['apt-cache-sharing'])
    project.write({ Dockerfile: dockerfile(',sharing=locked') })
    expect(codesOf((await build(project)).report)).toEqual([])
  })

  it('names an argument that changes with each build, and one that only labels', async () => {
    const name = `argument-${Date.now()}`
    const dockerfile = (use: string) =>
      `FROM @base@\nARG BUILT\n${use}RUN sleep 2; echo @id@\nRUN echo "$BUILT" > /built\n`
    const project = await createProject({ Dockerfile: dockerfile(''), ...checkedOut(name) })
    const args = (time: number) => ({ 'build-args': `BUILT=${new Date(time).toISOString()}` })
    await build(project, args(Date.now() - 3_600_000))
    const { report } = await build(project, args(Date.now()))
    expect(report.advice).toEqual([expect.objectContaining({ code: 'changing-argument', line: 2 })])
    expect(report.advice?.[0]?.seconds).toBeGreaterThanOrEqual(2)
    const label = dockerfile('LABEL built=$BUILT\n').replace('RUN echo "$BUILT" > /built\n', '')
    project.write({ Dockerfile: label })
    await build(project, args(Date.now() - 3_600_000))
    expect(codesOf((await build(project, args(Date.now()))).report)).toEqual(['changing-label'])
    expect(codesOf((await build(project, { 'build-args': 'BUILT=never' })).report)).toEqual([])
  })

  it('names SOURCE_DATE_EPOCH that makes WORKDIR new', async () => {
    const name = `epoch-${Date.now()}`
    const dockerfile = 'FROM @base@\nWORKDIR /app\nRUN sleep 2; echo @id@\n'
    const project = await createProject({ Dockerfile: dockerfile, ...checkedOut(name) })
    const args = (ago: number) => ({
      'build-args': `SOURCE_DATE_EPOCH=${Math.floor(Date.now() / 1000) - ago}`,
    })
    await build(project, args(3600))
    expect(codesOf((await build(project, args(0))).report)).toEqual(['source-date-epoch'])
  })

  it('names modules that are sent for npm ci to remove', async () => {
    const project = await createProject({
      Dockerfile: `FROM @base@\nRUN printf '#!/bin/sh\\nexit 0\\n' > /bin/npm; chmod +x /bin/npm\nWORKDIR /app\nCOPY . .\nRUN npm ci\nRUN echo @id@\n`,
      'node_modules/large/index.js': 'x'.repeat(12_000_000),
    })
    const { report } = await build(project)
    expect(codesOf(report)).toEqual(['context-not-copied'])
    project.write({ '.dockerignore': 'node_modules\n' })
    expect(codesOf((await build(project)).report)).toEqual([])
  })
})

describe('advice on a bake', () => {
  it('names the target and its lines', async () => {
    const project = await createBakeProject({
      'docker-bake.hcl': `
group "default" { targets = ["app", "tool"] }
target "app" {
  context = "app"
  tags = ["@images@/app:1"]
}
target "tool" {
  context = "tool"
  tags = ["@images@/tool:1"]
}
`,
      'app/Dockerfile': `FROM @base@\nRUN ${npm} # @id@\n`,
      'tool/Dockerfile':
        'FROM @base@\nRUN --mount=type=cache,target=/var/cache/apt echo @id@ > /made\n',
      ...checkedOut(`bake-${Date.now()}`),
    })
    const bake = async (inputs: Readonly<Record<string, string>> = {}) => {
      const result = await project.bake({ inputs: { 'no-cache': 'true', ...inputs } })
      expectExitCode(result, 0)
      const report = JSON.parse(result.outputs['cache-report'] ?? '') as CacheReport
      expect(reportFaults(report)).toEqual([])
      return { ...result, advice: report.advice }
    }
    // A package manager is advised from the second build on.
    expect(await bake()).toMatchObject({
      advice: [{ code: 'apt-cache-sharing', target: 'tool', line: 2 }],
    })
    const { advice, summary, annotations } = await bake()
    expect(advice).toMatchObject([
      { code: 'no-cache-mount', target: 'app', line: 2, isUpperBound: true },
      { code: 'apt-cache-sharing', target: 'tool', line: 2 },
    ])
    expect(advice?.[0]?.seconds).toBeGreaterThan(1)
    expect(summary).toContain('- `no-cache-mount` (`app`, line 2): npm downloads')
    expect(annotations).toContainEqual({
      level: 'notice',
      message: expect.stringMatching(/^tool: The cache mount \/var\/cache\/apt is shared/),
      properties: expect.objectContaining({ file: 'tool/Dockerfile', line: '2' }),
    })
    expect((await bake({ advice: 'false' })).advice).toBeUndefined()
  })

  it('names modules that no target uses, and none that another target copies', async () => {
    const install =
      "FROM @base@\nRUN printf '#!/bin/sh\\nexit 0\\n' > /bin/npm; chmod +x /bin/npm\nWORKDIR /app\nCOPY . .\nRUN npm ci\nRUN echo @id@\n"
    const project = await createBakeProject({
      'docker-bake.hcl': `
group "default" { targets = ["app", "site"] }
target "app" {
  dockerfile = "Dockerfile.app"
  tags = ["@images@/app:1"]
}
target "site" {
  dockerfile = "Dockerfile.site"
  tags = ["@images@/site:1"]
}
`,
      'Dockerfile.app': install,
      'Dockerfile.site': 'FROM @base@\nCOPY docker-bake.hcl /site/\n',
      'node_modules/large/index.js': 'x'.repeat(12_000_000),
    })
    const codes = async () => {
      const result = await project.bake({ inputs: { 'no-cache': 'true' } })
      expectExitCode(result, 0)
      return codesOf(JSON.parse(result.outputs['cache-report'] ?? ''))
    }
    expect(await codes()).toEqual(['context-not-copied'])
    project.write({
      'Dockerfile.site': 'FROM @base@\nCOPY node_modules /site/\n',
      'node_modules/large/index.js': 'y'.repeat(12_000_000),
    })
    expect(await codes()).toEqual([])
  })
})
