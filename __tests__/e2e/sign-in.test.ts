import { describe, expect, it } from '@jest/globals'
import { expectExitCode } from '../helpers/exit-code.ts'
import { privateRegistry } from './private-registry.ts'
import { createProject, makeDockerConfig } from './project.ts'

const { user, directory, host, endpoint } = privateRegistry()

function configWith(password: string) {
  const auth = Buffer.from(`${user.name}:${password}`).toString('base64')
  return { auths: { [host()]: { auth } } }
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
        endpoint: endpoint(),
        tags: `${host()}/private:latest`,
      },
    })
  }

  it('accepts the image of a job that has signed in', async () => {
    const { exitCode, log, outputs } = await build(signIn(user.password))
    expectExitCode({ exitCode, log }, 0)
    expect(outputs.digest).toMatch(/^sha256:/)
    const manifest = `http://${host()}/v2/private/manifests/${outputs.digest}`
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
