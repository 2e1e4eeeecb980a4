import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { type Buildkitd, startBuildkitd } from '../../script/rig/buildkitd.ts'
import type { PhaseResult } from '../../script/rig/phase.ts'
import type { StepOptions } from '../../script/rig/runner.ts'
import type { CacheReport } from '../../src/report/cache-report.ts'
import { reportFaults } from '../helpers/report-schema.ts'
import { createBakeProject } from './bake-project.ts'
import { type GitServer, startGitServer } from './git-server.ts'
import { pushOldFrontend } from './old-frontend.ts'
import { createProject, type Project, repeatIfLate, rig } from './project.ts'

// What only the daemon knows: the duration of cached steps, the reasons for misses, the size of cache mounts.

// A short build doesn't wait long for the daemon. So it is one that no other tests use.
repeatIfLate()
let buildkitd: Buildkitd
const directory = mkdtempSync(join(tmpdir(), 'insight-'))
beforeAll(async () => {
  buildkitd = await startBuildkitd({
    directory,
    certificates: rig.certificates,
    config: `[registry."${rig.registry.host}"]\nhttp = true\n`,
  })
})
afterAll(async () => {
  await buildkitd?.stop()
  rmSync(directory, { recursive: true, maxRetries: 5 })
})

function buildHere(project: Project, { inputs, ...options }: StepOptions = {}) {
  return project.build({ ...options, inputs: { endpoint: buildkitd.endpoint, ...inputs } })
}

const dockerfile = [
  'FROM @base@ AS deps',
  'COPY package.txt /',
  'RUN sleep 1; cat package.txt > installed.txt # @id@',
  'FROM deps AS build',
  'ARG VERSION=1',
  'COPY source.txt /',
  'RUN echo "$(cat source.txt) $(printf %s "$VERSION")" > built.txt',
  'FROM @base@',
  'COPY --from=build /built.txt /',
].join('\n')
const files = { Dockerfile: dockerfile, 'package.txt': 'package\n', 'source.txt': 'source\n' }

/** Makes a project look checked out: the daemon lists builds by their repository. */
const checkedOut = (name: string) => ({
  '.git/HEAD': 'ref: refs/heads/main\n',
  '.git/config': `[remote "origin"]\n\turl = https://github.com/acme/${name}.git\n`,
  '.git/objects/.keep': '',
  '.git/refs/.keep': '',
})

async function build(project: Project, inputs: Record<string, string> = {}): Promise<CacheReport> {
  return reportOf(await buildHere(project, { inputs }))
}

function reportOf({ exitCode, log, outputs }: PhaseResult): CacheReport {
  if (exitCode !== 0) throw new Error(log)
  const report = JSON.parse(outputs['cache-report'] ?? '') as CacheReport
  expect(reportFaults(report)).toEqual([])
  expect(outputs['seconds-saved']).toBe(String(report.secondsSaved ?? ''))
  return report
}

/** Each miss as `instruction: reason (detail)`, the instruction shortened. */
function missesOf({ misses, steps }: CacheReport): string[] {
  return misses.map(({ step, reason, detail }) => {
    const name = steps[step]?.name.split(' ').slice(0, 2).join(' ')
    return `${name}: ${reason}${detail ? ` (${detail})` : ''}`
  })
}

describe('time saved', () => {
  it('is the duration of the cached steps when they last ran, however many builds ago', async () => {
    const project = await createProject(files)
    const cold = await build(project)
    expect(cold.secondsSaved).toBe(0)
    const ran = cold.steps.find(({ name }) => name.startsWith('RUN sleep'))?.seconds
    const steps: CacheReport['steps'][] = []
    for (let again = 0; again < 3; again += 1) {
      const warm = await build(project)
      expect(warm.hit).toBe(true)
      expect(warm.secondsSaved).toBeGreaterThanOrEqual(1)
      steps.push(warm.steps)
    }
    for (const [index, { name, savedSeconds }] of [...(steps[0] ?? []).entries()]) {
      expect(savedSeconds).toBeGreaterThan(0)
      expect(steps.map((each) => each[index]?.savedSeconds)).toEqual(Array(3).fill(savedSeconds))
      // Both clocks are the daemon's.
      if (name.startsWith('RUN sleep')) expect(savedSeconds).toBeCloseTo(ran ?? 0, 2)
    }
  })

  it('is the duration of a step with the same content, also after a change and back', async () => {
    const slow = [
      'FROM @base@ AS build',
      'COPY source.txt /',
      'RUN sleep "$(cat source.txt)"; cp source.txt made.txt # @id@',
      'FROM @base@',
      'COPY --from=build /made.txt /',
    ].join('\n')
    const project = await createProject({ Dockerfile: slow, 'source.txt': '2\n' })
    await build(project)
    project.write({ 'source.txt': '0.2\n' })
    await build(project)
    for (const [content, least, most] of [
      ['2\n', 2, 3],
      ['0.2\n', 0.2, 1.5],
      ['2\n', 2, 3],
    ] as const) {
      project.write({ 'source.txt': content })
      const { hit, steps } = await build(project)
      expect(hit).toBe(true)
      const saved = steps.find(({ name }) => name.startsWith('RUN sleep'))?.savedSeconds
      expect(saved).toBeGreaterThan(least)
      expect(saved).toBeLessThan(most)
    }
  })

  it('is what a step below a COPY --link took, and that copy itself', async () => {
    const linked = [
      'FROM @base@',
      'COPY --link source.txt /source.txt',
      'RUN sleep "$(cat source.txt)" # @id@',
      'COPY --link package.txt /package.txt',
      'RUN cat /package.txt > /made.txt # @id@',
    ].join('\n')
    const project = await createProject({ ...files, Dockerfile: linked, 'source.txt': '1\n' })
    await build(project)
    project.write({ 'source.txt': '0.2\n' })
    await build(project)
    for (const [content, least, most] of [
      ['1\n', 1, 2],
      ['0.2\n', 0.2, 0.9],
    ] as const) {
      project.write({ 'source.txt': content })
      const { hit, steps } = await build(project)
      expect(hit).toBe(true)
      expect(steps.map(({ savedSeconds }) => typeof savedSeconds)).toEqual(Array(4).fill('number'))
      expect(steps[1]?.savedSeconds).toBeGreaterThan(least)
      expect(steps[1]?.savedSeconds).toBeLessThan(most)
    }
  })

  it('is not taken from another project with the same text', async () => {
    const one = await createProject({ ...files, Dockerfile: dockerfile.replace(' # @id@', '') })
    const other = await createProject({ ...files, Dockerfile: dockerfile.replace(' # @id@', '') })
    await build(one)
    const { cached, steps, secondsSaved } = await build(other)
    expect(cached).toBeGreaterThan(0)
    expect(steps.filter(({ savedSeconds }) => savedSeconds !== undefined)).toEqual([])
    expect(secondsSaved).toBeUndefined()
  })
})

describe('a miss', () => {
  it('is explained for a step that was never built', async () => {
    const project = await createProject({ ...files, ...checkedOut('@id@') })
    expect(missesOf(await build(project))).toContain('RUN sleep: never-built-here')
    project.write({ Dockerfile: `${dockerfile}\nRUN echo more @id@` })
    expect(missesOf(await build(project))).toEqual(['RUN echo: never-built-here'])
  })

  it('is explained by a changed file of the context, unlike a missing result', async () => {
    const project = await createProject(files)
    await build(project)
    project.write({ 'source.txt': 'changed\n' })
    expect(missesOf(await build(project))).toEqual([
      'COPY source.txt: context-changed',
      expect.stringMatching(/^COPY --from=build: previous-step-ran \(\[build 2\/2\] RUN echo /),
    ])
    // The previous result still exists and needs no reason.
    project.write({ 'source.txt': 'source\n' })
    expect(missesOf(await build(project))).toEqual([])
  })

  it('is explained by an argument, whether its value is in the text or not', async () => {
    const project = await createProject(files)
    await build(project)
    const changed = await build(project, { 'build-args': 'VERSION=2' })
    expect(missesOf(changed)[0]).toBe('RUN echo: instruction-changed (argument VERSION)')
    const hidden = dockerfile.replace('$(printf %s "$VERSION")', '$(env | grep VERS)')
    project.write({ Dockerfile: hidden })
    expect(missesOf(await build(project, { 'build-args': 'VERSION=2' }))[0]).toBe(
      'RUN echo: instruction-changed',
    )
    const again = await build(project, { 'build-args': 'VERSION=3' })
    expect(missesOf(again)[0]).toBe('RUN echo: instruction-changed (argument VERSION)')
  })

  it('is explained by a variable, and by text in the Dockerfile', async () => {
    const text = ['FROM @base@', 'ENV MODE=1', 'RUN echo @id@', 'COPY <<EOF /file', 'one', 'EOF']
    const project = await createProject({ Dockerfile: text.join('\n') })
    await build(project)
    project.write({ Dockerfile: text.join('\n').replace('MODE=1', 'MODE=2') })
    expect(missesOf(await build(project))).toEqual([
      'RUN echo: instruction-changed (variable MODE)',
    ])
    project.write({ Dockerfile: text.join('\n').replace('one', 'two').replace('=1', '=2') })
    expect(missesOf(await build(project))).toEqual(['COPY <<EOF: instruction-changed'])
  })

  it('is explained by a variable of an older frontend, whose digests the daemon changes', async () => {
    const hidden = dockerfile.replace('$(printf %s "$VERSION")', '$(env | grep VERS)')
    const project = await createProject({
      ...files,
      Dockerfile: `# syntax=${await pushOldFrontend()}\n${hidden}`,
    })
    await build(project)
    const report = await build(project, { 'build-args': 'VERSION=2' })
    expect(missesOf(report)).toEqual(['RUN echo: instruction-changed (argument VERSION)'])
    expect(report.secondsSavedBySteps).toBeGreaterThanOrEqual(1)
  })

  it('is explained by the base image', async () => {
    const base = await createProject({ Dockerfile: 'FROM @base@\nRUN echo 1 @id@ > version' })
    await build(base)
    const image = `${rig.registry.host}/${base.repository}:latest`
    const project = await createProject({ Dockerfile: `FROM ${image}\nRUN echo @id@` })
    await build(project)
    base.write({ Dockerfile: 'FROM @base@\nRUN echo 2 @id@ > version' })
    await build(base)
    expect(missesOf(await build(project))).toEqual([`RUN echo: base-image-changed (${image})`])
  })

  it('has a reason on each platform', async () => {
    const project = await createProject({
      ...files,
      Dockerfile: [
        'FROM --platform=$BUILDPLATFORM @base@ AS build',
        'COPY source.txt /',
        'ARG TARGETARCH',
        'ARG VERSION=1',
        'RUN echo $TARGETARCH > /built.txt; env | grep VERS >> /built.txt; echo @id@',
        'FROM scratch',
        'COPY --from=build /built.txt /',
      ].join('\n'),
    })
    const platforms = { platforms: 'linux/amd64,linux/arm64' }
    await build(project, platforms)
    // A busy daemon may answer too late for some of the steps.
    let saved: (number | undefined)[] = [undefined]
    for (let tries = 0; tries < 5 && saved.includes(undefined); tries++) {
      const warm = await build(project, platforms)
      saved = warm.steps.map(({ savedSeconds }) => savedSeconds)
    }
    expect(saved).not.toContain(undefined)
    const report = await build(project, { ...platforms, 'build-args': 'VERSION=2' })
    expect(missesOf(report).filter((miss) => miss.startsWith('RUN'))).toEqual([
      'RUN echo: instruction-changed (argument VERSION)',
      'RUN echo: instruction-changed (argument VERSION)',
    ])
  })

  it('is explained by no-cache', async () => {
    const project = await createProject(files)
    await build(project)
    const filtered = await build(project, { 'no-cache-filters': 'build' })
    expect(missesOf(filtered)).toEqual(['COPY source.txt: no-cache'])
    const { misses } = await build(project, { 'no-cache': 'true' })
    expect(misses.map(({ reason }) => reason)).toEqual(['no-cache', 'no-cache', 'no-cache'])
  })

  it('is unexplained when the builds of the same project are unknown', async () => {
    const project = await createProject(files)
    const unnamed = { push: 'false', tags: '' }
    await build(project, unnamed)
    project.write({ Dockerfile: dockerfile.replace('sleep 1', 'sleep 0') })
    expect(missesOf(await build(project, unnamed))[0]).toBe('RUN sleep: unknown')
  })

  it('is unexplained when nothing proves a reason', async () => {
    const project = await createProject({
      Dockerfile: 'FROM @base@\nCOPY source.txt /\nRUN grep fine source.txt # @id@',
      'source.txt': 'fine\n',
    })
    await build(project)
    project.write({ 'source.txt': 'broken\n' })
    const failed = async () => {
      const { exitCode, outputs } = await buildHere(project)
      expect(exitCode).toBe(1)
      return missesOf(JSON.parse(outputs['cache-report'] ?? ''))
    }
    expect(await failed()).toEqual(['COPY source.txt: context-changed'])
    // The file is cached now. The RUN after it was finished once, but with another file.
    expect(await failed()).toEqual(['RUN grep: unknown'])
  })

  it('is explained by a result that the daemon no longer has', async () => {
    const directory = mkdtempSync(join(tmpdir(), 'evicted-'))
    const { endpoint, prune, stop } = await startBuildkitd({
      directory,
      certificates: rig.certificates,
      config: `[registry."${rig.registry.host}"]\nhttp = true\n`,
    })
    try {
      const project = await createProject({
        Dockerfile: 'FROM @base@ AS pinned\nRUN echo @id@\nFROM @base@\nCOPY a /\nRUN sleep 0',
        a: 'a',
      })
      const all = { endpoint }
      await build(project, { ...all, target: 'pinned' })
      await build(project, all)
      await prune()
      expect(missesOf(await build(project, { ...all, target: 'pinned' }))).toEqual([
        'RUN echo: evicted',
      ])
      // A file that it uses could have been a different one.
      expect(missesOf(await build(project, all))).toEqual(['COPY a: unknown'])
    } finally {
      await stop()
      rmSync(directory, { recursive: true, maxRetries: 5 })
    }
  })

  it('that failed has a reason like any other', async () => {
    const project = await createProject(files)
    await build(project)
    project.write({ Dockerfile: dockerfile.replace('RUN echo', 'RUN false && echo') })
    const { exitCode, outputs } = await buildHere(project)
    expect(exitCode).toBe(1)
    expect(missesOf(JSON.parse(outputs['cache-report'] ?? ''))).toEqual([
      'RUN false: instruction-changed',
    ])
  })
})

describe('a build of a Git repository', () => {
  const token = 'token-of-a-repository'
  let git: GitServer
  beforeAll(async () => {
    git = await startGitServer(token)
  })
  afterAll(() => git.stop())

  it('is recognized by the repository', async () => {
    const id = randomUUID()
    const commit = (source: string) =>
      git.commit({
        Dockerfile: `FROM scratch\nCOPY kept.txt /${id}\nCOPY source.txt /`,
        'kept.txt': id,
        'source.txt': source,
      })
    const inputs = { context: '', 'github-token': token }
    const build = async (project: Project, sha: string) =>
      reportOf(
        await buildHere(project, { inputs, env: { GITHUB_SERVER_URL: git.url, GITHUB_SHA: sha } }),
      )
    await build(await createProject({}), commit('one\n'))
    // Another image of the same repository.
    const report = await build(await createProject({}), commit('two\n'))
    expect(missesOf(report)).toEqual(['COPY source.txt: context-changed'])
    expect(report.steps[0]?.savedSeconds).toBeGreaterThan(0)
  })

  it('counts as its own only what ran since it began beside another of the same commit', async () => {
    const id = randomUUID()
    const steps = (last: string) =>
      `FROM ${rig.baseImage}\nRUN sleep 1; echo ${id}\nRUN ${last}; echo ${id}\n`
    const mounted = `--mount=type=cache,target=/${id} sleep 0.5`
    const sha = git.commit({ Dockerfile: steps('sleep 6'), other: steps(mounted) })
    const of = (file: string) => ({
      inputs: { context: '', file, 'github-token': token, endpoint: buildkitd.endpoint },
      env: { GITHUB_SERVER_URL: git.url, GITHUB_SHA: sha },
    })
    const began = Promise.withResolvers<void>()
    const first = await (await createProject({})).start({
      ...of('Dockerfile'),
      onLine: (line) => line.includes('] RUN sleep 6') && began.resolve(),
    })
    await began.promise
    const second = await (await createProject({})).build(of('other'))
    const joined = await (await createProject({})).build(of('Dockerfile'))
    await first.done
    await first.post()
    const { steps: ran, seconds, criticalPath } = reportOf(second)
    expect(ran.map(({ status }) => status)).toEqual(['cached', 'executed'])
    expect(ran[1]).toMatchObject({ coldMounts: [`/${id}`] })
    expect(seconds.building).toBeLessThan(second.seconds)
    expect(criticalPath?.buildSeconds).toBeLessThan(second.seconds)
    const waited = reportOf(joined)
    expect(waited.steps.map(({ status }) => status)).toEqual(['cached', 'executed'])
    expect(waited.seconds.building).toBeLessThan(joined.seconds)
    expect(waited.company?.waitedSeconds).toBeGreaterThan(0)
  })

  it('is advised by the Dockerfile that the daemon has fetched, without a checkout', async () => {
    const sha = git.commit({
      Dockerfile: `FROM ${rig.baseImage}\n\nRUN --mount=type=cache,target=/var/cache/apt echo ${Date.now()}\n`,
    })
    const result = await (await createProject({})).build({
      inputs: { context: '', 'github-token': token },
      env: { GITHUB_SERVER_URL: git.url, GITHUB_SHA: sha },
    })
    expect(reportOf(result).advice).toMatchObject([{ code: 'apt-cache-sharing', line: 3 }])
    expect(result.annotations).toMatchObject([
      { level: 'notice', properties: { file: 'Dockerfile', line: '3' } },
    ])
  })

  it('that is checked out is recognized by its remote', async () => {
    const id = randomUUID()
    const checkout = {
      ...files,
      Dockerfile: dockerfile.replace('@id@', id),
      ...checkedOut(id),
    }
    await build(await createProject(checkout))
    // Another image of the same repository.
    const report = await build(await createProject(checkout))
    expect(report).toMatchObject({ hit: true, secondsSaved: expect.any(Number) })
    expect(report.secondsSaved).toBeGreaterThanOrEqual(1)
  })
})

describe('cache mounts', () => {
  const mounts = [
    'FROM @base@',
    'RUN --mount=type=cache,target=/one-@id@ head -c 100000 /dev/zero > /one-@id@/file',
    'RUN --mount=type=cache,id=two-@id@,target=/two true',
  ].join('\n')

  it('are measured with cache-mounts: true', async () => {
    const project = await createProject({ Dockerfile: mounts })
    const { id } = project
    const cold = await build(project, { 'cache-mounts': 'true' })
    expect(cold.cacheMounts).toEqual([
      { id: `/one-${id}`, bytes: expect.any(Number), existed: false },
      { id: `two-${id}`, bytes: expect.any(Number), existed: false },
    ])
    const [one, two] = cold.cacheMounts ?? []
    expect(one?.bytes).toBeGreaterThanOrEqual(100_000)
    expect(two?.bytes).toBeLessThan(100_000)
    const warm = await build(project, { 'cache-mounts': 'true' })
    expect(warm.cacheMounts?.map(({ existed }) => existed)).toEqual([true, true])
    expect(warm.steps.map(({ cacheMounts }) => cacheMounts)).toEqual([
      [`/one-${id}`],
      [`two-${id}`],
    ])
  })

  it('are those of the build’s namespace', async () => {
    const project = await createProject({ Dockerfile: mounts })
    await build(project)
    const asked = { 'cache-mounts': 'true', 'build-args': 'BUILDKIT_CACHE_MOUNT_NS=other' }
    const { cacheMounts } = await build(project, asked)
    expect(cacheMounts?.map(({ existed }) => existed)).toEqual([false, false])
  })

  it('are reported as warm or cold for each step that ran, by default', async () => {
    const project = await createProject({
      Dockerfile: [
        'FROM @base@',
        'COPY source.txt /',
        'RUN --mount=type=cache,target=/one-@id@ if ! test -e /one-@id@/x; then sleep 1; touch /one-@id@/x; fi',
        'RUN --mount=type=cache,target=/one-@id@ --mount=type=cache,id=two-@id@,target=/two,sharing=locked true',
      ].join('\n'),
      'source.txt': 'one\n',
    })
    const [one, two] = [`/one-${project.id}`, `two-${project.id}`]
    const states = ({ steps }: CacheReport) =>
      steps.flatMap(({ name, warmMounts, coldMounts }) =>
        name.startsWith('RUN') ? [{ warm: warmMounts ?? [], cold: coldMounts ?? [] }] : [],
      )
    const cold = await build(project)
    expect(states(cold)).toEqual([
      { warm: [], cold: [one] },
      { warm: [one], cold: [two] },
    ])
    expect(cold).toMatchObject({ mountsTotal: 3, mountsWarm: 1 })
    expect(await build(project)).toMatchObject({ hit: true, mountsTotal: 0, mountsWarm: 0 })
    project.write({ 'source.txt': 'two\n' })
    const { outputs, log } = await buildHere(project, {})
    const warm = JSON.parse(outputs['cache-report'] ?? '') as CacheReport
    expect(reportFaults(warm)).toEqual([])
    expect(states(warm)).toEqual([
      { warm: [one], cold: [] },
      { warm: [one, two], cold: [] },
    ])
    expect(outputs).toMatchObject({ 'mounts-total': '3', 'mounts-warm': '3' })
    expect(log).toContain('0 of 3 steps from cache (0 %), 3 of 3 cache mounts warm, ')
    const { coldSeconds = 0, seconds = 0 } = warm.steps[1] ?? {}
    expect(coldSeconds).toBeGreaterThan(1)
    expect(seconds).toBeLessThan(0.9)
    // The other step is compared with the run that created the last of its two mounts.
    expect(warm.steps[2]?.coldSeconds).toBeCloseTo(cold.steps[2]?.seconds ?? 0, 2)
    const [before, now] = [cold, warm].map(
      ({ steps }) => (steps[1]?.seconds ?? 0) + (steps[2]?.seconds ?? 0),
    )
    expect(warm.secondsSavedByMounts).toBeCloseTo((before ?? 0) - (now ?? 0), 1)
    expect(warm.secondsSaved).toBe(warm.secondsSavedByMounts)
    expect(warm.secondsSavedBySteps).toBe(0)
  })

  it('are reported by builds that use them at the same time', async () => {
    const dockerfile = (name: string, mount: string) =>
      [
        'FROM @base@',
        'COPY source.txt /',
        `RUN --mount=type=cache,target=/both-${mount} sleep 0.7; cat source.txt >> /both-${mount}/x # ${name}`,
      ].join('\n')
    const first = await createProject({ Dockerfile: '', 'source.txt': '1\n' })
    const others = await Promise.all(
      ['a', 'b', 'c'].map((name) =>
        createProject({ Dockerfile: dockerfile(name, first.id), 'source.txt': `${name}\n` }),
      ),
    )
    first.write({ Dockerfile: dockerfile('first', first.id) })
    expect(await build(first)).toMatchObject({ mountsTotal: 1, mountsWarm: 0 })
    const reports = await Promise.all(others.map((project) => build(project)))
    expect(reports.map(({ mountsTotal, mountsWarm }) => [mountsTotal, mountsWarm])).toEqual(
      others.map(() => [1, 1]),
    )
  })

  it('are not measured by default', async () => {
    const project = await createProject({ Dockerfile: mounts })
    expect(await build(project)).not.toHaveProperty('cacheMounts')
  })

  it('of a bake are those of all targets, each once', async () => {
    const using = (...ids: readonly string[]) =>
      [
        'FROM @base@',
        ...ids.map((id) => `RUN --mount=type=cache,id=${id}-@id@,target=/c echo ${ids} > /c/file`),
      ].join('\n')
    const project = await createBakeProject({
      ...checkedOut('bake-@id@'),
      'docker-bake.hcl':
        'group "default" {\n  targets = ["app", "tool"]\n}\n' +
        'target "app" {\n  context = "app"\n}\ntarget "tool" {\n  context = "tool"\n}\n',
      'app/Dockerfile': using('both', 'app'),
      'tool/Dockerfile': using('both', 'tool'),
    })
    const inputs = { endpoint: buildkitd.endpoint, push: 'false' }
    const bake = async (more: Readonly<Record<string, string>> = {}) =>
      reportOf(await project.bake({ inputs: { ...inputs, ...more } }))
    expect(await bake()).not.toHaveProperty('cacheMounts')
    const { cacheMounts = [], comparison } = await bake({ 'cache-mounts': 'true' })
    expect(cacheMounts.toSorted((a, b) => a.id.localeCompare(b.id))).toEqual(
      ['app', 'both', 'tool'].map((name) => ({
        id: `${name}-${project.id}`,
        bytes: expect.any(Number),
        existed: true,
      })),
    )
    expect(comparison).toBe('compared')
  })
})
