import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import {
  authorityExtensions,
  type Certificate,
  type Certificates,
  makeAuthority,
  makeCertificate,
  makeCertificates,
} from '../../script/rig/certificates.ts'
import { readCredentials } from '../../src/credentials/client-tls.ts'
import { makeSpecial, type SpecialCertificate } from '../helpers/special-certificates.ts'

const day = 86_400_000
const directory = mkdtempSync(join(tmpdir(), 'credentials-'))
afterAll(() => rmSync(directory, { recursive: true }))

let certificates: Certificates
let texts: { ca: string; cert: string; key: string }
let other: Certificate
let rsa: Certificate

beforeAll(async () => {
  certificates = await makeCertificates(directory, {
    client: { notAfter: new Date(Date.now() + 30 * day) },
  })
  const { authority, client } = certificates
  texts = { ca: authority.cert, cert: client.cert, key: client.key }
  other = await makeAuthority(join(directory, 'other'))
  rsa = await makeCertificate(authority, join(directory, 'rsa'), {
    commonName: 'rsa',
    keyType: 'rsa',
  })
}, 60_000)

function openssl(input: string, ...args: string[]): string {
  return execFileSync('openssl', args, { input, stdio: ['pipe', 'pipe', 'ignore'] }).toString()
}

describe('readCredentials', () => {
  it('accepts a certificate, its key and a CA', () => {
    const { ca, cert, key } = texts
    expect(readCredentials(texts)).toEqual({ ca, client: { cert, key } })
  })

  it('returns undefined without credentials, and accepts a CA alone', () => {
    expect(readCredentials({})).toBeUndefined()
    expect(readCredentials({ ca: texts.ca })).toEqual({ ca: texts.ca })
  })

  it('accepts RSA keys, in PKCS #8 and in the older form', () => {
    const older = openssl(rsa.key, 'rsa', '-traditional')
    expect(older).toContain('BEGIN RSA PRIVATE KEY')
    for (const key of [rsa.key, older]) {
      expect(readCredentials({ ca: texts.ca, cert: rsa.cert, key })?.client?.key).toBe(key)
    }
  })

  it('keeps a chain and several CAs, and drops other PEM blocks', () => {
    const { client } = certificates
    const chain = client.cert + texts.ca
    const read = readCredentials({
      ca: texts.ca + other.cert,
      cert: `${client.key}${chain}`,
      key: `-----BEGIN EC PARAMETERS-----\nBggqhkjOPQMBBw==\n-----END EC PARAMETERS-----\n${client.key}${chain}`,
    })
    expect(read).toEqual({ ca: texts.ca + other.cert, client: { cert: chain, key: client.key } })
  })

  it('puts the certificate of the key first, and its issuers after it', async () => {
    const { authority, client } = certificates
    const issuing = await makeSpecial(join(directory, 'issuing'), {
      commonName: 'issuing',
      issuer: authority,
      extensions: authorityExtensions,
    })
    const leaf = await makeSpecial(join(directory, 'leaf'), { commonName: 'ci', issuer: issuing })
    const { key } = leaf
    const chain = leaf.cert + issuing.cert
    const read = (ca: string, cert: string) => readCredentials({ ca, cert, key })?.client?.cert
    expect(read(authority.cert, chain)).toBe(chain)
    // Only OpenSSL would complete the chain in this setup.
    expect(read(authority.cert + issuing.cert, leaf.cert)).toBe(chain)
    expect(read(issuing.cert, leaf.cert)).toBe(chain)
    expect(read(authority.cert, leaf.cert)).toBe(leaf.cert)
    expect(read(authority.cert, issuing.cert + leaf.cert)).toBe(chain)
    expect(read(authority.cert, authority.cert + issuing.cert + leaf.cert)).toBe(
      chain + authority.cert,
    )
    // Another certificate of the same CA isn't lost.
    expect(read(authority.cert, client.cert + leaf.cert)).toBe(leaf.cert + client.cert)
  })

  it('completes the chain over two issuing CAs, and not with one that only has the same name', async () => {
    const { authority } = certificates
    const make = (name: string, options: Partial<SpecialCertificate>) =>
      makeSpecial(join(directory, `chain-${name}`), {
        commonName: name,
        extensions: authorityExtensions,
        ...options,
      })
    const upper = await make('upper', { issuer: authority })
    const lower = await make('lower', { issuer: upper })
    const namesake = await make('namesake', { commonName: 'lower', issuer: upper })
    const leaf = await make('ci', { issuer: lower, extensions: [] })
    const ca = namesake.cert + upper.cert + lower.cert + authority.cert
    expect(readCredentials({ ca, cert: leaf.cert, key: leaf.key })?.client?.cert).toBe(
      leaf.cert + lower.cert + upper.cert,
    )
  })

  it("drops a root that BuildKit can't read", async () => {
    const root = await makeSpecial(join(directory, 'negative'), {
      commonName: 'negative',
      extensions: authorityExtensions,
      serial: '-1234',
    })
    const { ca, cert, key } = texts
    expect(readCredentials({ ca, cert: cert + root.cert, key })?.client?.cert).toBe(cert)
  })

  it('turns a TRUSTED CERTIFICATE into a plain one', () => {
    const trusted = openssl(texts.ca, 'x509', '-trustout')
    expect(trusted).toContain('BEGIN TRUSTED CERTIFICATE')
    expect(readCredentials({ ca: trusted })).toEqual({ ca: texts.ca })
  })

  it.each([
    ['cert without key', { key: undefined }, /^credentials-\w+: key is empty but cert is given/],
    ['key without cert', { cert: undefined }, /^credentials-\w+: cert is empty but key is given/],
    [
      'a pair without ca',
      { ca: undefined },
      /^credentials-\w+: ca is empty but cert and key are given/,
    ],
    ['text as ca', { ca: 'hello' }, /^credentials-\w+: ca is neither PEM.*certificate in PEM/],
    ['text as key', { key: 'hello' }, /^credentials-\w+: key is neither PEM.*private key in PEM/],
  ])('refuses %s', (_, change: object, words) => {
    expect(() => readCredentials({ ...texts, ...change })).toThrow(words)
  })

  it('refuses a key in cert, and a certificate in key', () => {
    const { ca, cert, key } = texts
    expect(() => readCredentials({ ca, cert: key, key })).toThrow(
      /^credentials-\w+: cert holds a "PRIVATE KEY"/,
    )
    expect(() => readCredentials({ ca, cert, key: cert })).toThrow(
      /^credentials-\w+: key holds a "CERTIFICATE"/,
    )
  })

  it('refuses the key of another certificate', () => {
    expect(() => readCredentials({ ...texts, key: other.key })).toThrow(
      expect.objectContaining({
        code: 'client-key-mismatch',
        message: expect.stringMatching(
          /^client-key-mismatch: key does not belong to the certificate in cert/,
        ),
      }),
    )
  })

  it('refuses a key with a passphrase in both of its forms, and says how to remove it', () => {
    const encrypted = [
      openssl(texts.key, 'pkcs8', '-topk8', '-passout', 'pass:x'),
      openssl(rsa.key, 'rsa', '-traditional', '-aes128', '-passout', 'pass:x'),
    ]
    expect(encrypted[0]).toContain('BEGIN ENCRYPTED PRIVATE KEY')
    expect(encrypted[1]).toContain('Proc-Type: 4,ENCRYPTED')
    for (const key of encrypted) {
      expect(() => readCredentials({ ...texts, key })).toThrow(
        /^credentials-\w+: key is encrypted with a passphrase.*openssl pkey/,
      )
    }
  })

  it('refuses an OpenSSH key', () => {
    const key = texts.key.replaceAll('PRIVATE KEY', 'OPENSSH PRIVATE KEY')
    expect(() => readCredentials({ ...texts, key })).toThrow(
      /^credentials-\w+: key is an OpenSSH key/,
    )
  })

  it.each(['ca', 'cert', 'key'] as const)('refuses a truncated %s', (name) => {
    const lines = texts[name].split('\n')
    const cut = [...lines.slice(0, 2), ...lines.slice(3)].join('\n')
    expect(() => readCredentials({ ...texts, [name]: cut })).toThrow(
      new RegExp(`^credentials-malformed: ${name} begins like PEM but can't be read`),
    )
  })

  it('prints no input in a message', () => {
    for (const name of ['ca', 'cert', 'key'] as const) {
      const secret = 'c2VjcmV0LXNlY3JldC1zZWNyZXQ'
      expect(() => readCredentials({ ...texts, [name]: secret })).toThrow(
        expect.objectContaining({ message: expect.not.stringContaining(secret) }),
      )
    }
  })
})
