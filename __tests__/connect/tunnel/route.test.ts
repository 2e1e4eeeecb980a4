import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { afterAll, expect, it } from '@jest/globals'
import { openRoute } from '../../../src/connect/tunnel/route.ts'
import { parseEndpoint } from '../../../src/daemon/endpoint.ts'
import { readLeftovers } from '../../../src/leftovers/journal.ts'

const root = mkdtempSync(join(tmpdir(), 'route-'))
afterAll(() => rmSync(root, { recursive: true }))

it('is direct for an address that this machine can connect to', async () => {
  const endpoint = parseEndpoint('tcp://daemon:1234')
  const ports = { directory: root, env: {} }
  const route = await openRoute(endpoint, { driver: 'auto', ssh: {} }, root, ports)
  expect(route.endpoint).toBe(endpoint)
  const probe = async () => 'answer'
  expect(route.wrapProbe(probe)).toBe(probe)
  expect(readLeftovers(root)).toEqual([])
})

it('leaves no directory for sockets when the inputs allow no route', async () => {
  const directory = join(root, 'deep'.repeat(25))
  mkdirSync(directory)
  const key = { text: 'unused', isProtected: true }
  const seen: string[] = []
  const env = {
    // Evaluated once the directory exists.
    get SSH_AUTH_SOCK() {
      for (const each of readLeftovers(directory)) {
        if (each.kind === 'sockets' && existsSync(each.directory)) seen.push(each.directory)
      }
      return undefined
    },
  }
  const opening = openRoute(
    parseEndpoint('ssh://ci@host'),
    { driver: 'auto', ssh: { key } },
    directory,
    { directory, env: env as unknown as NodeJS.ProcessEnv },
  )
  await expect(opening).rejects.toThrow(
    /^credentials-malformed: ssh-key is protected by a passphrase/,
  )
  expect(seen).toEqual([expect.stringMatching(/^\/tmp\/remote-buildkit-[0-9a-f]{8}$/)])
  expect(seen.filter((path) => existsSync(path))).toEqual([])
  expect(readLeftovers(directory)).toEqual([])
})

it.each([
  ['remote', 'buildctl dial-stdio'],
  ['auto', 'docker system dial-stdio'],
  ['docker-container', 'docker system dial-stdio'],
] as const)('with driver %s, ssh runs %s on the host', async (driver, words) => {
  const [directory, bin] = [mkdtempSync(join(root, 'x')), mkdtempSync(join(root, 'bin'))]
  writeFileSync(join(bin, 'ssh'), '#!/bin/sh\necho "$@"\n', { mode: 0o755 })
  const ports = { directory, env: { PATH: `${bin}:${process.env.PATH}` } }
  const endpoint = parseEndpoint('ssh://ci@host')
  const route = await openRoute(endpoint, { driver, ssh: {} }, directory, ports)
  expect(route).toMatchObject({ endpoint: { kind: 'unix', url: 'ssh://ci@host' } })
  const { path } = route.endpoint as { readonly path: string }
  expect(await text(connect(path))).toMatch(new RegExp(`${words}\\n$`))
  route.close()
})
