import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from '@jest/globals'
import { type Dockerd, startDockerd } from '../../script/rig/docker.ts'
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

it('names loading a large image that the job could push, and is silent where it could not', async () => {
  const project = await createProject({
    Dockerfile: 'FROM @base@\nARG BYTES\nRUN head -c "$BYTES" /dev/urandom > /large # @id@\n',
  })
  const build = async (config: object, bytes: number) => {
    const DOCKER_CONFIG = makeDockerConfig(directory, config)
    const { exitCode, log, outputs } = await project.build({
      env: { DOCKER_HOST: dockerd.host, DOCKER_CONFIG },
      // If everything comes from cache, nothing is said anyway.
      inputs: { load: 'true', 'no-cache': 'true', 'build-args': `BYTES=${bytes}` },
    })
    expectExitCode({ exitCode, log }, 0)
    return (JSON.parse(outputs['cache-report'] ?? '') as CacheReport).advice ?? []
  }
  const signedIn = { auths: { [rig.registry.host]: { auth: '' } } }
  const [advice] = await build(signedIn, 350_000_000)
  expect(advice).toMatchObject({ code: 'load-instead-of-push', isUpperBound: true })
  expect(advice?.message).toContain(`signed in to ${rig.registry.host}`)
  expect(advice?.seconds).toBeGreaterThanOrEqual(2)
  expect(await build({}, 350_000_000)).toEqual([])
  expect(await build(signedIn, 1000)).toEqual([])
}, 180_000)
