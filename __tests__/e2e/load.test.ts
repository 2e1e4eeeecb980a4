import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from '@jest/globals'
import { type Dockerd, startDockerd } from '../../script/rig/docker.ts'
import { startLink } from '../../script/rig/link.ts'
import type { CacheReport } from '../../src/report/cache-report.ts'
import { expectExitCode } from '../helpers/exit-code.ts'
import { createProject, makeDockerConfig, rig } from './project.ts'

const directory = mkdtempSync(join(tmpdir(), 'load-'))
let dockerd: Dockerd
beforeAll(async () => {
  dockerd = await startDockerd({ directory: join(directory, 'docker') })
}, 60_000)
afterAll(async () => {
  await dockerd?.stop()
  rmSync(directory, { recursive: true })
})

it('loads an image that the remote daemon built into the local Docker daemon', async () => {
  const project = await createProject({ Dockerfile: 'FROM scratch\nCOPY Dockerfile /@id@\n' })
  const { exitCode, log, outputs } = await project.build({
    env: { DOCKER_HOST: dockerd.host },
    inputs: { load: 'true', tags: `loaded:${project.id}` },
  })
  expectExitCode({ exitCode, log }, 0)
  const id = (
    await dockerd.docker('images', '--no-trunc', '--quiet', `loaded:${project.id}`)
  ).trim()
  expect(id).toMatch(/^sha256:/)
  expect(outputs.imageid).toBe(id)
})

it('has the digest of the pushed image where it loads one, too', async () => {
  const project = await createProject({ Dockerfile: 'FROM scratch\nCOPY Dockerfile /@id@\n' })
  const tag = `${rig.registry.host}/${project.repository}:both`
  const { exitCode, log, outputs } = await project.build({
    env: { DOCKER_HOST: dockerd.host },
    inputs: { load: 'true', push: 'true', tags: tag, compare: 'true' },
  })
  expectExitCode({ exitCode, log }, 0)
  const { digest } = await rig.registry.manifest(project.repository, 'both')
  expect(outputs).toMatchObject({ digest, 'image-changed': 'true' })
  expect(log).toContain(`Image: ${tag}@${digest}`)
  const id = (await dockerd.docker('images', '--no-trunc', '--quiet', tag)).trim()
  expect(outputs.imageid).toBe(id)
})

it('names loading a large image that the job could push, and is silent where it could not', async () => {
  const project = await createProject({
    Dockerfile: 'FROM @base@\nARG BYTES\nRUN head -c "$BYTES" /dev/urandom > /large # @id@\n',
  })
  // A quick machine would load any image in no time.
  const line = await startLink(dockerd.socket, { oneWayMs: 1, bitsPerSecond: 30_000_000 })
  const build = async (config: object, bytes: number, DOCKER_HOST: string) => {
    const DOCKER_CONFIG = makeDockerConfig(directory, config)
    const { exitCode, log, outputs } = await project.build({
      env: { DOCKER_HOST, DOCKER_CONFIG },
      // If everything comes from cache, nothing is said anyway.
      inputs: { load: 'true', 'no-cache': 'true', 'build-args': `BYTES=${bytes}` },
    })
    expectExitCode({ exitCode, log }, 0)
    return JSON.parse(outputs['cache-report'] ?? '') as CacheReport
  }
  const signedIn = { auths: { [rig.registry.host]: { auth: '' } } }
  const slow = `tcp://127.0.0.1:${line.port}`
  try {
    const { advice, criticalPath } = await build(signedIn, 12_000_000, slow)
    expect(advice).toEqual([
      expect.objectContaining({ code: 'load-instead-of-push', isUpperBound: true }),
    ])
    expect(advice?.[0]?.message).toContain(`signed in to ${rig.registry.host}`)
    // The bytes alone take 3.2 s.
    expect(advice?.[0]?.seconds).toBeGreaterThan(3)
    const link = criticalPath?.links.find(({ name }) => name === 'exporting')
    expect(link?.seconds).toBeGreaterThan(3)
    expect((await build({}, 12_000_000, slow)).advice).toBeUndefined()
  } finally {
    line.close()
  }
  expect((await build(signedIn, 1000, dockerd.host)).advice).toBeUndefined()
}, 180_000)
