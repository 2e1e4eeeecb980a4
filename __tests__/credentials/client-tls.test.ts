import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import {
  type Certificate,
  type Certificates,
  makeAuthority,
  makeCertificate,
  makeCertificates,
} from '../../script/rig/certificates.ts'
import { checkValidity, describeClient, readCredentials } from '../../src/credentials/client-tls.ts'

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
  it('takes a pair and its CA', () => {
    const { ca, cert, key } = texts
    expect(readCredentials(texts)).toEqual({ ca, client: { cert, key } })
  })

  it('takes none at all, and a CA alone', () => {
    expect(readCredentials({})).toBeUndefined()
    expect(readCredentials({ ca: texts.ca })).toEqual({ ca: texts.ca })
  })

  it('takes RSA keys, in PKCS #8 and in the older form', () => {
    const older = openssl(rsa.key, 'rsa', '-traditional')
    expect(older).toContain('BEGIN RSA PRIVATE KEY')
    for (const key of [rsa.key, older]) {
      expect(readCredentials({ ca: texts.ca, cert: rsa.cert, key })?.client?.key).toBe(key)
    }
  })

  it('takes a chain and several CAs, and leaves out what does not belong', () => {
    const { client } = certificates
    const chain = client.cert + texts.ca
    const read = readCredentials({
      ca: texts.ca + other.cert,
      cert: `${client.key}${chain}`,
      key: `-----BEGIN EC PARAMETERS-----\nBggqhkjOPQMBBw==\n-----END EC PARAMETERS-----\n${client.key}${chain}`,
    })
    expect(read).toEqual({ ca: texts.ca + other.cert, client: { cert: chain, key: client.key } })
  })

  it('makes a plain certificate of a trusted one, which buildx would not read', () => {
    const trusted = openssl(texts.ca, 'x509', '-trustout')
    expect(trusted).toContain('BEGIN TRUSTED CERTIFICATE')
    expect(readCredentials({ ca: trusted })).toEqual({ ca: texts.ca })
  })

  it.each([
    ['cert without key', { key: undefined }, /^key is empty but cert is given/],
    ['key without cert', { cert: undefined }, /^cert is empty but key is given/],
    ['a pair without ca', { ca: undefined }, /^ca is empty but cert and key are given/],
    ['text as ca', { ca: 'hello' }, /^ca is neither PEM.*certificate in PEM/],
    ['text as key', { key: 'hello' }, /^key is neither PEM.*private key in PEM/],
  ])('refuses %s', (_, change: object, words) => {
    expect(() => readCredentials({ ...texts, ...change })).toThrow(words)
  })

  it('refuses a key where a certificate belongs, and the other way round', () => {
    const { ca, cert, key } = texts
    expect(() => readCredentials({ ca, cert: key, key })).toThrow(/^cert holds a "PRIVATE KEY"/)
    expect(() => readCredentials({ ca, cert, key: cert })).toThrow(/^key holds a "CERTIFICATE"/)
  })

  it('refuses the key of another certificate', () => {
    expect(() => readCredentials({ ...texts, key: other.key })).toThrow(
      expect.objectContaining({
        code: 'client-key-mismatch',
        message: expect.stringMatching(/^key does not belong to the certificate in cert/),
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
        /^key is protected by a passphrase.*openssl pkey/,
      )
    }
  })

  it('refuses an OpenSSH key', () => {
    const key = texts.key.replaceAll('PRIVATE KEY', 'OPENSSH PRIVATE KEY')
    expect(() => readCredentials({ ...texts, key })).toThrow(/^key is an OpenSSH key/)
  })

  it.each(['ca', 'cert', 'key'] as const)('refuses %s when a piece of it is lost', (name) => {
    const lines = texts[name].split('\n')
    const cut = [...lines.slice(0, 2), ...lines.slice(3)].join('\n')
    expect(() => readCredentials({ ...texts, [name]: cut })).toThrow(
      new RegExp(`^${name} begins like PEM but can't be read`),
    )
  })

  it('never repeats what the inputs hold', () => {
    for (const name of ['ca', 'cert', 'key'] as const) {
      const secret = 'c2VjcmV0LXNlY3JldC1zZWNyZXQ'
      expect(() => readCredentials({ ...texts, [name]: secret })).toThrow(
        expect.objectContaining({ message: expect.not.stringContaining(secret) }),
      )
    }
  })
})

describe('checkValidity', () => {
  const at = (days: number) => new Date(Date.now() + days * day)
  const check = (now: Date) => {
    const credentials = readCredentials(texts)
    return credentials && checkValidity(credentials, now)
  }

  it('says nothing when all is well', () => {
    expect(check(at(0))).toEqual([])
    expect(check(at(15))).toEqual([])
  })

  it('warns from 14 days before the end', () => {
    expect(check(at(17))).toEqual([
      expect.stringMatching(/^The certificate in cert expires in 12 days, on \d{4}-\d\d-\d\d/),
    ])
    expect(check(at(29.9))).toEqual([expect.stringContaining('expires in less than a day')])
  })

  it('refuses a client certificate that has expired', () => {
    expect(() => check(at(31))).toThrow(
      expect.objectContaining({
        code: 'client-cert-expired',
        message: expect.stringMatching(/cert \("client"\) expired on \d{4}-/),
      }),
    )
  })

  it('only warns of an old certificate that comes with a good one', async () => {
    const old = await makeAuthority(join(directory, 'superfluous'), {
      commonName: 'superfluous',
      notBefore: at(-20),
      notAfter: at(-10),
    })
    const credentials = readCredentials({ ...texts, cert: texts.cert + old.cert })
    expect(credentials && checkValidity(credentials, at(0))).toEqual([
      expect.stringMatching(/^cert also holds "superfluous", which expired on \d{4}-\d\d-\d\d\. /),
    ])
  })

  it('refuses a CA that has expired, unless another one is still good', async () => {
    const old = await makeAuthority(join(directory, 'old'), {
      notBefore: at(-20),
      notAfter: at(-10),
    })
    const { cert, key } = texts
    const of = (ca: string) => readCredentials({ ca, cert, key })
    const credentials = of(old.cert)
    expect(() => credentials && checkValidity(credentials, at(0))).toThrow(
      expect.objectContaining({ code: 'server-cert-untrusted' }),
    )
    const both = of(old.cert + texts.ca)
    expect(both && checkValidity(both, at(0))).toEqual([])
  })

  it('refuses a client certificate whose time has not come', async () => {
    const { authority } = certificates
    const early = await makeCertificate(authority, join(directory, 'early'), {
      commonName: 'early',
      notBefore: at(2),
      notAfter: at(40),
    })
    const credentials = readCredentials({ ca: texts.ca, cert: early.cert, key: early.key })
    expect(() => credentials && checkValidity(credentials, at(0))).toThrow(
      expect.objectContaining({
        code: 'client-cert-expired',
        message: expect.stringMatching(/\("early"\) is not valid before /),
      }),
    )
  })
})

describe('describeClient', () => {
  it('names the client and the last day', () => {
    const credentials = readCredentials(texts)
    expect(credentials && describeClient(credentials)).toMatch(
      /^Client certificate "client", valid until \d{4}-\d\d-\d\d$/,
    )
    expect(describeClient({ ca: texts.ca })).toBeUndefined()
  })
})
