import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { afterAll, afterEach, describe, expect, it } from '@jest/globals'
import {
  createEndpointBuilder,
  describeDaemon,
  type EndpointInputs,
  type EndpointPorts,
} from '../../../src/connect/builders/endpoint.ts'
import { parseEndpoint } from '../../../src/daemon/endpoint.ts'
import { fakeBuildx } from '../../helpers/fake-buildx.ts'
import type { FaultyServer } from '../../helpers/faulty-servers.ts'
import { unixDaemon } from '../../helpers/unix-daemon.ts'

const docker = { version: '28.2.2', hasContainerdStore: true }

it.each([
  ['remote', { version: 'v0.34.2' }, 'BuildKit v0.34.2'],
  ['docker', { version: 'v0.22.0', docker }, 'Docker 28.2.2 (BuildKit v0.22.0)'],
  ['docker', { version: 'of Docker 20.10.5', docker }, 'Docker 28.2.2'],
  [
    'docker',
    { version: 'v1', docker: { hasContainerdStore: true } },
    'Docker of unknown version (BuildKit v1)',
  ],
  // A container on a Docker daemon, or a Docker daemon used as a BuildKit daemon.
  ['docker-container', { version: 'v0.34.2', docker }, 'BuildKit v0.34.2'],
])('with driver %s, %j is described as "%s"', (driver, daemon, words) => {
  expect(describeDaemon({ ...daemon, platforms: [] }, driver)).toBe(words)
})

describe('a builder on a daemon behind a socket', () => {
  const directory = mkdtempSync(join(tmpdir(), 'endpoint-'))
  afterAll(() => rmSync(directory, { recursive: true }))
  const servers: FaultyServer[] = []
  afterEach(() => Promise.all(servers.splice(0).map((server) => server.close())))

  async function create(path: string, connectTimeoutMs = 0) {
    const { preparing } = fakeBuildx(directory)
    const lines: string[] = []
    const ports = {
      ...{ directory, signal: new AbortController().signal, env: {} },
      log: { info: (line: string) => lines.push(line), group: (line: string) => lines.push(line) },
    } as unknown as EndpointPorts
    const inputs = { driver: 'remote', credentials: undefined, ssh: {}, connectTimeoutMs }
    const builder = await createEndpointBuilder(
      { name: basename(path), directory },
      parseEndpoint(`unix://${path}`),
      inputs as unknown as EndpointInputs,
      preparing,
      ports,
    )
    return { builder, lines }
  }

  it('is ready once the daemon has answered, and needs nothing to stay open', async () => {
    const path = join(directory, 'ready.sock')
    servers.push(await unixDaemon(path, { builds: 2 }))
    const { builder, lines } = await create(path)
    expect(builder).toMatchObject({ endpoint: `unix://${path}`, waitSeconds: 0 })
    expect(builder.daemon).not.toHaveProperty('load')
    expect(builder).not.toHaveProperty('keep')
    expect(lines).toEqual([expect.stringMatching(/^BuildKit v0\.99\.0 at unix:.*, ready in /)])
    await builder.release()
  })

  it('says that it waits, and for how long', async () => {
    const path = join(directory, 'late.sock')
    const creating = create(path, 60_000)
    await new Promise((resolve) => setTimeout(resolve, 50))
    servers.push(await unixDaemon(path))
    const { builder, lines } = await creating
    expect(lines[0]).toMatch(/^connection-refused: .* Asking again for up to 60 s\.$/)
    expect(builder.waitSeconds).toBeGreaterThan(0)
    await builder.release()
  })

  it('has the fault of a daemon that is not there', async () => {
    await expect(create(join(directory, 'none.sock'))).rejects.toMatchObject({
      code: 'connection-refused',
    })
  })
})
