import { createPrivateKey, createPublicKey, X509Certificate } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { authorityExtensions, type Certificate } from '../../script/rig/certificates.ts'
import {
  checkIssued,
  findChain,
  noKnownRoot,
  readIssued,
} from '../../src/credentials/issued-certificate.ts'
import { makeSpecial } from '../helpers/special-certificates.ts'

const directory = mkdtempSync(join(tmpdir(), 'issued-'))
const day = 86_400_000
const now = new Date()
const forClients = ['extendedKeyUsage=clientAuth']
let made = 0
let root: Certificate
let intermediate: Certificate
let other: Certificate
let leaf: Certificate

const make = (commonName: string, issuer: Certificate | undefined, more = {}) =>
  makeSpecial(join(directory, `${made++}`), {
    commonName,
    ...(issuer && { issuer }),
    extensions: authorityExtensions,
    ...more,
  })

beforeAll(async () => {
  root = await make('root', undefined)
  other = await make('other', undefined)
  intermediate = await make('intermediate', root)
  leaf = await make('acme-app', intermediate, { extensions: forClients })
}, 60_000)
afterAll(() => rmSync(directory, { recursive: true }))

const x509 = ({ cert }: Certificate) => new X509Certificate(cert)
const names = (chain: readonly X509Certificate[] | undefined) =>
  chain?.map(({ subject }) => subject.replace('CN=', ''))
const chainOf = (...certificates: Certificate[]) =>
  readIssued(
    'https://ca',
    certificates.map(({ cert }) => cert),
  )

describe('readIssued', () => {
  it('reads several certificates in one text', () => {
    expect(names(readIssued('https://ca', [leaf.cert + intermediate.cert]))).toEqual([
      'acme-app',
      'intermediate',
    ])
  })

  it.each([
    ['nothing', [], /holds no certificate in PEM/],
    ['words', ['hello'], /holds no certificate in PEM/],
    [
      'a damaged one',
      ['-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----'],
      /holds a certificate that can't be read/,
    ],
  ])('refuses %s', (_, texts, words) => {
    expect(() => readIssued('https://ca', texts)).toThrow(
      expect.objectContaining({ code: 'identity-answer', message: expect.stringMatching(words) }),
    )
  })
})

describe('findChain', () => {
  it('goes through the intermediate to the root, and leaves the root out', () => {
    expect(names(findChain(chainOf(leaf, intermediate), [x509(other), x509(root)]))).toEqual([
      'acme-app',
      'intermediate',
    ])
  })

  it('leaves out certificates that are not in the chain', () => {
    expect(names(findChain(chainOf(leaf, other, intermediate, root), [x509(root)]))).toEqual([
      'acme-app',
      'intermediate',
    ])
  })

  it('ends at a known intermediate, which the daemon may need', () => {
    expect(names(findChain(chainOf(leaf), [x509(intermediate)]))).toEqual([
      'acme-app',
      'intermediate',
    ])
  })

  it.each([
    ['the intermediate is missing', () => chainOf(leaf), () => [root]],
    ['the root is another', () => chainOf(leaf, intermediate), () => [other]],
    ['no root is known', () => chainOf(leaf, intermediate, root), () => []],
    ['the certificate itself is the root', () => chainOf(leaf), () => [leaf]],
  ])('finds no chain when %s', (_, chain, roots) => {
    expect(findChain(chain(), roots().map(x509))).toBeUndefined()
  })

  it('does not accept a leaf certificate as an authority', async () => {
    const below = await make('below', leaf, { extensions: forClients })
    expect(findChain(chainOf(below, leaf, intermediate), [x509(root)])).toBeUndefined()
  })

  it('does not accept another authority with the same name', async () => {
    // Without the key identifier, only the name says which authority issued a certificate.
    const extensions = [...authorityExtensions, 'subjectKeyIdentifier=none']
    const twin = await make('intermediate', undefined, { extensions })
    expect(findChain(chainOf(leaf, twin), [x509(twin)])).toBeUndefined()
    expect(names(findChain(chainOf(leaf, twin, intermediate), [x509(root)]))).toEqual([
      'acme-app',
      'intermediate',
    ])
  })
})

describe('checkIssued', () => {
  const keyOf = ({ key }: Certificate) => createPublicKey(createPrivateKey(key))
  const check = (certificates: Certificate[], at = now, authorityTime?: Date) =>
    checkIssued(chainOf(...certificates), {
      at: 'https://ca',
      publicKey: keyOf(certificates[0] as Certificate),
      now: at,
      authorityTime,
    })

  it('accepts a certificate for client authentication, also with other uses', async () => {
    check([leaf, intermediate])
    const both = ['extendedKeyUsage=serverAuth,clientAuth']
    check([await make('both', intermediate, { extensions: both })])
  })

  it('refuses a certificate for another key', () => {
    const expected = { at: 'https://ca', publicKey: keyOf(other), now }
    expect(() => checkIssued(chainOf(leaf), expected)).toThrow(
      'identity-answer: The certificate that https://ca issued ("acme-app") is for another key than that of this job.',
    )
  })

  it.each([
    ['for servers', ['extendedKeyUsage=serverAuth']],
    ['for no named use', ['basicConstraints=CA:FALSE']],
  ])('refuses a certificate %s', async (_, extensions) => {
    const certificate = await make('acme-app', intermediate, { extensions })
    expect(() => check([certificate])).toThrow(/its extendedKeyUsage lacks clientAuth/)
  })

  it('refuses a certificate that has expired or is not valid yet, and names both clocks', () => {
    const later = new Date(now.getTime() + 40 * day)
    expect(() => check([leaf], later)).toThrow(
      /^identity-answer: The certificate that https:\/\/ca issued \("acme-app"\) expired on .* UTC\. This runner's clock says .* UTC\.$/,
    )
    const earlier = new Date(now.getTime() - 9 * day)
    expect(() => check([leaf], earlier, now)).toThrow(
      /is not valid before .* This runner's clock says .* UTC, the authority's .* UTC\.$/,
    )
  })

  it('refuses a certificate whose intermediate has expired', async () => {
    const old = await make('old', root, { notAfter: new Date(now.getTime() - day / 2) })
    const fresh = await make('fresh', old, { extensions: forClients })
    expect(() => check([fresh, old])).toThrow(
      /^identity-answer: The certificate of "old", which https:\/\/ca sent along, expired on /,
    )
  })
})

it('names the known CAs and the signer', () => {
  expect(noKnownRoot('https://ca', chainOf(leaf), [x509(other), x509(other)]).message).toBe(
    'identity-answer: The certificate that https://ca issued ("acme-app") was signed by "intermediate", and leads neither to a CA in identity-ca or ca ("other") nor to one that the authority publishes. Add its root to identity-ca.',
  )
})
