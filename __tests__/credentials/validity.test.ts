import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import {
  type Certificates,
  makeAuthority,
  makeCertificate,
  makeCertificates,
} from '../../script/rig/certificates.ts'
import { readCredentials } from '../../src/credentials/client-tls.ts'
import { checkValidity, describeClient, endsSoon } from '../../src/credentials/validity.ts'

const hour = 3_600_000
const day = 24 * hour
const directory = mkdtempSync(join(tmpdir(), 'validity-'))
afterAll(() => rmSync(directory, { recursive: true }))

let certificates: Certificates
let texts: { ca: string; cert: string; key: string }

beforeAll(async () => {
  certificates = await makeCertificates(directory, {
    authority: { notAfter: new Date(Date.now() + 900 * day) },
    client: { notAfter: new Date(Date.now() + 90 * day) },
  })
  const { authority, client } = certificates
  texts = { ca: authority.cert, cert: client.cert, key: client.key }
}, 60_000)

const at = (days: number) => new Date(Date.now() + days * day)

describe('endsSoon', () => {
  it.each([
    ['a year, 15 days left', 365 * day, 15 * day, false],
    ['a year, 13 days left', 365 * day, 13 * day, true],
    ['30 days, 11 days left', 30 * day, 11 * day, false],
    ['30 days, 9 days left', 30 * day, 9 * day, true],
    ['a day, 9 hours left', day, 9 * hour, false],
    ['a day, 7 hours left', day, 7 * hour, true],
    ['an hour, just issued', hour, hour, false],
    ['an hour, 10 minutes left', hour, hour / 6, true],
  ])('of a certificate for %s', (_, lifetime, left, expected) => {
    expect(endsSoon({ from: 0, to: lifetime }, lifetime - left)).toBe(expected)
  })
})

describe('checkValidity', () => {
  const check = (now: Date) => {
    const credentials = readCredentials(texts)
    return credentials && checkValidity(credentials, now)
  }

  it('returns no warning while nothing expires soon', () => {
    expect(check(at(0))).toEqual([])
    expect(check(at(75))).toEqual([])
  })

  it('warns from 14 days before expiry', () => {
    expect(check(at(77))).toEqual([
      expect.stringMatching(/^The certificate in cert expires in 12 days, on \d{4}-\d\d-\d\d/),
    ])
    expect(check(at(89.9))).toEqual([expect.stringContaining('expires in less than a day')])
  })

  it('refuses a client certificate that has expired', () => {
    expect(() => check(at(91))).toThrow(
      expect.objectContaining({
        code: 'client-cert-expired',
        message: expect.stringMatching(/cert \("client"\) expired on \d{4}-/),
      }),
    )
  })

  it('only warns about an expired certificate behind a valid one', async () => {
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

  it('warns about an intermediate that expires soon, even if the leaf does not', async () => {
    const fresh = await makeCertificate(certificates.authority, join(directory, 'fresh'), {
      commonName: 'fresh',
      notBefore: at(-0.001),
      notAfter: at(0.04),
    })
    const intermediate = await makeAuthority(join(directory, 'intermediate'), {
      notBefore: at(-90),
      notAfter: at(5.5),
    })
    const of = (cert: string) => readCredentials({ ca: texts.ca, cert, key: fresh.key })
    const alone = of(fresh.cert)
    expect(alone && checkValidity(alone, at(0))).toEqual([])
    const both = of(fresh.cert + intermediate.cert)
    expect(both && checkValidity(both, at(0))).toEqual([
      expect.stringMatching(/^The certificate in cert expires in 5 days, /),
    ])
  })

  it('refuses a CA that has expired, unless another one is valid', async () => {
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

  it('refuses a client certificate that is not valid yet', async () => {
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
  it('returns the name and the last day', () => {
    const credentials = readCredentials(texts)
    expect(credentials && describeClient(credentials)).toMatch(
      /^Client certificate "client", valid until \d{4}-\d\d-\d\d$/,
    )
    expect(describeClient({ ca: texts.ca })).toBeUndefined()
  })

  it('names the authority that issued it to this job, and the remaining time', async () => {
    const from = new Date('2026-11-26T12:00:00Z')
    const authority = await makeAuthority(join(directory, 'jobs'), { commonName: 'jobs' })
    const { cert, key } = await makeCertificate(authority, join(directory, 'job'), {
      commonName: 'job',
      notBefore: from,
      notAfter: new Date('2026-11-26T13:00:00Z'),
    })
    const client = { cert, key, issuedBy: 'https://ca.example.com' }
    expect(describeClient({ ca: texts.ca, client }, new Date('2026-11-26T12:01:00Z'))).toBe(
      'Client certificate "job", issued to this job by "jobs" at https://ca.example.com, valid until 2026-11-26 13:00:00 UTC (59 min)',
    )
  })
})
