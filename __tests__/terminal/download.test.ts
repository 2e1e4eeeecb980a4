import { once } from 'node:events'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from '@jest/globals'
import { createBinaryStore } from '../../src/terminal/binary-store.ts'
import { download } from '../../src/terminal/download.ts'

let directory: string
let server: Server
let requests = 0
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'download-'))
  requests = 0
})
afterEach(() => {
  server?.close()
  rmSync(directory, { recursive: true })
})

async function serve(answer: RequestListener): Promise<string> {
  server = createServer((request, response) => {
    requests += 1
    answer(request, response)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/buildx`
}

it('downloads a file', async () => {
  const url = await serve((_, response) => response.end('binary'))
  const file = join(directory, 'a')
  await download(url, file, {})
  expect(readFileSync(file, 'utf8')).toBe('binary')
})

it('retries after a transient fault', async () => {
  const url = await serve((_, response) => {
    response.writeHead(requests === 1 ? 503 : 200).end('binary')
  })
  await download(url, join(directory, 'a'), {})
  expect(requests).toBe(2)
})

it('reports a missing file at once, and leaves none', async () => {
  const url = await serve((_, response) => response.writeHead(404).end('no'))
  const file = join(directory, 'a')
  await expect(download(url, file, {})).rejects.toMatchObject({
    isMissing: true,
    message: `${url} does not exist`,
  })
  expect({ requests, left: existsSync(file) }).toEqual({ requests: 1, left: false })
})

it('follows redirects, and uses the proxy for hosts that are not in NO_PROXY', async () => {
  const targets: string[] = []
  const proxy = createServer(({ url: target = '' }, response) => {
    targets.push(target)
    response.writeHead(302, { location: `${url}/found` }).end()
  })
  const url = await serve((_, response) => response.end('binary'))
  try {
    proxy.listen(0, '127.0.0.1')
    await once(proxy, 'listening')
    const http_proxy = `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`
    const file = join(directory, 'a')
    await download('http://releases.invalid/buildx', file, { http_proxy })
    expect(readFileSync(file, 'utf8')).toBe('binary')
    expect(targets).toEqual(['http://releases.invalid/buildx'])
  } finally {
    proxy.close()
  }
})

it('ends a circle of redirects', async () => {
  const url = await serve((_, response) => response.writeHead(302, { location: '/buildx' }).end())
  await expect(download(url, join(directory, 'a'), {})).rejects.toMatchObject({
    message: `${url} answers with 302`,
  })
  expect(requests).toBe(6)
})

it('keeps a binary for the next run', async () => {
  const url = await serve((_, response) => response.end('binary'))
  const file = join(directory, 'a')
  const store = createBinaryStore({ HOME: directory })
  const binary = { version: 'v1.2.3', platform: 'linux-amd64', program: 'buildx', checksum: '' }
  expect(await store.find(binary)).toBeUndefined()
  await store.download(url, file)
  const kept = await store.keep(file, binary)
  expect(kept).toBe(join(directory, '.cache', 'remote-buildkit', 'v1.2.3-linux-amd64', 'buildx'))
  expect(await store.find(binary)).toBe(kept)
})

it('works without a writable cache', async () => {
  const store = createBinaryStore({ XDG_CACHE_HOME: '/dev/null' })
  const binary = { version: 'v1', platform: 'linux-amd64', program: 'buildx', checksum: '' }
  const file = join(directory, 'a')
  writeFileSync(file, 'binary')
  expect(await store.keep(file, binary)).toBe(file)
})
