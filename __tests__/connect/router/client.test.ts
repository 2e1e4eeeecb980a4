import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:https'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals'
import { type Certificates, makeCertificates } from '../../../script/rig/certificates.ts'
import { askRouter, complete, type RouterPorts } from '../../../src/connect/router/client.ts'
import type { RouterInputs } from '../../../src/connect/router/router.ts'
import { type FaultyServer, started } from '../../helpers/faulty-servers.ts'

// A routing service whose answers are given. e2e/router.test.ts builds behind one.

const root = mkdtempSync(join(tmpdir(), 'router-client-'))
let certificates: Certificates
beforeAll(async () => {
  certificates = await makeCertificates(root)
}, 60_000)
afterAll(() => rmSync(root, { recursive: true }))
const servers: FaultyServer[] = []
afterEach(() => Promise.all(servers.splice(0).map((server) => server.close())))

const routed = JSON.stringify({ endpoint: 'tcp://a:1', key: 'p1', buildId: 'b1', ready: true })

/** A service that gives these answers in turn, the last one to all further requests. */
async function service(...answers: readonly (readonly [status: number, text: string])[]) {
  const requests: { readonly url?: string; readonly bearer?: string; readonly body: string }[] = []
  const { cert, key } = certificates.server
  const server = createServer({ cert, key }, async (request, response) => {
    const body = await text(request)
    const { url, headers } = request
    const bearer = headers.authorization
    requests.push({ ...(url && { url }), ...(bearer && { bearer }), body })
    const [status, answer] = answers[Math.min(requests.length, answers.length) - 1] ?? [500, '']
    response.writeHead(status).end(answer)
  })
  const listening = await started(server)
  servers.push(listening)
  return { url: `https://127.0.0.1:${listening.port}`, requests }
}

function ports(identity: () => Promise<string> = async () => 'own-token') {
  const [lines, masked, audiences]: [string[], string[], string[]] = [[], [], []]
  const all = {
    ...{ env: {}, signal: new AbortController().signal },
    log: { info: (line: string) => lines.push(line), debug: (line: string) => lines.push(line) },
    mask: (secret: string) => masked.push(secret),
    identityToken: (audience: string) => {
      audiences.push(audience)
      return identity()
    },
  } as unknown as RouterPorts & Parameters<typeof complete>[2]
  return { ports: all, lines, masked, audiences }
}

const noIdentity = () => Promise.reject(new Error('This job has no identity.'))

const inputs = (url: string, more: Partial<RouterInputs> = {}): RouterInputs => ({
  ...{ url, audience: 'buildd', token: undefined, ca: certificates.authority.cert, timeoutMs: 0 },
  request: { repo: 'r', name: '', target: '', arch: 'amd64', untrusted: false },
  ...more,
})

describe('a routing service', () => {
  it('is shown the identity of the job, and says where to build', async () => {
    const { url, requests } = await service([200, routed])
    const job = ports()
    const { route, bearer } = await askRouter(inputs(url), job.ports)
    expect(route).toMatchObject({ endpoint: { url: 'tcp://a:1' }, key: 'p1', buildId: 'b1' })
    expect([bearer, job.masked, job.audiences]).toEqual(['own-token', ['own-token'], ['buildd']])
    const body = '{"repo":"r","target":"","arch":"amd64","untrusted":false}'
    expect(requests).toEqual([{ url: '/route', bearer: 'Bearer own-token', body }])
    expect(job.lines).toEqual([])
  })

  it('is shown a token that is given instead', async () => {
    const { url, requests } = await service([200, routed])
    const job = ports(noIdentity)
    const { bearer } = await askRouter(inputs(url, { token: 'given' }), job.ports)
    expect([bearer, job.audiences]).toEqual(['given', []])
    expect(requests[0]?.bearer).toBe('Bearer given')
  })

  it('may need none', async () => {
    const { url, requests } = await service([200, routed])
    const { bearer } = await askRouter(inputs(url), ports(noIdentity).ports)
    expect(bearer).toBeUndefined()
    expect(requests[0]).not.toHaveProperty('bearer')
  })

  it('is asked again while the daemon starts, which the log says once', async () => {
    const { url, requests } = await service([503, 'starting'], [503, 'starting'], [200, routed])
    const { ports: job, lines } = ports()
    expect((await askRouter(inputs(url, { timeoutMs: 60_000 }), job)).route.key).toBe('p1')
    expect(requests).toHaveLength(3)
    expect(lines).toEqual([
      expect.stringMatching(/ has no daemon ready yet\. Asking again for up to /),
    ])
  })

  it('that has no daemon in time is slow', async () => {
    const { url, requests } = await service([503, 'starting'])
    await expect(askRouter(inputs(url), ports().ports)).rejects.toMatchObject({
      ...{ code: 'router-slow', reason: expect.stringContaining('Raise connect-timeout') },
    })
    expect(requests).toHaveLength(1)
  })

  it.each([
    [401, ports, ' The identity token was for the audience "buildd".'],
    [403, () => ports(noIdentity), ' This job has no identity.'],
    [400, ports, ''],
  ])('that refuses with HTTP %s is not asked again', async (status, job, more) => {
    const { url, requests } = await service([status, 'no'])
    const asking = askRouter(inputs(url, { timeoutMs: 60_000 }), job().ports)
    await expect(asking).rejects.toMatchObject({
      code: 'router-refused',
      reason: `${url} gives this build no daemon (HTTP ${status}: no).${more}`,
    })
    expect(requests).toHaveLength(1)
  })

  it('that is not there can’t be asked', async () => {
    const gone = await service()
    await servers.pop()?.close()
    await expect(askRouter(inputs(gone.url), ports().ports)).rejects.toMatchObject({
      ...{ code: 'router-unreachable', mayPass: true },
      reason: expect.stringMatching(/\(ECONNREFUSED\)\. Check the address in endpoint/),
    })
  })

  it('behind a proxy that is not there is not blamed', async () => {
    const { ports: job } = ports()
    const env = { HTTPS_PROXY: 'http://user:secret@127.0.0.1:1' }
    const asking = askRouter(inputs('https://router.example.com'), { ...job, env })
    await expect(asking).rejects.toMatchObject({
      ...{ code: 'router-unreachable', mayPass: true },
      reason: expect.stringMatching(
        /^https:\/\/router\.example\.com can't be asked where to build\. Nothing listens at the proxy http:\/\/127\.0\.0\.1:1 in HTTPS_PROXY: .* Check HTTPS_PROXY; /,
      ),
    })
  })

  it('whose certificate is not trusted is not asked again', async () => {
    const { url, requests } = await service([200, routed])
    const asking = askRouter(inputs(url, { ca: undefined, timeoutMs: 60_000 }), ports().ports)
    await expect(asking).rejects.toMatchObject({
      ...{ code: 'router-unreachable', mayPass: false },
      reason: expect.stringContaining('Give the CA that signed its certificate in identity-ca.'),
    })
    expect(requests).toEqual([])
  })
})

describe('the end of a build', () => {
  const build = (url: string) => ({
    ...{ url, audience: 'buildd', ca: certificates.authority.cert, key: 'p1', buildId: 'b1' },
  })

  it.each([
    [200, true],
    [404, true],
    [429, false],
    [499, true],
    [500, false],
    [503, false],
  ])('is known to a service that answers HTTP %s: %s', async (status, isKnown) => {
    const { url, requests } = await service([status, ''])
    expect(await complete(build(url), {}, ports().ports)).toBe(isKnown)
    const body = '{"key":"p1","buildId":"b1"}'
    expect(requests).toEqual([{ url: '/complete', bearer: 'Bearer own-token', body }])
  })

  it.each([
    ['a given token', { token: 'given', earlier: 'earlier' }, 'Bearer given'],
    ['the token of the beginning', { earlier: 'earlier' }, 'Bearer earlier'],
  ])('is reported with %s, where the job has no identity', async (_, tokens, bearer) => {
    const { url, requests } = await service([200, ''])
    await complete(build(url), tokens, ports(noIdentity).ports)
    expect(requests[0]?.bearer).toBe(bearer)
  })

  it('is unknown to a service that is not there', async () => {
    const { url } = await service()
    await servers.pop()?.close()
    const { ports: job, lines } = ports()
    expect(await complete(build(url), {}, job)).toBe(false)
    expect(lines).toEqual([expect.stringMatching(new RegExp(`^${url}/complete: .*ECONNREFUSED`))])
  })
})
