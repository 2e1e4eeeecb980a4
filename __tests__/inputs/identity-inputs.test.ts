import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { type Certificate, makeAuthority } from '../../script/rig/certificates.ts'
import { ConfigurationError } from '../../src/base/errors.ts'
import { parseIdentity, readIdentityInputs } from '../../src/inputs/identity-inputs.ts'
import { collectMasks } from '../../src/inputs/masks.ts'
import { createInputReader } from '../../src/inputs/reader.ts'

const directory = mkdtempSync(join(tmpdir(), 'identity-inputs-'))
let authority: Certificate
let other: Certificate
beforeAll(async () => {
  authority = await makeAuthority(join(directory, 'authority'))
  other = await makeAuthority(join(directory, 'other'))
})
afterAll(() => rmSync(directory, { recursive: true }))

const token = ['{}', '{}', 'x'].map((part) => Buffer.from(part).toString('base64url')).join('.')

function read(given: Readonly<Record<string, string>>) {
  const masked: string[] = []
  const masks = collectMasks((secret) => masked.push(secret))
  const reader = createInputReader((name) => given[name] ?? '')
  try {
    return { options: readIdentityInputs(reader, masks), masked }
  } finally {
    masks.flush()
  }
}

describe('parseIdentity', () => {
  it.each([
    ['step-ca+https://ca.example.com', 'https://ca.example.com/', 'https://ca.example.com'],
    ['step-ca+https://ca.example.com/', 'https://ca.example.com/', 'https://ca.example.com'],
    [
      'step-ca+https://CA.example.com:443/github',
      'https://ca.example.com/',
      'https://ca.example.com/github',
    ],
    [
      'step-ca+https://ca.example.com:9000/github/',
      'https://ca.example.com:9000/',
      'https://ca.example.com:9000/github',
    ],
    ['step-ca+https://[fd00::1]:9000', 'https://[fd00::1]:9000/', 'https://[fd00::1]:9000'],
  ])('accepts %s', (address, url, audience) => {
    expect(parseIdentity(address, '')).toEqual({
      authority: { kind: 'step-ca', url: new URL(url) },
      audience,
    })
  })

  it.each([
    [
      'vault+https://vault.example.com/pki/sign/ci',
      'ci',
      { signPath: 'pki/sign/ci', authMount: 'jwt', role: 'ci' },
    ],
    [
      'vault+https://vault.example.com/a/pki/sign/ci/',
      'github/ci',
      { signPath: 'a/pki/sign/ci', authMount: 'github', role: 'ci' },
    ],
    [
      'vault+https://vault.example.com/pki/issuer/one/sign/ci',
      'a/b/ci',
      { signPath: 'pki/issuer/one/sign/ci', authMount: 'a/b', role: 'ci' },
    ],
    [
      'vault+https://vault.example.com/pki/sign/ci?namespace=admin/team',
      'ci',
      { signPath: 'pki/sign/ci', authMount: 'jwt', role: 'ci', namespace: 'admin/team' },
    ],
  ])('accepts %s with the role %s', (address, role, parts) => {
    expect(parseIdentity(address, role)).toEqual({
      authority: { kind: 'vault', url: new URL('https://vault.example.com'), ...parts },
      audience: 'https://vault.example.com',
    })
  })

  it.each([
    ['https://ca.example.com', ''],
    ['step-ca+http://ca.example.com', ''],
    ['step-ca+https://', ''],
    ['step-ca+https://ca.example.com:99999', ''],
    ['step-ca+https://ca.example.com/a/b', ''],
    ['step-ca+https://ca.example.com?a=b', ''],
    ['step-ca+https://ca.example.com#a', ''],
    ['step-ca+https://user@ca.example.com', ''],
    ['vault+https://vault.example.com', 'ci'],
    ['vault+https://vault.example.com/sign/ci', 'ci'],
    ['vault+https://vault.example.com/pki/issue/ci', 'ci'],
    ['vault+https://vault.example.com/pki/sign/ci?name=x', 'ci'],
    ['consul+https://example.com', ''],
    ['hello', ''],
  ])('refuses %s', (address, role) => {
    expect(() => parseIdentity(address, role)).toThrow(
      `identity: "${address}" is not the address of an authority. Write step-ca+https://`,
    )
  })

  it('does not print a password', () => {
    const address = 'step-ca+https://user:secret@ca.example.com'
    expect(() => parseIdentity(address, '')).toThrow(/^identity is not the address of an authority/)
  })

  it.each([
    ['', /^identity-role is empty\./],
    ['a b', /^identity-role: "a b" is not a role/],
    ['jwt/', /^identity-role: "jwt\/" is not a role/],
  ])('refuses the role %j for Vault', (role, words) => {
    expect(() => parseIdentity('vault+https://v.example.com/pki/sign/ci', role)).toThrow(words)
  })

  it('refuses a role for step-ca', () => {
    expect(() => parseIdentity('step-ca+https://ca.example.com', 'ci')).toThrow(
      /^identity-role is given, but only Vault has roles\./,
    )
  })
})

describe('readIdentityInputs', () => {
  const identity = 'step-ca+https://ca.example.com'

  it('returns nothing without identity', () => {
    expect(read({ 'identity-lifetime': '1h', ca: authority.cert }).options).toBeUndefined()
  })

  it('has defaults', () => {
    expect(read({ identity, ca: authority.cert }).options).toEqual({
      authority: { kind: 'step-ca', url: new URL('https://ca.example.com') },
      audience: 'https://ca.example.com',
      authorityCa: authority.cert,
      ca: authority.cert,
      lifetime: 3600,
      token: undefined,
    })
  })

  it('reads every input, PEM also in base64 or from a file', () => {
    const path = join(directory, 'ca.pem')
    writeFileSync(path, other.cert)
    const { options, masked } = read({
      identity,
      ca: Buffer.from(authority.cert).toString('base64'),
      'identity-audience': 'builds',
      'identity-ca': path,
      'identity-lifetime': '30m',
      'identity-token': token,
    })
    expect(options).toMatchObject({
      audience: 'builds',
      authorityCa: other.cert,
      ca: authority.cert,
      lifetime: 1800,
      token,
    })
    // CA certificates are public.
    expect(masked).toEqual([token])
  })

  it('reads the CAs of the system', () => {
    const { options } = read({ identity, ca: authority.cert, 'identity-ca': 'system' })
    expect(options?.authorityCa).toBe('system')
  })

  it.each([
    [{ cert: 'x' }, /^identity and cert are both given\./],
    [{ key: 'x' }, /^identity and key are both given\./],
    [{ ca: '' }, /^credentials-missing: ca is empty but identity is given\./],
    [{ ca: 'hello' }, /^credentials-malformed: ca is neither PEM/],
    [{ 'identity-ca': 'hello' }, /^credentials-malformed: identity-ca is neither PEM/],
    [{ 'identity-lifetime': 'soon' }, /^identity-lifetime: "soon" is not a duration/],
    [{ 'identity-lifetime': '0' }, /^identity-lifetime: "0" is not a lifetime/],
    [{ 'identity-lifetime': '25h' }, /^identity-lifetime: "25h" is not a lifetime/],
    [
      { 'identity-token': '$ID_TOKEN' },
      /^identity-no-token: identity-token holds no identity token/,
    ],
    [{ identity: '', 'identity-role': 'ci' }, /^identity-role is given but identity is empty\./],
    [{ identity: '', 'identity-token': token }, /^identity-token is given but identity is empty\./],
    [{ identity: '', 'identity-lifetime': '2h' }, /^identity-lifetime is given but identity/],
  ])('refuses %j', (more, words) => {
    const given = { identity, ca: authority.cert, ...more }
    expect(() => read(given)).toThrow(words)
    expect(() => read(given)).toThrow(ConfigurationError)
  })

  it('masks a token even if it refuses it', () => {
    const masked: string[] = []
    const masks = collectMasks((secret) => masked.push(secret))
    const reader = createInputReader((name) => (name === 'identity-token' ? 'no-token' : ''))
    expect(() => readIdentityInputs(reader, masks)).toThrow()
    masks.flush()
    expect(masked).toEqual(['no-token'])
  })
})
