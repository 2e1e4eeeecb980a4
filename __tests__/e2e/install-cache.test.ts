import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import type { PhaseResult } from '../../script/rig/phase.ts'
import { releasePlatform } from '../../src/buildx/install/platform.ts'
import { binaryName } from '../../src/buildx/install/urls.ts'
import { expectExitCode } from '../helpers/exit-code.ts'
import { until } from '../helpers/until.ts'
import { type CacheService, startCacheService, startSlowService } from './cache-service.ts'
import { createProject, rig } from './project.ts'
import { type ReleaseServer, serveRelease } from './release-server.ts'

const version = 'v0.36.9'
const binary = binaryName(version, releasePlatform())
const directory = mkdtempSync(join(tmpdir(), 'install-cache-'))
// On hosted runners it is the same in every job, and the keys of the cache depend on it.
const temp = join(directory, 'temp')
let server: ReleaseServer
let service: CacheService

beforeAll(async () => {
  server = await serveRelease({ version, binary: rig.buildx, file: binary })
  service = await startCacheService(join(directory, 'service'))
})
afterAll(async () => {
  await service?.stop()
  await server?.stop()
  rmSync(directory, { recursive: true })
})

/** Runs on a hosted runner, whose tool cache is empty at the start. */
async function buildInFreshJob(
  env: Readonly<Record<string, string>> = service.env,
  inputs: Readonly<Record<string, string>> = {},
): Promise<PhaseResult> {
  server.requests.length = 0
  rmSync(temp, { recursive: true, force: true })
  mkdirSync(temp)
  const { build } = await createProject({ Dockerfile: 'FROM scratch\nCOPY Dockerfile /@id@\n' })
  const result = await build({
    env: { ...env, DOCKER_CONFIG: join(directory, 'docker'), RUNNER_TEMP: temp },
    inputs: { 'buildx-version': version, 'buildx-download-url': server.url, ...inputs },
  })
  expectExitCode(result, 0)
  // A fault of the cache must not fail the job.
  expect(result.annotations).toEqual([])
  // The library leaves an empty directory.
  expect(
    readdirSync(temp, { recursive: true }).filter((name) => /buildx/.test(String(name))),
  ).toEqual([])
  return result
}

const download = `${version}/${binary}`

describe('the cache between jobs', () => {
  it('is not used when cache-binary is false', async () => {
    await buildInFreshJob(service.env, { 'cache-binary': 'false' })
    expect(service.archives()).toEqual([])
  })

  it('gives the next job the binary that the first one downloaded', async () => {
    const first = await buildInFreshJob()
    expect(server.requests).toContain(download)
    expect(service.archives()).toHaveLength(1)
    const { log } = await buildInFreshJob()
    expect(server.requests).toEqual([`${version}/checksums.txt`])
    expect(log).toContain(`buildx ${version} from the cache between jobs, checksum as in`)
    // The library's own messages do not belong in this log.
    for (const text of [first.log, log]) expect(text).not.toMatch(/Cache|\btar\b/)
  })

  it('is not trusted: its binary is checked like a download', async () => {
    const other = await serveRelease({
      version: 'v0.36.8',
      binary: Buffer.from(`#!/bin/sh\nexec ${rig.buildx} "$@"\n`),
      file: binaryName('v0.36.8', releasePlatform()),
    })
    try {
      const inputs = { 'buildx-version': 'v0.36.8', 'buildx-download-url': other.url }
      await buildInFreshJob(service.env, inputs)
      expect(service.archives()).toHaveLength(2)
      service.swap()
      await buildInFreshJob()
      expect(server.requests).toContain(download)
      service.swap()
      await buildInFreshJob()
      expect(server.requests).not.toContain(download)
    } finally {
      await other.stop()
    }
  })

  it('is skipped when the service is slow, and does not disturb the download', async () => {
    const slow = await startSlowService(service)
    const isRestored = () =>
      readdirSync(temp, { recursive: true }).some((name) => /\.restored$/.test(String(name)))
    const before = service.archives()
    const comesLate = async () => {
      slow.answer()
      await until(isRestored, 'the cache returns its entry')
      await until(() => !isRestored(), 'the late result is removed')
      const names = readdirSync(temp, { recursive: true }).map((name) => basename(String(name)))
      // The place of the download is still empty.
      expect(names.filter((name) => name.startsWith('buildx-'))).toEqual([])
    }
    const late = Promise.withResolvers<void>()
    server.answerNext(binary, (response, content) => {
      late.resolve(comesLate().finally(() => response.writeHead(200).end(content)))
    })
    try {
      const [{ log }] = await Promise.all([buildInFreshJob(slow.env), late.promise])
      expect(log).toContain(`buildx ${version} from ${server.url}`)
      expect(service.archives()).toEqual(before)
    } finally {
      await slow.stop()
    }
  })

  it('is skipped when its archive is damaged', async () => {
    service.damage()
    await buildInFreshJob()
    expect(server.requests).toContain(download)
  })

  it('is skipped when the service is down', async () => {
    const { log } = await buildInFreshJob({
      ...service.env,
      ACTIONS_CACHE_URL: 'http://127.0.0.1:1/',
    })
    expect(server.requests).toContain(download)
    expect(log).not.toMatch(/ECONNREFUSED/)
  })

  it('reports its faults in the debug log', async () => {
    const { log } = await buildInFreshJob({
      ...service.env,
      ACTIONS_CACHE_URL: 'http://127.0.0.1:1/',
      RUNNER_DEBUG: '1',
    })
    expect(log).toMatch(/ECONNREFUSED/)
  })

  it('is not used on a self-hosted runner, whose tool cache persists', async () => {
    const before = service.archives()
    await buildInFreshJob({ ...service.env, RUNNER_ENVIRONMENT: 'self-hosted' })
    expect(server.requests).toContain(download)
    expect(service.archives()).toEqual(before)
  })
})
