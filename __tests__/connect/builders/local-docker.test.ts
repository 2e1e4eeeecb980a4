import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from '@jest/globals'
import type { EndpointInputs, EndpointPorts } from '../../../src/connect/builders/endpoint.ts'
import {
  createLocalDockerBuilder,
  endpointOfDocker,
} from '../../../src/connect/builders/local-docker.ts'

it.each([
  [undefined, 'linux', 'unix:///var/run/docker.sock'],
  ['', 'linux', 'unix:///var/run/docker.sock'],
  ['unix:///run/user/1000/docker.sock', 'darwin', 'unix:///run/user/1000/docker.sock'],
  ['ssh://ci@host', 'linux', 'ssh://ci@host'],
  // buildx needs the certificates for this endpoint.
  ['tcp://host:2376', 'linux', undefined],
  ['npipe:////./pipe/docker_engine', 'win32', undefined],
  [undefined, 'win32', undefined],
] as const)('DOCKER_HOST=%s on %s is the endpoint %s', (host, platform, url) => {
  expect(endpointOfDocker(host, platform)?.url).toBe(url)
})

const directory = mkdtempSync(join(tmpdir(), 'local-docker-'))
afterAll(() => rmSync(directory, { recursive: true }))

const inspection = `Driver: docker

Nodes:
Name: default
Endpoint: default
Status: running
BuildKit version: v0.22.0
Platforms: linux/amd64`

/** Uses the local Docker daemon, of which a buildx prints this. */
async function use(
  env: NodeJS.ProcessEnv,
  { prints = inspection, exitCode = 0, signal = new AbortController().signal } = {},
) {
  const file = join(directory, 'buildx')
  const program = `echo "$@" > ${directory}/args; cat <<'.'\n${prints}\n.\necho broken >&2; exit ${exitCode}`
  writeFileSync(file, `#!/bin/sh\n${program}\n`, { mode: 0o755 })
  const buildx = { file, env: { PATH: process.env.PATH, DOCKER_CONFIG: directory } }
  const titles: string[] = []
  const ports = {
    ...{ directory, signal, env: { DOCKER_CONFIG: directory, ...env } },
    log: { group: (title: string) => titles.push(title) },
  } as unknown as EndpointPorts
  const preparing = { guess: () => undefined, obtain: async () => buildx }
  const inputs = { credentials: undefined, connectTimeoutMs: 0, ssh: {} } as EndpointInputs
  const builder = await createLocalDockerBuilder(
    { name: 'x', directory },
    ...([inputs, preparing, ports] as const),
  )
  return { builder, titles }
}

describe('the builder of the Docker daemon on this runner', () => {
  it('needs the socket of that daemon', async () => {
    const path = join(directory, 'none.sock')
    await expect(use({ DOCKER_HOST: `unix://${path}` })).rejects.toMatchObject({
      ...{ code: 'connection-refused', mayPass: false },
      reason: expect.stringContaining(`there is no socket at ${path}. Use a runner with Docker`),
    })
  })

  it.each<[string, NodeJS.ProcessEnv, string, string]>([
    ['DOCKER_HOST', { DOCKER_HOST: 'tcp://host:2376' }, 'default', 'tcp://host:2376'],
    ['a context', { DOCKER_CONTEXT: 'far' }, 'far', 'default'],
    [
      'DOCKER_HOST rather than a context',
      { DOCKER_HOST: 'tcp://host:2376', DOCKER_CONTEXT: 'far' },
      'default',
      'tcp://host:2376',
    ],
  ])('is reached by buildx for %s', async (_, env, name, endpoint) => {
    const { builder, titles } = await use(env)
    expect(builder).toMatchObject({ name, endpoint, driver: 'docker' })
    expect(builder.daemon.version).toBe('v0.22.0')
    const place = env.DOCKER_HOST ?? name
    expect(titles).toEqual([
      expect.stringContaining(`BuildKit v0.22.0 of Docker at ${place}, ready`),
    ])
    await builder.release()
    expect(readFileSync(join(directory, 'args'), 'utf8')).toBe(`inspect --bootstrap ${name}\n`)
  })

  it('can be asked again through buildx', async () => {
    const { builder } = await use({ DOCKER_CONTEXT: 'far' })
    const answer = builder.probe?.(10_000, new AbortController().signal)
    expect(await answer).toMatchObject({ version: 'v0.22.0' })
    expect(readFileSync(join(directory, 'args'), 'utf8')).toBe('inspect --timeout 8000ms far\n')
  })

  it('is refused with the words of buildx, unless the action is canceled', async () => {
    const failing = { prints: '', exitCode: 1 }
    await expect(use({ DOCKER_CONTEXT: 'far' }, failing)).rejects.toMatchObject({
      code: 'connection-refused',
      reason: expect.stringMatching(/^Docker can't be used\. .*broken/),
    })
    const signal = AbortSignal.abort(new Error('canceled'))
    await expect(use({ DOCKER_CONTEXT: 'far' }, { ...failing, signal })).rejects.toThrow('canceled')
  })
})
