import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals'
import { type Registry, startRegistry } from '../../script/rig/registry.ts'
import { expectExitCode } from '../helpers/exit-code.ts'
import { type DockerHost, expectNoKey, startDockerHost } from './docker-host.ts'
import { createProject, makeDockerConfig, repeatIfRefused, rig, stepsOf } from './project.ts'

repeatIfRefused()

// The first run builds the new engine.
jest.setTimeout(900_000)

const files = { Dockerfile: 'FROM @base@\nRUN echo @id@ > /made\nCOPY Dockerfile /\n' }
const user = { name: 'octocat', password: 'correct-horse-battery' }

describe.each(['old', 'new'] as const)('the %s Docker engine behind SSH', (engine) => {
  let host: DockerHost
  beforeAll(async () => {
    host = await startDockerHost(`ssh-${engine}`, engine)
  })
  afterAll(() => host?.stop())

  it('builds cold and warm, with provenance if it supports that', async () => {
    const project = await createProject(files)
    const cold = await project.build({ inputs: host.inputs })
    expectExitCode(cold, 0)
    expect(stepsOf(cold).map(({ status }) => status)).toEqual(['executed', 'executed'])
    const warm = await project.build({ inputs: host.inputs })
    expect(warm.outputs).toMatchObject({ driver: 'docker', 'cache-hit-percent': '100' })
    expect(warm.annotations).toEqual([])
    await expectNoKey(host.sshd, warm, project.runner())
    const manifest = JSON.stringify(await rig.registry.manifest(project.repository, 'latest'))
    expect(manifest.includes('attestation-manifest')).toBe(engine === 'new')
    expect(
      await rig.registry.fileFromImage(project.repository, 'latest', 'made', 'linux/amd64'),
    ).toBe(`${project.id}\n`)
  })

  it('supports the features of the containerd image store, or reports that it lacks them', async () => {
    const project = await createProject({ Dockerfile: 'FROM scratch\nCOPY Dockerfile /@id@\n' })
    const asked = {
      platforms: 'linux/amd64,linux/arm64',
      provenance: 'mode=max',
      'cache-export': 'always',
    }
    const { exitCode, log, annotations } = await project.build({
      inputs: { ...host.inputs, ...asked },
    })
    if (engine === 'new') {
      expectExitCode({ exitCode, log }, 0)
      expect(await rig.registry.tags(project.repository)).toEqual(['buildcache', 'latest'])
    } else {
      expect(annotations).toMatchObject([
        {
          message: expect.stringMatching(
            / is not supported by this Docker daemon's classic image store/,
          ),
        },
      ])
    }
  })

  describe('and a registry that requires a sign-in for a push', () => {
    let registry: Registry
    beforeAll(async () => {
      registry = await startRegistry({ directory: join(host.directory, 'registry'), user })
    })
    afterAll(() => registry?.stop())

    it.each([
      [user.password, 0],
      ['wrong', 1],
    ])("gets the runner's sign-in: %s", async (password, expected) => {
      const auth = Buffer.from(`${user.name}:${password}`).toString('base64')
      const config = makeDockerConfig(host.directory, { auths: { [registry.host]: { auth } } })
      const project = await createProject({ Dockerfile: 'FROM scratch\nCOPY Dockerfile /@id@\n' })
      const { exitCode, log, outputs } = await project.build({
        env: { DOCKER_CONFIG: config },
        inputs: { ...host.inputs, tags: `${registry.host}/private:latest` },
      })
      expectExitCode({ exitCode, log }, expected)
      expect(outputs.digest).toMatch(expected === 0 ? /^sha256:/ : /^$/)
    })
  })
})
