import { once } from 'node:events'
import { createServer, type IncomingMessage, type Server } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { createHttpClient, type HttpClientOptions } from '../../src/base/http-client.ts'

let server: Server
let controller: AbortController
let url: URL
let connections: number
let answer: (request: IncomingMessage, body: string) => string | undefined

beforeEach(async () => {
  controller = new AbortController()
  connections = 0
  answer = (_, body) => `got ${body}`
  server = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk)
    const text = answer(request, Buffer.concat(chunks).toString())
    response.setHeader('date', 'Thu, 26 Nov 2026 12:00:00 GMT')
    if (text === undefined) response.write('the beginning')
    else response.end(text)
  })
  server.on('connection', () => {
    connections += 1
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  url = new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/path`)
})
afterEach(() => {
  server.closeAllConnections()
  server.close()
})

const client = (more: Partial<HttpClientOptions> = {}) =>
  createHttpClient(url, { env: {}, signal: controller.signal, timeoutMs: 10_000, ...more })

it('sends several requests over one connection and returns each response', async () => {
  const { send, close } = await client()
  expect(await send({ url, method: 'POST', body: 'one' })).toEqual({
    status: 200,
    text: 'got one',
    date: new Date('2026-11-26T12:00:00Z'),
  })
  expect(await send({ url, method: 'GET' })).toMatchObject({ text: 'got ' })
  expect(connections).toBe(1)
  close()
})

it('connects while it waits for the request body', async () => {
  const { send, close } = await client()
  const body = Promise.withResolvers<string>()
  const sending = send({ url, method: 'POST', body: body.promise })
  while (connections === 0) await new Promise(setImmediate)
  body.resolve('late')
  expect(await sending).toMatchObject({ text: 'got late' })
  close()
})

it('fails with the error of the request body', async () => {
  const { send, close } = await client()
  const failure = new Error('no token')
  await expect(send({ url, method: 'POST', body: Promise.reject(failure) })).rejects.toBe(failure)
  close()
})

it('times out when the response does not come or does not end', async () => {
  answer = () => undefined
  const { send, close } = await client({ timeoutMs: 50 })
  await expect(send({ url, method: 'GET' })).rejects.toMatchObject({
    code: 'TIMEOUT',
    message: 'no answer in 0.05 s',
  })
  close()
})

it('stops when the job is canceled, before and during a request', async () => {
  answer = () => undefined
  const { send, close } = await client()
  const during = send({ url, method: 'GET' })
  while (connections === 0) await new Promise(setImmediate)
  controller.abort()
  await expect(during).rejects.toMatchObject({ name: 'CanceledError' })
  const body = Promise.reject(new Error('unused'))
  await expect(send({ url, method: 'POST', body })).rejects.toMatchObject({ name: 'CanceledError' })
  close()
})

it('reports a refused connection with its code', async () => {
  server.closeAllConnections()
  server.close()
  await once(server, 'close')
  const { send, close } = await client()
  await expect(send({ url, method: 'GET' })).rejects.toMatchObject({
    name: 'HttpError',
    code: 'ECONNREFUSED',
    message: expect.stringContaining('ECONNREFUSED'),
  })
  close()
})

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
/** Node's agents have `proxyEnv` since 24.5. */
const knowsProxies = major > 24 || minor >= 5

/** The server under an address that isn't loopback's, which never needs a proxy. */
const atAnyAddress = () => new URL(String(url).replace('127.0.0.1', '0.0.0.0'))

describe('a proxy', () => {
  let targets: string[]
  let proxy: Server
  let address: string
  /** The answer to a request for a tunnel; without one, the proxy makes it. */
  let refusal: string | undefined
  beforeEach(async () => {
    targets = []
    refusal = undefined
    proxy = createServer((request, response) => {
      targets.push(request.url ?? '')
      response.end('from the proxy')
    })
    proxy.on('connect', ({ url: target = '' }, socket) => {
      targets.push(target)
      if (refusal !== undefined) {
        socket.end(refusal)
        return
      }
      const upstream = connect(Number(url.port), '127.0.0.1', () => {
        socket.write('HTTP/1.1 200 OK\r\n\r\n')
        socket.pipe(upstream).pipe(socket)
      })
      upstream.on('error', () => socket.destroy())
      socket.on('error', () => upstream.destroy())
    })
    proxy.listen(0, '127.0.0.1')
    await once(proxy, 'listening')
    address = `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`
  })
  afterEach(() => {
    proxy.closeAllConnections()
    proxy.close()
  })

  const ask = async (target: URL, env: NodeJS.ProcessEnv) => {
    const { send, close } = await createHttpClient(target, {
      ...{ env, signal: controller.signal, timeoutMs: 10_000 },
    })
    const body = Promise.resolve('late')
    return send({ url: target, method: 'POST', body }).finally(close)
  }
  const ca = new URL('https://ca.example.com/')

  it('is used, except for hosts in NO_PROXY and for this machine', async () => {
    if (!knowsProxies) return
    const target = atAnyAddress()
    expect(await ask(target, { HTTP_PROXY: address })).toMatchObject({ text: 'from the proxy' })
    for (const NO_PROXY of ['0.0.0.0', '0.0.0.0/8', `0.0.0.0:${url.port}`]) {
      const env = { HTTP_PROXY: address, NO_PROXY }
      expect(await ask(target, env)).toMatchObject({ text: 'got late' })
    }
    expect(await ask(url, { HTTP_PROXY: address })).toMatchObject({ text: 'got late' })
    expect(targets).toEqual([String(target)])
  })

  it('tunnels https, and is named in the error of the server', async () => {
    if (!knowsProxies) return
    // The target of the tunnel doesn't use TLS.
    await expect(ask(ca, { HTTPS_PROXY: address })).rejects.toMatchObject({
      ...{ name: 'HttpError', code: expect.not.stringContaining('PROXY'), isOfProxy: false },
      proxy: `${address} in HTTPS_PROXY`,
    })
    expect(targets).toEqual(['ca.example.com:443'])
  })

  it('is not asked for a subdomain of a host in NO_PROXY', async () => {
    const target = new URL('https://ca.corp.invalid/')
    await expect(ask(target, { HTTPS_PROXY: address, NO_PROXY: 'corp.invalid' })).rejects.toThrow(
      /getaddrinfo \w+ ca\.corp\.invalid/,
    )
    expect(targets).toEqual([])
  })

  it.each([
    [
      'HTTP/1.1 407 Proxy Authentication Required\r\n\r\n',
      /^The proxy \S+ in HTTPS_PROXY does not connect to the server: it answers with HTTP status 407 \(ERR_PROXY_TUNNEL\)\. Check HTTPS_PROXY; /,
    ],
    ['', /^The proxy \S+ in HTTPS_PROXY does not connect to the server: it gives no answer /],
  ])('that answers "%s" is to blame', async (text, words) => {
    if (!knowsProxies) return
    refusal = text
    const { host } = new URL(address)
    const error = await ask(ca, { HTTPS_PROXY: `http://user:secret@${host}` }).catch(String)
    expect(error).toMatch(new RegExp(words.source.replace('^', '^HttpError: ')))
    expect(error).toContain(`${address} in HTTPS_PROXY`)
    expect(error).not.toContain('secret')
  })

  it.each([
    ['http://user:secret@127.0.0.1:1', /^Nothing listens at the proxy http:\/\/127\.0\.0\.1:1 in /],
    [
      'http://user:secret@proxy.invalid:1',
      /^DNS does not know the host of the proxy http:\/\/proxy\.invalid:1 in /,
    ],
    ['http://user:secret@', /^The proxy in http_proxy has no address such as /],
    [
      'http://user%zz:secret@proxy.invalid',
      /^The proxy http:\/\/proxy\.invalid in http_proxy has no /,
    ],
  ])('in %s is to blame, not the server', async (http_proxy, words) => {
    if (!knowsProxies) return
    const error = await ask(atAnyAddress(), { http_proxy }).catch((fault: Error) => fault)
    expect(error).toMatchObject({
      ...{ name: 'HttpError', isOfProxy: true, message: expect.stringMatching(words) },
    })
    expect(String(error)).toMatch(/ Check http_proxy; hosts in NO_PROXY are reached without it\.$/)
    expect(String(error)).not.toContain('secret')
  })
})
