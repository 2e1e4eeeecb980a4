import { chmodSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { releasePlatform } from '../../src/buildx/install/platform.ts'
import { binaryName } from '../../src/buildx/install/urls.ts'
import { expectExitCode } from '../helpers/exit-code.ts'
import { privateRegistry } from './private-registry.ts'
import { createProject, rig } from './project.ts'
import { type ReleaseServer, serveRelease } from './release-server.ts'

const version = 'v0.36.9'
const { user, directory, host, endpoint } = privateRegistry()
const [bin, config] = [join(directory, 'bin'), join(directory, 'docker')]
let server: ReleaseServer

beforeAll(async () => {
  for (const path of [bin, config]) mkdirSync(path)
  const file = binaryName(version, releasePlatform())
  server = await serveRelease({ version, binary: rig.buildx, file })
})
afterAll(async () => {
  await server?.stop()
})

async function build(dockerConfig: unknown) {
  writeFileSync(join(config, 'config.json'), JSON.stringify(dockerConfig))
  const project = await createProject({ Dockerfile: 'FROM scratch\nCOPY Dockerfile /@id@\n' })
  return project.build({
    env: { DOCKER_CONFIG: config, PATH: bin },
    inputs: {
      endpoint: endpoint(),
      tags: `${host()}/private:latest`,
      'buildx-version': version,
      'buildx-download-url': server.url,
    },
  })
}

describe('signing in on a runner with neither Docker nor buildx', () => {
  it('uses the config.json of DOCKER_CONFIG', async () => {
    const auth = Buffer.from(`${user.name}:${user.password}`).toString('base64')
    const { exitCode, log } = await build({ auths: { [host()]: { auth } } })
    expectExitCode({ exitCode, log }, 0)
  })

  it('asks a credential helper on the PATH', async () => {
    const helper = join(bin, 'docker-credential-test')
    const answer = JSON.stringify({
      ServerURL: host(),
      Username: user.name,
      Secret: user.password,
    })
    writeFileSync(helper, `#!/bin/sh\nread server\necho '${answer}'\n`)
    chmodSync(helper, 0o755)
    const { exitCode, log } = await build({ credHelpers: { [host()]: 'test' } })
    expectExitCode({ exitCode, log }, 0)
  })

  it('fails without either', async () => {
    const { exitCode, annotations } = await build({})
    expect(exitCode).toBe(1)
    expect(annotations[0]?.message).toMatch(/401 Unauthorized|authorization failed|denied/)
  })
})
