import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from '@jest/globals'
import { run } from '../../script/rig/run.ts'
import { makeSshKey } from '../../script/rig/sshd.ts'
import { ConfigurationError } from '../../src/base/errors.ts'
import { readHostKey, readKnownHosts } from '../../src/credentials/known-hosts.ts'

const directory = mkdtempSync(join(tmpdir(), 'known-hosts-'))
afterAll(() => rmSync(directory, { recursive: true }))

const line = 'host.example.com ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIEfeuONj'

describe('readKnownHosts', () => {
  it.each([
    ['one line', line],
    ['several, with comments', `# host\n\n${line}\n`],
    ['CRLF', `${line}\r\n`],
    ['\\n written out', `${line}\\n`],
  ])('accepts %s', (_, text) => {
    expect(readKnownHosts(text)).toBe(`${line}\n`)
  })

  it('accepts a certificate authority and a hashed name', () => {
    const text = `@cert-authority *.example.com ${line.split(' ').slice(1).join(' ')} comment\n|1|abc=|def= ${line.split(' ').slice(1).join(' ')}\n`
    expect(readKnownHosts(text)).toBe(text)
  })

  it.each([
    ['a name alone', 'host', 'line 1 is not a line of known_hosts. ssh-keyscan prints'],
    [
      'a key alone',
      line.split(' ').slice(1).join(' '),
      "The host's name must come before the key.",
    ],
    [
      'nothing but comments',
      '# host:22 SSH-2.0-OpenSSH_9.2\n\n',
      'has no line with a host key, only comments',
    ],
    ['a fingerprint', `${line}\nhost SHA256:abc`, 'line 2 is not a line of known_hosts.'],
    ['what follows a comment', `# host\n\n${line}\nhost`, 'line 4 is not a line of known_hosts.'],
  ])('refuses %s', (_, text, words) => {
    expect(() => readKnownHosts(text)).toThrow(ConfigurationError)
    expect(() => readKnownHosts(text)).toThrow(words)
  })
})

describe('readHostKey', () => {
  it.each([
    ['ed25519', 'ED25519'],
    ['rsa', 'RSA'],
    ['ecdsa', 'ECDSA'],
  ] as const)(
    'returns the fingerprint of %s as ssh-keygen prints it',
    async (type, name) => {
      const key = await makeSshKey(join(directory, type), { type })
      const known = `host ${key.publicKey}`
      const [, fingerprint] = (await run('ssh-keygen', ['-lf', `${key.path}.pub`])).split(' ')
      expect(readHostKey(known)).toEqual({ line: known.trim(), type: name, fingerprint })
    },
    60_000,
  )

  it('finds none in other text', () => {
    expect(readHostKey('')).toBeUndefined()
  })
})
