import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer as createHttpServer } from 'node:http'
import { performServerHandshake } from 'node:http2'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals'
import { type Certificates, makeCertificates } from '../../../script/rig/certificates.ts'
import type { Ports } from '../../../src/base/ports.ts'
import { hasInstance } from '../../../src/buildx/instances.ts'
import { environmentFor, useSetUpBuilder } from '../../../src/connect/builders/set-up.ts'
import type { SetUpBuilder } from '../../../src/connect/set-up-builder.ts'
import { fakeBuildx } from '../../helpers/fake-buildx.ts'
import {
  answerOver,
  buildkit,
  type FaultyServer,
  grpcAnswer,
  info,
  started,
  workers,
} from '../../helpers/faulty-servers.ts'

const root = mkdtempSync(join(tmpdir(), 'set-up-'))
afterAll(() => rmSync(root, { recursive: true }))

let directory: string
let config: string
let servers: FaultyServer[]
beforeEach(() => {
  directory = mkdtempSync(join(root, 'private-'))
  config = mkdtempSync(join(root, 'config-'))
  mkdirSync(join(config, 'instances'))
  writeFileSync(join(config, 'instances', 'mine'), JSON.stringify({ Name: 'mine', Nodes: [] }))
  servers = []
})
afterEach(() => Promise.all(servers.map((server) => server.close())))

const inspection = 'Driver: docker-container\nBuildKit version: v0.33.0\nPlatforms: linux/amd64\n'

interface Situation {
  /** Whether the input `fallback` is `never`. */
  readonly never?: boolean
  readonly untrustedReason?: string
  readonly signal?: AbortSignal
  readonly script?: string
}

/** Uses a builder that an earlier step has set up. */
async function use(setUp: Partial<SetUpBuilder>, situation: Situation = {}) {
  const { untrustedReason, signal = new AbortController().signal, script } = situation
  const { preparing, calls } = fakeBuildx(directory, { inspection, ...(script && { script }) })
  const titles: string[] = []
  const log = { group: (title: string) => titles.push(title.replace(/ in [\d.]+ s$/, '')) }
  const ports = { directory, signal, log } as unknown as Pick<Ports, 'directory' | 'signal' | 'log'>
  const builder = await useSetUpBuilder(
    {
      setUp: { name: 'mine', driver: 'docker-container', endpoint: 'default', config, ...setUp },
      ...(untrustedReason && { untrustedReason }),
    },
    { connectTimeoutMs: 0, fallback: situation.never ? 'never' : 'auto' },
    preparing,
    ports,
  )
  return { builder, titles, calls: calls() }
}

/** A BuildKit daemon on a socket. */
async function onSocket(): Promise<string> {
  const path = join(root, `${servers.length}.sock`)
  const server = createServer((socket) =>
    answerOver(performServerHandshake(socket), (called) =>
      grpcAnswer(called.endsWith('/Info') ? info : workers),
    ),
  )
  servers.push(await started(server, { path }))
  return path
}

/** A Docker daemon on a socket, whose own BuildKit is v0.99.0. */
async function dockerOnSocket(): Promise<string> {
  const path = join(root, `${servers.length}-docker.sock`)
  const docker = createHttpServer((_, response) => {
    response.end(JSON.stringify({ Version: '99.0.0', ApiVersion: '1.99' }))
  }).on('upgrade', (_, socket) => {
    socket.write('HTTP/1.1 101 Switching\r\nConnection: Upgrade\r\nUpgrade: h2c\r\n\r\n')
    answerOver(performServerHandshake(socket), (called) =>
      grpcAnswer(called.endsWith('/Info') ? info : workers),
    )
  })
  servers.push(await started(docker, { path }))
  return path
}

describe('a builder that an earlier step has set up', () => {
  it('is copied, and started by buildx when only that can reach it', async () => {
    const { builder, titles, calls } = await use({})
    expect(builder).toMatchObject({ name: 'mine', driver: 'docker-container', endpoint: 'default' })
    expect(builder.daemon).toEqual({ version: 'v0.33.0', platforms: ['linux/amd64'] })
    expect(titles).toEqual(['BuildKit v0.33.0 of the builder mine, ready'])
    expect(calls).toEqual(['inspect --bootstrap mine'])
    expect(hasInstance(join(directory, 'buildx'), 'mine')).toBe(true)
    for (const name of ['isOwn', 'isShared', 'fallback', 'control']) {
      expect(builder).not.toHaveProperty(name)
    }
  })

  it('is shared with other steps when it is the job’s own', async () => {
    const fallback = { code: 'connection-refused', reason: 'It was.' } as const
    const { builder } = await use({ isOwn: true, fallback })
    expect(builder).toMatchObject({ isOwn: true, isShared: true, fallback })
  })

  describe('instead of the daemon, for a step with fallback: never', () => {
    const reason = 'Nothing listens at tcp://a:1.'
    const words = `fallback is never, but the builder "mine" is a local one that setup made: ${reason}`
    const never = true

    it('is refused, with the code of setup', async () => {
      const fallback = { code: 'connection-refused', reason } as const
      await expect(use({ isOwn: true, fallback }, { never })).rejects.toMatchObject({
        ...{ name: 'Diagnosis', code: 'connection-refused', reason: words },
      })
    })

    it('is refused, without a code where the daemon was not tried', async () => {
      await expect(use({ isOwn: true, fallback: { reason } }, { never })).rejects.toMatchObject({
        ...{ name: 'ConfigurationError', message: words },
      })
    })

    it('is used where setup was to make a local one', async () => {
      expect((await use({ isOwn: true }, { never })).builder.isOwn).toBe(true)
    })
  })

  it('is an error in the workflow when buildx cannot start it', async () => {
    const script = 'echo no such container >&2; exit 1'
    await expect(use({}, { script })).rejects.toMatchObject({
      name: 'ConfigurationError',
      message: expect.stringMatching(/^builder: "mine" can't be used\. .*no such container/),
    })
    const signal = AbortSignal.abort(new Error('canceled'))
    await expect(use({}, { script, signal })).rejects.toThrow('canceled')
  })

  it('may be used by untrusted code only when it is the job’s own', async () => {
    const untrustedReason = 'The code comes from a fork.'
    await expect(use({ endpoint: 'tcp://a:1' }, { untrustedReason })).rejects.toMatchObject({
      name: 'ConfigurationError',
      message:
        'The code comes from a fork. builder: "mine" is one (driver docker-container at tcp://a:1). Without builder, such a run builds on a local builder; allow-untrusted: true allows this one.',
    })
    expect((await use({ isOwn: true }, { untrustedReason })).builder.isOwn).toBe(true)
  })

  it('is started by buildx when its driver is another than those of the action', async () => {
    const path = await onSocket()
    const reach = { endpoint: { kind: 'unix', url: 'unix://x', path } } as const
    expect((await use({ driver: 'kubernetes', reach })).calls).toHaveLength(1)
  })
})

describe('a builder whose daemon the action reaches by itself', () => {
  it('is probed on a socket, without buildx', async () => {
    const path = await onSocket()
    const endpoint = 'docker-container://buildkitd'
    const reach = { endpoint: { kind: 'unix', url: endpoint, path } } as const
    const { builder, titles, calls } = await use({ driver: 'remote', endpoint, reach })
    expect(builder).toMatchObject({ name: 'mine', endpoint, isOverNetwork: false, waitSeconds: 0 })
    expect(builder.daemon.version).toBe('v0.99.0')
    expect(builder.buildx.env.DOCKER_CONTEXT).toBe('default')
    expect(titles).toEqual([`BuildKit v0.99.0 at ${endpoint}, of the builder mine, ready`])
    expect(calls).toEqual([])
    expect(builder).toHaveProperty('control')
    expect(builder).not.toHaveProperty('probe')
    expect(await builder.ready?.()).toMatchObject({ version: 'v0.99.0' })
    await builder.release()
  })

  describe('in a container of a Docker daemon', () => {
    const onDocker = async () => {
      const path = await dockerOnSocket()
      const reach = { endpoint: { kind: 'unix', url: 'ssh://host', path } } as const
      return { driver: 'docker-container', endpoint: 'ssh://host', reach }
    }

    it('is the BuildKit in the container, which buildx starts, not that of Docker', async () => {
      const { builder, titles, calls } = await use(await onDocker())
      expect(builder.daemon).toEqual({ version: 'v0.33.0', platforms: ['linux/amd64'] })
      expect(titles).toEqual(['BuildKit v0.33.0 at ssh://host, of the builder mine, ready'])
      expect(calls).toEqual(['inspect --bootstrap mine'])
      await builder.release()
    })

    it('has the fault of the container when it does not start', async () => {
      const script = 'echo no such image >&2; exit 1'
      await expect(use(await onDocker(), { script })).rejects.toMatchObject({
        code: 'daemon-unhealthy',
        message: expect.stringContaining('no such image'),
      })
    })
  })

  it('is refused as a Docker daemon when it is none', async () => {
    const path = await onSocket()
    const reach = { endpoint: { kind: 'unix', url: 'unix://x', path } } as const
    await expect(use({ driver: 'docker', reach })).rejects.toMatchObject({ code: 'not-buildkit' })
  })

  it('has the fault of its daemon when that is gone', async () => {
    const path = join(root, 'gone.sock')
    const reach = { endpoint: { kind: 'unix', url: `unix://${path}`, path } } as const
    await expect(use({ driver: 'remote', reach })).rejects.toMatchObject({
      code: 'connection-refused',
    })
  })
})

describe('a builder that was set up over TLS', () => {
  let certificates: Certificates
  beforeAll(async () => {
    certificates = await makeCertificates(join(root, 'certificates'))
  }, 60_000)

  it('is probed with the certificates in its files', async () => {
    const { authority, server, client } = certificates
    const daemon = await buildkit(server)
    servers.push(daemon)
    const reachBy = (serverName: string, ca = authority.certPath) => ({
      endpoint: {
        kind: 'tcp',
        url: daemon.endpoint,
        host: '127.0.0.1',
        port: daemon.port,
      } as const,
      serverName,
      certificates: { ca, client: { cert: client.certPath, key: client.keyPath } },
    })
    const { builder } = await use({ driver: 'remote', reach: reachBy('localhost') })
    expect(builder.isOverNetwork).toBe(true)
    await builder.release()
    await expect(use({ driver: 'remote', reach: reachBy('other') })).rejects.toMatchObject({
      code: 'server-name-mismatch',
    })
    const distrusting = reachBy('localhost', client.certPath)
    await expect(use({ driver: 'remote', reach: distrusting })).rejects.toMatchObject({
      code: 'server-cert-untrusted',
    })
  })
})

describe('the environment of buildx', () => {
  const socket = { endpoint: { kind: 'unix', url: 'ssh://host', path: '/s.sock' } } as const
  const tcp = { endpoint: { kind: 'tcp', url: 'tcp://a:1', host: 'a', port: 1 } } as const
  const job = { DOCKER_HOST: 'unix:///job.sock', A: 'b' }

  it.each([
    ['remote', tcp, { A: 'b', DOCKER_CONTEXT: 'default' }],
    ['remote', socket, { A: 'b', DOCKER_CONTEXT: 'default' }],
    ['docker', socket, { A: 'b', DOCKER_HOST: 'unix:///s.sock' }],
    ['docker', tcp, job],
    ['docker-container', socket, job],
  ] as const)('for the driver %s, reached by %j, is %j', (driver, reach, expected) => {
    expect(environmentFor(driver, reach, job)).toEqual(expected)
  })
})
