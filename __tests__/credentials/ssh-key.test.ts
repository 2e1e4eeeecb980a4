import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { makeSshKey, type SshKeyPair } from '../../script/rig/sshd.ts'
import { ConfigurationError } from '../../src/base/errors.ts'
import { readSshKey } from '../../src/credentials/ssh-key.ts'

const directory = mkdtempSync(join(tmpdir(), 'ssh-key-'))
const passphrase = 'a passphrase'
const keys: Record<string, SshKeyPair> = {}
const kinds = {
  ed25519: {},
  ecdsa: { type: 'ecdsa' },
  rsa: { type: 'rsa' },
  'rsa-pem': { type: 'rsa', isPem: true },
  protected: { passphrase },
  'protected-pem': { type: 'rsa', isPem: true, passphrase },
} as const
beforeAll(async () => {
  for (const [name, options] of Object.entries(kinds)) {
    keys[name] = await makeSshKey(join(directory, name), options)
  }
}, 60_000)
afterAll(() => rmSync(directory, { recursive: true }))

const key = (name: keyof typeof kinds) => keys[name] as SshKeyPair

describe('readSshKey', () => {
  it.each(['ed25519', 'ecdsa', 'rsa', 'rsa-pem'] as const)('accepts %s unchanged', (name) => {
    const { privateKey } = key(name)
    expect(readSshKey(privateKey)).toMatchObject({ text: privateKey, isProtected: false })
  })

  it.each<[string, (text: string) => string]>([
    ['in base64', (text) => Buffer.from(text).toString('base64')],
    ['with \\n written out', (text) => text.replaceAll('\n', '\\n')],
    ['with CRLF', (text) => text.replaceAll('\n', '\r\n')],
    ['without its last line end', (text) => text.trimEnd()],
  ])('accepts a key %s', (_, form) => {
    const { privateKey } = key('ed25519')
    expect(readSshKey(form(privateKey)).text).toBe(privateKey)
  })

  it('reports that a passphrase is needed, and the public key', () => {
    const { isProtected, publicKey } = readSshKey(key('protected').privateKey)
    expect(isProtected).toBe(true)
    expect(publicKey?.toString('base64')).toBe(key('protected').publicKey.split(' ')[1])
    expect(readSshKey(key('protected-pem').privateKey)).toMatchObject({ isProtected: true })
  })

  it.each<[string, () => string, RegExp]>([
    [
      'a public key',
      () => key('ed25519').publicKey,
      /^credentials-malformed: ssh-key is a public key\. /,
    ],
    [
      'anything else',
      () => 'hello',
      /^credentials-malformed: ssh-key is neither a key, nor base64 of one/,
    ],
    [
      "PuTTY's form",
      () => 'PuTTY-User-Key-File-3: ssh-ed25519',
      /^credentials-malformed: ssh-key is in PuTTY's form; PuTTYgen/,
    ],
    [
      'a certificate',
      () => '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n',
      /^credentials-malformed: ssh-key holds a "CERTIFICATE"\. /,
    ],
    [
      'a truncated key',
      () => {
        const lines = key('ed25519').privateKey.split('\n')
        return [...lines.slice(0, 2), ...lines.slice(-2)].join('\n')
      },
      /^credentials-malformed: ssh-key begins like a key but can't be read: /,
    ],
  ])('refuses %s in one line', (_, text, words) => {
    expect(() => readSshKey(text())).toThrow(ConfigurationError)
    expect(() => readSshKey(text())).toThrow(words)
    expect(() => readSshKey(text())).toThrow(/^[^\n]+$/)
  })
})
