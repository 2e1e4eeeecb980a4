import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from '@jest/globals'
import { type Dockerd, startDockerd } from '../../script/rig/docker.ts'
import { expectExitCode } from '../helpers/exit-code.ts'
import { createProject } from './project.ts'

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
