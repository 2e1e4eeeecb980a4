import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:https'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from '@jest/globals'
import { type Certificates, makeCertificates } from '../../../script/rig/certificates.ts'
import type { ConnectPorts } from '../../../src/connect/builder.ts'
import type { EndpointInputs } from '../../../src/connect/builders/endpoint.ts'
import { connectRouter } from '../../../src/connect/router/connect-router.ts'
import { givenCredentials } from '../../../src/credentials/source.ts'
import { readLeftovers } from '../../../src/leftovers/journal.ts'
import { fakeBuildx } from '../../helpers/fake-buildx.ts'
import { buildkit, type FaultyServer, started } from '../../helpers/faulty-servers.ts'

// A routing service and a daemon in one process. e2e/router.test.ts builds behind one.

const root = mkdtempSync(join(tmpdir(), 'connect-router-'))
let certificates: Certificates
beforeAll(async () => {
  certificates = await makeCertificates(join(root, 'certificates'))
}, 60_000)
afterAll(() => rmSync(root, { recursive: true }))
let directory: string
beforeEach(() => {
  directory = mkdtempSync(join(root, 'x'))
})
const servers: FaultyServer[] = []
afterEach(() => Promise.all(servers.splice(0).map((server) => server.close())))

/** Builds where a service says, which answers `/complete` with this status. */
async function connectTo(endpoint: string, { completeStatus = 200, more = {} } = {}) {
  const requests: string[] = []
  const { server, authority, client } = certificates
  const answers = JSON.stringify({ endpoint, key: 'p1', buildId: 'b1', ready: true, ...more })
  const service = createServer(
    { cert: server.cert, key: server.key },
    async (request, response) => {
      requests.push(`${request.url} ${await text(request)}`)
      const isRoute = request.url === '/route'
      response.writeHead(isRoute ? 200 : completeStatus).end(isRoute ? answers : '')
    },
  )
  const listening = await started(service)
  servers.push(listening)
  const url = `https://127.0.0.1:${listening.port}`
  const [lines, masked]: [string[], string[]] = [[], []]
  const ports = {
    ...{ directory, signal: new AbortController().signal, env: {} },
    log: { info: (line: string) => lines.push(line), warning() {}, group() {}, debug() {} },
    mask: (secret: string) => masked.push(secret),
    identityToken: async () => 'token',
  } as unknown as ConnectPorts
  const { preparing } = fakeBuildx(directory)
  const connecting = connectRouter(
    {
      ...{ url, audience: 'buildd', token: undefined, ca: authority.cert, timeoutMs: 0 },
      request: { repo: 'r', name: '', target: '', arch: 'amd64', untrusted: false },
    },
    { name: 'mine', directory },
    {
      ...{ driver: 'remote', ssh: {}, serverName: undefined, connectTimeoutMs: 0 },
      credentials: givenCredentials({ ca: authority.cert, client }),
    } as unknown as EndpointInputs,
    preparing,
    ports,
  )
  return { connecting, url, requests, lines, masked }
}

const completed = '/complete {"key":"p1","buildId":"b1"}'

it('builds where the service says, and reports the end', async () => {
  const daemon = await buildkit(certificates.server)
  servers.push(daemon)
  const cache = { type: 's3', bucket: 'b', name: 'n', region: 'r' }
  const { connecting, url, requests, lines, masked } = await connectTo(daemon.endpoint, {
    more: { cache },
  })
  const builder = await connecting
  expect(builder).toMatchObject({
    endpoint: daemon.endpoint,
    cacheHints: { from: 'type=s3,bucket=b,name=n,region=r' },
  })
  expect(lines[0]).toMatch(new RegExp(`^${url} sends this build to ${daemon.endpoint}, after `))
  expect(masked).toContain('b1')
  const route = { kind: 'route', url, audience: 'buildd', key: 'p1', buildId: 'b1' }
  expect(readLeftovers(directory)).toEqual([expect.objectContaining(route)])
  expect(readLeftovers(directory)[0]).toHaveProperty('ca', certificates.authority.cert)
  expect(requests).toHaveLength(1)
  await builder.release()
  expect(requests.slice(1)).toEqual([completed])
  expect(readLeftovers(directory)).toEqual([])
})

it('leaves the end to post when the service does not know it', async () => {
  const daemon = await buildkit(certificates.server)
  servers.push(daemon)
  const { connecting } = await connectTo(daemon.endpoint, { completeStatus: 500 })
  const builder = await connecting
  expect(builder).not.toHaveProperty('cacheHints')
  await builder.release()
  expect(readLeftovers(directory)).toHaveLength(1)
})

it('reports the end also when the daemon cannot be used', async () => {
  const { connecting, requests } = await connectTo('tcp://127.0.0.1:1')
  await expect(connecting).rejects.toMatchObject({ code: 'connection-refused' })
  expect(requests.slice(1)).toEqual([completed])
  expect(readLeftovers(directory)).toEqual([])
})
