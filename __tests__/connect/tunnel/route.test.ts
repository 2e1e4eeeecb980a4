import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from '@jest/globals'
import type { ConnectPorts } from '../../../src/connect/builder.ts'
import type { ConnectInputs } from '../../../src/connect/inputs.ts'
import { openWay } from '../../../src/connect/tunnel/route.ts'
import { parseEndpoint } from '../../../src/daemon/endpoint.ts'

const root = mkdtempSync(join(tmpdir(), 'way-'))
afterAll(() => rmSync(root, { recursive: true }))

it('a way that does not come about leaves no directory for its sockets', async () => {
  const directory = join(root, 'deep'.repeat(25))
  mkdirSync(directory)
  const key = { text: 'unused', isProtected: true, publicKey: undefined }
  const inputs = { driver: 'auto', ssh: { key } } as unknown as ConnectInputs
  const ports = { directory, env: {} } as unknown as ConnectPorts
  const opening = openWay(parseEndpoint('ssh://ci@host'), inputs, ports)
  await expect(opening).rejects.toThrow(/^ssh-key is protected by a passphrase/)
  const sockets = readFileSync(join(directory, 'sockets.path'), 'utf8')
  expect(sockets).toMatch(/^\/tmp\/remote-buildkit-/)
  expect(existsSync(sockets)).toBe(false)
})
