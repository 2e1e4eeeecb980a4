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

it('names loading a large image that the job could push, and stays silent where it could not', async () => {
  const project = await createProject({
    Dockerfile: 'FROM @base@\nRUN head -c 350000000 /dev/urandom > /large # @id@\n',
  })
  const build = async (config: object, inputs: Readonly<Record<string, string>> = {}) => {
    const DOCKER_CONFIG = makeDockerConfig(directory, config)
    const { exitCode, log, outputs } = await project.build({
      env: { DOCKER_HOST: dockerd.host, DOCKER_CONFIG },
      // Otherwise everything comes from cache, and nothing is to be said.
      inputs: { load: 'true', 'no-cache': 'true', ...inputs },
    })
    expectExitCode({ exitCode, log }, 0)
    return (JSON.parse(outputs['cache-report'] ?? '') as CacheReport).advice ?? []
  }
  const signedIn = { auths: { [rig.registry.host]: { auth: '' } } }
  const [advice] = await build(signedIn)
  expect(advice).toMatchObject({ code: 'load-instead-of-push', isUpperBound: true })
  expect(advice?.message).toContain(`signed in to ${rig.registry.host}`)
  expect(advice?.seconds).toBeGreaterThanOrEqual(2)
  expect(await build({})).toEqual([])
  expect(await build(signedIn, { load: 'false', push: 'true' })).toEqual([])
}, 180_000)
