import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it, jest } from '@jest/globals'
import { openJobCache } from '../../../src/github/buildx-store/job-cache.ts'

// e2e/install-cache.test.ts uses a real service. These are answers that it doesn't give.

let directory: string
let server: Server
beforeEach(() => {
  // The library writes its lines there.
  jest.spyOn(process.stdout, 'write').mockReturnValue(true)
  directory = mkdtempSync(join(tmpdir(), 'job-cache-'))
})
afterEach(() => {
  jest.restoreAllMocks()
  server.close()
  rmSync(directory, { recursive: true })
})

const binary = {
  ...{ version: 'v0.36.1', platform: 'linux-amd64', program: 'buildx' },
  checksum: 'a'.repeat(64),
}

/** Looks for a program that a service has answered about with this status, then saves it. */
async function restoreAndSave(status: number): Promise<readonly string[]> {
  const requests: string[] = []
  server = createServer(({ method, url = '' }, response) => {
    requests.push(`${method} ${url.replace(/\?.*/, '')}`)
    response.writeHead(method === 'GET' ? status : 403).end()
  })
  await new Promise<void>((listens) => server.listen(0, '127.0.0.1', listens))
  const { port } = server.address() as AddressInfo
  // The library reads them from the environment of the process.
  Object.assign(process.env, {
    ACTIONS_CACHE_URL: `http://127.0.0.1:${port}/`,
    ACTIONS_RUNTIME_TOKEN: 'token',
    ACTIONS_CACHE_SERVICE_V2: '',
    GITHUB_WORKSPACE: directory,
    RUNNER_TEMP: directory,
    RUNNER_ENVIRONMENT: 'github-hosted',
  })
  const file = join(directory, 'downloaded')
  writeFileSync(file, 'the binary')
  const cache = openJobCache(binary, process.env)
  expect(await cache?.restore(join(directory, 'buildx'))).toBe(false)
  await cache?.save(file)
  return requests
}

const look = 'GET /_apis/artifactcache/cache'

it('a program that the service lacks is saved there', async () => {
  expect(await restoreAndSave(204)).toEqual([look, 'POST /_apis/artifactcache/caches'])
})

it('a service that gave no clear answer gets nothing to store', async () => {
  expect(await restoreAndSave(403)).toEqual([look])
})
