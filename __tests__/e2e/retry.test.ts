import { randomUUID } from 'node:crypto'
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals'
import { type FaultyServer, faults, startFaultyServer } from '../../script/rig/faulty-server.ts'
import { expectExitCode } from '../helpers/exit-code.ts'
import { type GitServer, startGitServer } from './git-server.ts'
import { createProject, type Project, rig } from './project.ts'

let server: FaultyServer | undefined
afterEach(() => server?.stop())

const files = { Dockerfile: 'FROM @base@\nRUN echo @id@ > /made\n' }

async function buildHealing(project: Project, options: Parameters<Project['build']>[0] = {}) {
  return project.build({
    ...options,
    inputs: { provenance: 'false', ...options.inputs },
    onLine: (line) => {
      if (line.includes('Trying again')) server?.heal()
    },
  })
}

/** The log line of the retry, with this reason. */
const tryingAgain = (reason: string) =>
  new RegExp(`^The build failed: ${reason} \\(.+\\)\\. Trying again in 2 s \\(1 of 2\\)\\.$`, 'm')

// BuildKit itself retries some requests for up to 7 s. These tests are about those that it gives up on.
describe('a push is retried on the warm daemon when the registry', () => {
  it.each([
    ['answers 500', faults.serverError, 'the server is unavailable'],
    ['answers 503', faults.unavailable, 'the server is unavailable'],
    ['answers 500 with its own error', faults.wordedServerError, 'the server is unavailable'],
    ['answers 503 with its own error', faults.wordedUnavailable, 'the server is unavailable'],
    ['resets the connection', faults.reset, 'the connection broke'],
    ['closes the connection', faults.close, 'the connection (?:was closed early|broke)'],
    ['refuses connections', faults.refuse, 'the registry refused the connection'],
    ['answers 429', faults.tooMany, 'the registry limits the rate of requests'],
  ])('%s', async (_, fault, reason) => {
    server = await startFaultyServer(rig.registry.host, fault)
    const project = await createProject(files)
    const tags = `${server.host}/${project.repository}:latest`
    const { exitCode, log, outputs, annotations } = await buildHealing(project, {
      inputs: { tags },
    })
    expectExitCode({ exitCode, log }, 0)
    expect(annotations).toEqual([])
    expect(log).toMatch(tryingAgain(reason))
    expect(outputs['cache-hit']).toBe('true')
    expect(JSON.parse(outputs['cache-report'] ?? '')).toMatchObject({ retries: 1 })
    expect((await rig.registry.manifest(project.repository, 'latest')).digest).toBe(outputs.digest)
  })
})

it('a push of cache is retried when the registry answers 503 with its own error', async () => {
  server = await startFaultyServer(rig.registry.host, faults.wordedUnavailable)
  const project = await createProject(files)
  const { exitCode, log } = await buildHealing(project, {
    inputs: { 'cache-to': `type=registry,ref=${server.host}/${project.repository}:cache` },
  })
  expectExitCode({ exitCode, log }, 0)
  expect(log).toMatch(tryingAgain('the server is unavailable'))
})

it('a push that fails ends with the status and the words of the registry', async () => {
  server = await startFaultyServer(rig.registry.host, faults.wordedBadGateway)
  const project = await createProject(files)
  const tags = `${server.host}/${project.repository}:latest`
  const { exitCode, annotations } = await project.build({
    inputs: { tags, provenance: 'false', retries: '0' },
  })
  expect(exitCode).toBe(1)
  expect(annotations[0]?.message).toMatch(
    /failed to push \S+: unexpected status from PUT request to \S+: 502 Bad Gateway \(unknown: upstream is gone\)$/,
  )
})

describe('a pull is retried when the registry', () => {
  it.each([
    ['answers 502', faults.badGateway, 'the server is unavailable'],
    ['answers 503', faults.unavailable, 'the server is unavailable'],
    ['answers 502 with its own error', faults.wordedBadGateway, 'the server is unavailable'],
    ['answers 504', faults.gatewayTimeout, 'the server is unavailable'],
    ['resets the connection', faults.reset, 'the connection broke'],
    ['closes the connection', faults.close, 'the connection (?:was closed early|broke)'],
    ['answers 429', faults.tooMany, 'the registry limits the rate of requests'],
  ])('%s', async (_, fault, reason) => {
    server = await startFaultyServer(rig.registry.host, fault, 'pull')
    const base = rig.baseImage.replace(rig.registry.host, server.host)
    const project = await createProject({ Dockerfile: `FROM ${base}\nRUN echo @id@ > /made\n` })
    const { exitCode, log, outputs } = await buildHealing(project)
    expectExitCode({ exitCode, log }, 0)
    expect(log).toMatch(tryingAgain(reason))
    expect(JSON.parse(outputs['cache-report'] ?? '')).toMatchObject({ retries: 1, executed: 1 })
  })
})

describe('the fetch of a Git context is retried when the server', () => {
  const token = randomUUID()
  let git: GitServer
  beforeAll(async () => {
    git = await startGitServer(token)
  })
  afterAll(() => git.stop())

  it.each([
    ['answers 500', faults.serverError, 'the Git server is unavailable'],
    ['answers 503', faults.unavailable, 'the Git server is unavailable'],
    ['answers 429', faults.tooMany, 'the Git server is unavailable'],
    ['resets the connection', faults.reset, 'the connection to the Git server broke'],
    ['closes the connection', faults.close, 'the connection to the Git server broke'],
  ])('%s', async (_, fault, reason) => {
    server = await startFaultyServer(new URL(git.url).host, fault, 'git')
    const project = await createProject({})
    const sha = git.commit({ Dockerfile: `FROM scratch\nCOPY . /${project.id}\n` })
    const { exitCode, log, outputs } = await buildHealing(project, {
      inputs: { context: '', 'github-token': token },
      env: { GITHUB_SERVER_URL: `http://${server.host}`, GITHUB_SHA: sha },
    })
    expectExitCode({ exitCode, log }, 0)
    expect(log).toMatch(tryingAgain(reason))
    expect(JSON.parse(outputs['cache-report'] ?? '')).toMatchObject({ retries: 1 })
  })

  it('answers with another status than 403', async () => {
    server = await startFaultyServer(new URL(git.url).host, faults.forbidden, 'git')
    const project = await createProject({})
    const sha = git.commit({ Dockerfile: `FROM scratch\nCOPY . /${project.id}\n` })
    const { exitCode, log } = await buildHealing(project, {
      inputs: { context: '', 'github-token': token },
      env: { GITHUB_SERVER_URL: `http://${server.host}`, GITHUB_SHA: sha },
    })
    expect(exitCode).toBe(1)
    expect(log).not.toContain('Trying again')
  })
})

it.each([
  ['the registry answers 403', faults.forbidden, {}],
  ['retries is 0', faults.tooMany, { retries: '0' }],
])('a push is not retried when %s', async (_, fault, inputs) => {
  server = await startFaultyServer(rig.registry.host, fault)
  const project = await createProject(files)
  const { exitCode, log, outputs } = await project.build({
    inputs: {
      tags: `${server.host}/${project.repository}:latest`,
      provenance: 'false',
      ...inputs,
    },
  })
  expect(exitCode).toBe(1)
  expect(log).not.toContain('Trying again')
  expect(JSON.parse(outputs['cache-report'] ?? '')).toMatchObject({ retries: 0 })
})

it('a push that hangs is shown from its start, with the name of the registry', async () => {
  server = await startFaultyServer(rig.registry.host, faults.hang, 'upload')
  const project = await createProject(files)
  const pushing = `pushing layers to ${server.host}`
  const { exitCode, log } = await project.build({
    inputs: { tags: `${server.host}/${project.repository}:latest`, provenance: 'false' },
    onLine: (line) => {
      if (line.endsWith(pushing)) server?.heal()
    },
  })
  expectExitCode({ exitCode, log }, 0)
  expect(log).toMatch(new RegExp(`^#\\d+ ${pushing}$`, 'm'))
})
