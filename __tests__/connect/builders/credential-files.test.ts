import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from '@jest/globals'
import { makeCertificates } from '../../../script/rig/certificates.ts'
import type { Log } from '../../../src/base/ports.ts'
import { credentialFiles } from '../../../src/connect/builders/credential-files.ts'
import type { Credentials } from '../../../src/credentials/credentials.ts'
import type { CredentialPorts, CredentialSource } from '../../../src/credentials/source.ts'

let directory: string
let lines: string[]
let ports: CredentialPorts
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'credential-files-'))
  lines = []
  ports = { log: { info: (line: string) => lines.push(line) } as unknown as Log } as CredentialPorts
})
afterEach(() => rmSync(directory, { recursive: true }))

/** Returns one after the other, and the last one repeatedly. */
function source(...given: Credentials[]): CredentialSource {
  const obtain = async () => (given.length > 1 ? given.shift() : given[0]) as Credentials
  return { kind: 'identity', hasClient: given[0]?.client !== undefined, obtain }
}

it('knows the options before the files are written', async () => {
  const { authority, client } = await makeCertificates(join(directory, 'made'))
  const credentials = { ca: authority.cert, client: { cert: client.cert, key: client.key } }
  const at = mkdtempSync(join(directory, 'at-'))
  const files = credentialFiles(source(credentials), at, ports)
  const path = (name: string) => join(at, `${name}.pem`)
  expect(files.driverOpts).toEqual({
    ...{ cacert: path('cacert'), cert: path('cert'), key: path('key') },
  })
  expect(readdirSync(at)).toEqual([])
  expect(files.describe()).toBeUndefined()

  expect(await files.obtain()).toBe(credentials)
  expect(readdirSync(at)).toEqual(['cacert.pem', 'cert.pem', 'key.pem'])
  expect(readFileSync(path('key'), 'utf8')).toBe(client.key)
  for (const name of readdirSync(at)) expect(statSync(join(at, name)).mode & 0o777).toBe(0o600)
  expect(files.describe()).toMatch(/^Client certificate "client"/)
  expect(lines).toEqual([])
}, 60_000)

it('has no files for a client that shows no certificate', async () => {
  const files = credentialFiles(source({ ca: 'PEM' }), directory, ports)
  expect(files.driverOpts).toEqual({ cacert: `${directory}/cacert.pem` })
  await files.obtain()
  expect(readdirSync(directory)).toEqual(['cacert.pem'])
})

it('replaces the files when there is a new certificate, and logs it', async () => {
  const { authority, client, server } = await makeCertificates(join(directory, 'made'))
  const of = ({ cert, key }: typeof client) => ({ ca: authority.cert, client: { cert, key } })
  const [first, second] = [of(client), of(server)]
  const at = mkdtempSync(join(directory, 'at-'))
  const files = credentialFiles(source(first, first, second), at, ports)
  await files.obtain()
  const { ino } = statSync(join(at, 'key.pem'))
  await files.obtain()
  expect(statSync(join(at, 'key.pem')).ino).toBe(ino)
  await files.obtain()
  expect(readFileSync(join(at, 'key.pem'), 'utf8')).toBe(server.key)
  expect(readFileSync(join(at, 'cert.pem'), 'utf8')).toBe(server.cert)
  expect(readdirSync(at)).toEqual(['cacert.pem', 'cert.pem', 'key.pem'])
  expect(statSync(join(at, 'key.pem')).mode & 0o777).toBe(0o600)
  expect(lines).toEqual([expect.stringMatching(/^Client certificate "server"/)])
}, 60_000)

it('writes the files once for two connections at the same time', async () => {
  const { authority, client, server } = await makeCertificates(join(directory, 'made'))
  const of = ({ cert, key }: typeof client) => ({ ca: authority.cert, client: { cert, key } })
  const [first, second] = [of(client), of(server)]
  const at = mkdtempSync(join(directory, 'at-'))
  const files = credentialFiles(source(first, second), at, ports)
  await files.obtain()
  const both = await Promise.all([files.obtain(), files.obtain()])
  expect(both).toEqual([second, second])
  expect(readFileSync(join(at, 'key.pem'), 'utf8')).toBe(server.key)
  expect(lines).toHaveLength(1)
}, 60_000)

it('writes the files after a write that failed half-way', async () => {
  writeFileSync(join(directory, 'cacert.pem.new'), 'half')
  await credentialFiles(source({ ca: 'PEM' }), directory, ports).obtain()
  expect(readFileSync(join(directory, 'cacert.pem'), 'utf8')).toBe('PEM')
  expect(readdirSync(directory)).toEqual(['cacert.pem'])
})
