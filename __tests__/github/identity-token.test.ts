import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type IncomingMessage, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, it } from '@jest/globals'
import { requestIdentityToken } from '../../src/github/identity-token.ts'

let server: Server | undefined
afterEach(() => {
  server?.close()
})

/** Imitates the token endpoint of GitHub's runner service. */
async function serve(status: number, body: string): Promise<IncomingMessage[]> {
  const requests: IncomingMessage[] = []
  server = createServer((request, response) => {
    requests.push(request)
    response.writeHead(status, { 'content-type': 'application/json' }).end(body)
  })
  await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve))
  return requests
}

function request(env: NodeJS.ProcessEnv = {}): Promise<string> {
  const { port } = (server as Server).address() as AddressInfo
  const given = {
    ACTIONS_ID_TOKEN_REQUEST_URL: `http://127.0.0.1:${port}/token?api-version=2.0`,
    ACTIONS_ID_TOKEN_REQUEST_TOKEN: 'bearer-text',
  }
  return requestIdentityToken('a b', { ...given, ...env }, new AbortController().signal)
}

it('requests the audience with the job’s bearer token', async () => {
  const requests = await serve(200, '{"value":"a.b.c"}')
  expect(await request()).toBe('a.b.c')
  expect(requests.map(({ url }) => url)).toEqual(['/token?api-version=2.0&audience=a+b'])
  expect(requests[0]?.headers.authorization).toBe('Bearer bearer-text')
})

it.each([
  [401, '{}', "GitHub's token service answered with HTTP status 401."],
  [200, '{"value":""}', "GitHub's token service answered without a token."],
  [200, 'no JSON', "GitHub's token service answered without a token."],
])('refuses the answer %s %s', async (status, body, message) => {
  await serve(status, body)
  await expect(request()).rejects.toThrow(message)
})

it('names the missing permission', async () => {
  await serve(200, '{}')
  const unset = { ACTIONS_ID_TOKEN_REQUEST_TOKEN: '' }
  await expect(request(unset)).rejects.toThrow('id-token: write')
})

it('does not blame the workflow of a fork, which gets no token from GitHub', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'identity-token-'))
  const path = join(directory, 'event.json')
  const repositories = {
    head: { repo: { full_name: 'a/fork' } },
    base: { repo: { full_name: 'b/b' } },
  }
  writeFileSync(path, JSON.stringify({ pull_request: repositories }))
  await serve(200, '{}')
  const unset = { ACTIONS_ID_TOKEN_REQUEST_URL: '', GITHUB_EVENT_PATH: path }
  const message = await request(unset).catch(String)
  rmSync(directory, { recursive: true })
  expect(message).toMatch(/GitHub gives none to a run of code from a fork\.$/)
  expect(message).not.toMatch(/id-token/)
})

it.each([500, 503, 429])('retries after HTTP status %d', async (status) => {
  const requests: string[] = []
  server = createServer(({ url = '' }, response) => {
    requests.push(url)
    response.writeHead(requests.length < 3 ? status : 200).end('{"value":"a.b.c"}')
  })
  await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve))
  expect(await request()).toBe('a.b.c')
  expect(requests).toHaveLength(3)
})

it('prints neither the address nor the bearer token when the connection fails', async () => {
  await serve(200, '{}')
  const unreachable = { ACTIONS_ID_TOKEN_REQUEST_URL: 'http://127.0.0.1:1/secret-path' }
  const error = await request(unreachable).catch((fault: Error) => fault)
  expect(error).toBeInstanceOf(Error)
  expect(String(error)).toMatch(/gave no answer/)
  expect(String(error)).not.toMatch(/secret-path|bearer-text/)
})

it.each([
  [
    'http://user:secret@127.0.0.1:1',
    /^GitHub's token service can't be asked\. Nothing listens at /,
  ],
  [
    'http://user:secret@',
    /^GitHub's token service can't be asked\. The proxy in HTTPS_PROXY has no /,
  ],
])('names the proxy %s, without its password', async (HTTPS_PROXY, words) => {
  await serve(200, '{}')
  const ACTIONS_ID_TOKEN_REQUEST_URL = 'https://token.example.com/secret-path'
  const error = await request({ ACTIONS_ID_TOKEN_REQUEST_URL, HTTPS_PROXY }).catch(
    ({ message }: Error) => message,
  )
  expect(error).toMatch(words)
  expect(error).toMatch(/ in HTTPS_PROXY/)
  expect(error).not.toMatch(/secret/)
})
