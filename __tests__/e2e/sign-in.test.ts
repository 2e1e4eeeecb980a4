import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { type Buildkitd, startBuildkitd } from '../../script/rig/buildkitd.ts'
import { type Registry, startRegistry } from '../../script/rig/registry.ts'
import { expectExitCode } from '../helpers/exit-code.ts'
import { createProject, makeDockerConfig, rig } from './project.ts'

const user = { name: 'octocat', password: 'correct-horse-battery' }
const directory = mkdtempSync(join(tmpdir(), 'sign-in-'))
let registry: Registry
let buildkitd: Buildkitd
beforeAll(async () => {
  registry = await startRegistry({ directory: join(directory, 'registry'), user })
  buildkitd = await startBuildkitd({
    directory: join(directory, 'buildkitd'),
    certificates: rig.certificates,
    registry,
  })
})
afterAll(async () => {
  await buildkitd?.stop()
  await registry?.stop()
  rmSync(directory, { recursive: true })
})

function configWith(password: string) {
  const auth = Buffer.from(`${user.name}:${password}`).toString('base64')
  return { auths: { [registry.host]: { auth } } }
}

/** The configuration that docker/login-action writes. */
const signIn = (password: string) => ({
  DOCKER_CONFIG: makeDockerConfig(directory, configWith(password)),
})

describe('a registry that requires a sign-in for a push', () => {
  const build = async (env: Readonly<Record<string, string>>) => {
    const project = await createProject({ Dockerfile: 'FROM scratch\nCOPY Dockerfile /@id@\n' })
    return project.build({
      env,
      inputs: {
        endpoint: buildkitd.endpoint,
        tags: `${registry.host}/private:latest`,
      },
    })
  }

  it('accepts the image of a job that has signed in', async () => {
    const { exitCode, log, outputs } = await build(signIn(user.password))
    expectExitCode({ exitCode, log }, 0)
    expect(outputs.digest).toMatch(/^sha256:/)
    const manifest = `http://${registry.host}/v2/private/manifests/${outputs.digest}`
    const headers = {
      accept: 'application/vnd.oci.image.index.v1+json',
      authorization: `Basic ${Buffer.from(`${user.name}:${user.password}`).toString('base64')}`,
    }
    expect((await fetch(manifest)).status).toBe(401)
    expect((await fetch(manifest, { headers })).status).toBe(200)
  })

  it('accepts the image of a job that has the sign-in in DOCKER_AUTH_CONFIG alone', async () => {
    const DOCKER_AUTH_CONFIG = JSON.stringify(configWith(user.password))
    expectExitCode(await build({ DOCKER_AUTH_CONFIG }), 0)
  })

  it('refuses the image of a job that has not, which the action reports', async () => {
    const { exitCode, annotations } = await build(signIn('wrong'))
    expect(exitCode).toBe(1)
    expect(annotations[0]?.message).toMatch(/401 Unauthorized|authorization failed|denied/)
  })
})
