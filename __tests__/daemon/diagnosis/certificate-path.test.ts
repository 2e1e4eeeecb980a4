import { X509Certificate } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import type { Certificate } from '../../../script/rig/certificates.ts'
import {
  findPaths,
  findRespelled,
  problemOf,
} from '../../../src/daemon/diagnosis/certificate-path.ts'
import { makeSpecial, type SpecialCertificate } from '../../helpers/special-certificates.ts'

// e2e/verdicts.test.ts compares the same rules with buildx.

const directory = mkdtempSync(join(tmpdir(), 'certificate-path-'))
afterAll(() => rmSync(directory, { recursive: true }))

const day = 86_400_000
const authority = ['basicConstraints=critical,CA:TRUE']
let made = 0
const make = (commonName: string, options: Partial<SpecialCertificate> = {}) =>
  makeSpecial(join(directory, `${made++}`), { commonName, extensions: authority, ...options })
const read = ({ cert }: Certificate) => new X509Certificate(cert)

let root: Certificate
let middle: Certificate
let leaf: Certificate
beforeAll(async () => {
  root = await make('root')
  middle = await make('middle', { issuer: root })
  leaf = await make('leaf', { issuer: middle, extensions: [] })
}, 60_000)

const names = (paths: ReturnType<typeof findPaths>) =>
  paths.map((path) => path.map(({ subject }) => subject.replace('CN=', '')).join(' '))

describe('findPaths', () => {
  it('leads over the certificates that were sent to a trusted one, in any order', async () => {
    const stranger = read(await make('stranger'))
    const chain = [read(leaf), stranger, read(root), read(middle)] as const
    expect(names(findPaths([...chain], [read(root)]))).toEqual(['leaf middle root'])
    expect(names(findPaths([read(leaf)], [read(middle)]))).toEqual(['leaf middle'])
    expect(names(findPaths([read(leaf)], [read(leaf)]))).toEqual(['leaf'])
    expect(names(findPaths([read(leaf)], [read(root)]))).toEqual([])
  })

  it('follows signatures, not only names', async () => {
    const twins = [read(await make('root')), read(root)]
    const chain = [read(leaf), read(middle)] as const
    for (const authorities of [twins, twins.toReversed()]) {
      const [path] = findPaths([...chain], authorities)
      expect(path?.at(-1)?.fingerprint256).toBe(read(root).fingerprint256)
    }
  })

  it('follows names in the same type of string only, as Go compares their bytes', async () => {
    const printable = await make('ca', { stringMask: 'nombstr' })
    const again = await make('ca', { stringMask: 'nombstr', key: printable.key })
    const utf8 = await make('ca', { stringMask: 'utf8only', key: printable.key })
    const below = read(await make('leaf', { issuer: printable, extensions: [] }))
    expect(read(utf8).subject).toBe(read(printable).subject)
    expect(names(findPaths([below], [read(utf8)]))).toEqual([])
    expect(names(findPaths([below], [read(utf8), read(again)]))).toEqual(['leaf ca'])
    expect(names(findPaths([below, read(printable)], [read(utf8)]))).toEqual([])
  })

  it('terminates for certificates that issued each other', async () => {
    const crossed = read(await make('root', { issuer: middle, key: root.key }))
    const chain = [read(leaf), read(middle), crossed] as const
    expect(names(findPaths([...chain], []))).toEqual([])
    expect(names(findPaths([...chain], [read(root)]))).toEqual(['leaf middle root'])
  })
})

describe('findRespelled', () => {
  it('finds the certificate that has a name in another type of string, wherever it is', async () => {
    const old = await make('ca', { stringMask: 'nombstr' })
    const young = await make('ca', { stringMask: 'utf8only', key: old.key })
    const middle = await make('middle', { stringMask: 'nombstr', issuer: old })
    const again = await make('middle', { stringMask: 'utf8only', issuer: old, key: middle.key })
    const other = await make('other', { issuer: young })
    const below = read(await make('leaf', { issuer: middle, extensions: [] }))
    const [root, newRoot] = [read(old), read(young)]
    const [sound, respelled] = [read(middle), read(again)]
    expect(findRespelled([below, respelled], [root])).toBe(respelled)
    expect(findRespelled([below, sound], [newRoot])).toBe(newRoot)
    expect(findRespelled([below, sound, root], [newRoot])).toBe(newRoot)
    expect(findRespelled([below], [respelled])).toBe(respelled)
    expect(findRespelled([below, respelled, sound], [newRoot])).toBe(newRoot)
    // What else is sent doesn't count.
    expect(findRespelled([read(leaf), read(other)], [root])).toBeUndefined()
  })

  it('finds none where the names are those of the issuers, or the key is another', async () => {
    const twin = read(await make('root', { stringMask: 'nombstr' }))
    const chain = [read(leaf), read(middle)] as const
    expect(findRespelled([...chain], [read(root)])).toBeUndefined()
    expect(findRespelled([...chain], [twin])).toBeUndefined()
    expect(findRespelled([...chain], [])).toBeUndefined()
  })
})

describe('problemOf', () => {
  const at = (days: number) => new Date(Date.now() + days * day)
  const ofLeaf = async (options: Partial<SpecialCertificate>) =>
    [read(await make('leaf', { issuer: root, extensions: [], ...options })), read(root)] as const
  const under = async (options: Partial<SpecialCertificate>) => {
    const special = await make('special', { issuer: root, ...options })
    const below = await make('leaf', { issuer: special, extensions: [] })
    return [read(below), read(special), read(root)] as const
  }
  const rsa = ['-algorithm', 'RSA', '-pkeyopt', 'rsa_keygen_bits:512']

  it.each<[string, string | undefined, () => Promise<readonly X509Certificate[]>]>([
    ['nothing', undefined, () => ofLeaf({})],
    ['nothing, over an intermediate', undefined, () => under({})],
    ['a past date', 'expired', () => ofLeaf({ notBefore: at(-9), notAfter: at(-1) })],
    ['a future date', 'not-yet-valid', () => ofLeaf({ notBefore: at(1) })],
    ['CA:FALSE', 'may-not-issue', () => under({ extensions: ['basicConstraints=CA:FALSE'] })],
    ['no basicConstraints', 'may-not-issue', () => under({ extensions: ['keyUsage=keyCertSign'] })],
    ['an intermediate in X.509 v1', 'may-not-issue', () => under({ extensions: [] })],
    [
      'keyUsage without keyCertSign',
      'may-not-issue',
      () => under({ extensions: [...authority, 'keyUsage=cRLSign'] }),
    ],
    [
      'keyUsage with it',
      undefined,
      () => under({ extensions: [...authority, 'keyUsage=keyCertSign'] }),
    ],
    [
      'a purpose of the leaf',
      'not-for-servers',
      () => ofLeaf({ extensions: ['extendedKeyUsage=clientAuth'] }),
    ],
    [
      'a purpose of its issuer',
      'not-for-servers',
      () => under({ extensions: [...authority, 'extendedKeyUsage=clientAuth'] }),
    ],
    ['SHA-1', 'unsupported', () => ofLeaf({ digest: 'sha1' })],
    ['a short key', 'unsupported', () => ofLeaf({ keyType: rsa })],
    [
      'name constraints, which OpenSSL judges',
      'unjudged',
      () => under({ extensions: [...authority, 'nameConstraints=critical,permitted;DNS:a'] }),
    ],
  ])('of a path with %s is %s', async (_, kind, make) => {
    const path = (await make()) as unknown as Parameters<typeof problemOf>[0]
    expect(problemOf(path, new Date())?.kind).toBe(kind)
  })

  it('of a path with more CAs than pathlen allows', async () => {
    const short = await make('short', {
      extensions: ['basicConstraints=critical,CA:TRUE,pathlen:0'],
    })
    const between = await make('between', { issuer: short })
    const end = await make('leaf', { issuer: between, extensions: [] })
    const direct = await make('leaf', { issuer: short, extensions: [] })
    expect(problemOf([read(end), read(between), read(short)], new Date())).toMatchObject({
      kind: 'may-not-issue',
      certificate: { subject: 'CN=short' },
    })
    expect(problemOf([read(direct), read(short)], new Date())).toBeUndefined()
  })
})
