import { once } from 'node:events'
import { createServer, type IncomingMessage, type Server } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { afterEach, beforeEach, expect, it } from '@jest/globals'
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
  createHttpClient('http:', { env: {}, signal: controller.signal, timeoutMs: 10_000, ...more })

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

it('uses a proxy, except for hosts in NO_PROXY', async () => {
  if (!knowsProxies) return
  const targets: string[] = []
  const proxy = createServer((request, response) => {
    targets.push(request.url ?? '')
    response.end('from the proxy')
  })
  // The proxy tunnels an https target.
  proxy.on('connect', ({ url: target = '' }, socket) => {
    targets.push(target)
    const upstream = connect(Number(url.port), '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 OK\r\n\r\n')
      socket.pipe(upstream).pipe(socket)
    })
    upstream.on('error', () => socket.destroy())
    socket.on('error', () => upstream.destroy())
  })
  proxy.listen(0, '127.0.0.1')
  await once(proxy, 'listening')
  try {
    const address = `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`
    const through = await client({ env: { HTTP_PROXY: address } })
    expect(await through.send({ url, method: 'GET' })).toMatchObject({ text: 'from the proxy' })
    through.close()
    const direct = await client({ env: { HTTP_PROXY: address, NO_PROXY: '127.0.0.1' } })
    expect(await direct.send({ url, method: 'GET' })).toMatchObject({ text: 'got ' })
    direct.close()
    expect(targets).toEqual([String(url)])

    const secure = await createHttpClient('https:', {
      env: { HTTPS_PROXY: address },
      signal: controller.signal,
      timeoutMs: 10_000,
    })
    const body = Promise.resolve('late')
    const target = new URL('https://ca.example.com/')
    // The target of the tunnel doesn't use TLS.
    await expect(secure.send({ url: target, method: 'POST', body })).rejects.toMatchObject({
      name: 'HttpError',
    })
    secure.close()
    expect(targets.slice(1)).toEqual(['ca.example.com:443'])
  } finally {
    proxy.closeAllConnections()
    proxy.close()
  }
})

it('refuses a proxy without a host', async () => {
  if (!knowsProxies) return
  await expect(client({ env: { HTTP_PROXY: 'http://' } })).rejects.toMatchObject({
    name: 'HttpError',
    code: 'ERR_PROXY_INVALID_CONFIG',
  })
})
