import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import {
  type Certificate,
  makeAuthority,
  makeCertificate,
  makeCertificates,
} from '../../script/rig/certificates.ts'
import { Diagnosis } from '../../src/base/diagnosis.ts'
import type { Log } from '../../src/base/ports.ts'
import type { ClientCertificate } from '../../src/credentials/credentials.ts'
import type { IdentityOptions } from '../../src/credentials/identity.ts'
import {
  type CredentialPorts,
  givenCredentials,
  identityCredentials,
} from '../../src/credentials/source.ts'

it('returns the credentials, warns when they expire soon, and throws when they have expired', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'source-'))
  const day = 86_400_000
  const { authority, client } = await makeCertificates(directory, {
    authority: { notAfter: new Date(Date.now() + 900 * day) },
    client: { notAfter: new Date(Date.now() + 90 * day) },
  })
  rmSync(directory, { recursive: true })
  const credentials = { ca: authority.cert, client: { cert: client.cert, key: client.key } }
  const warnings: string[] = []
  const log = { warning: (line: string) => warnings.push(line) } as unknown as Log
  const ports = { log } as CredentialPorts
  const obtainAt = (days: number) =>
    givenCredentials(credentials, () => new Date(Date.now() + days * day)).obtain(ports)

  expect(await obtainAt(0)).toBe(credentials)
  expect(warnings).toEqual([])
  expect(await obtainAt(85.5)).toBe(credentials)
  expect(warnings).toEqual([expect.stringMatching(/ expires in 4 days, /)])
  await expect(obtainAt(91)).rejects.toMatchObject({ code: 'client-cert-expired' })
}, 60_000)

describe('identityCredentials', () => {
  const hour = 3_600_000
  const start = Date.now()
  let authority: Certificate
  let directory: string
  let made = 0
  beforeAll(async () => {
    directory = mkdtempSync(join(tmpdir(), 'source-'))
    authority = await makeAuthority(join(directory, 'authority'), {
      notBefore: new Date(start - hour),
      notAfter: new Date(start + 900 * 24 * hour),
    })
  }, 60_000)
  afterAll(() => rmSync(directory, { recursive: true }))

  /** A certificate that is valid for one hour, from `minutes` after the start. */
  async function issue(minutes: number) {
    const from = start + minutes * 60_000
    const { cert, key } = await makeCertificate(authority, join(directory, `${made++}`), {
      notBefore: new Date(from),
      notAfter: new Date(from + hour),
    })
    return { cert, key, issuedBy: 'https://ca' }
  }

  function source(...answers: (ClientCertificate | Error)[]) {
    const lines: string[] = []
    const firsts: boolean[] = []
    let minutes = 0
    const now = () => new Date(start + minutes * 60_000)
    const options = { ca: authority.cert } as unknown as IdentityOptions
    const { obtain, hasClient } = identityCredentials(options, now, async (_, __, isFirst) => {
      firsts.push(isFirst)
      const answer = answers.shift()
      if (answer === undefined) throw new Error('one request too many')
      if (answer instanceof Error) throw answer
      return answer
    })
    expect(hasClient).toBe(true)
    const log = { info: (line: string) => lines.push(line), warning: () => {} } as unknown as Log
    const { signal } = new AbortController()
    const obtainAt = (at: number) => {
      minutes = at
      return obtain({ log, signal } as CredentialPorts)
    }
    return { obtainAt, lines, firsts }
  }

  it('requests one certificate for several daemons, at the same time and later', async () => {
    const first = await issue(0)
    const { obtainAt, firsts } = source(first)
    const [one, other] = await Promise.all([obtainAt(0), obtainAt(0)])
    expect(one).toEqual({ ca: authority.cert, client: first })
    expect(other).toBe(one)
    expect(await obtainAt(39)).toBe(one)
    expect(firsts).toEqual([true])
  })

  it('requests another certificate after two thirds of its lifetime', async () => {
    const [first, second] = [await issue(0), await issue(41)]
    const { obtainAt, firsts } = source(first, second)
    await obtainAt(0)
    expect((await obtainAt(41)).client).toBe(second)
    expect((await obtainAt(80)).client).toBe(second)
    expect(firsts).toEqual([true, false])
  })

  it('keeps the present certificate while it is valid, if the request for another fails', async () => {
    const fault = new Diagnosis('identity-unreachable', 'Nothing listens.')
    const { obtainAt, lines } = source(await issue(0), fault, fault)
    const first = await obtainAt(0)
    expect(await obtainAt(50)).toBe(first)
    expect(lines).toEqual([
      'There is no new client certificate, so the present one stays in use. identity-unreachable: Nothing listens.',
    ])
    await expect(obtainAt(61)).rejects.toBe(fault)
  })

  it('sends a new request after one that failed', async () => {
    const fault = new Diagnosis('identity-unreachable', 'Nothing listens.')
    const first = await issue(0)
    const { obtainAt, firsts } = source(fault, first)
    await expect(obtainAt(0)).rejects.toBe(fault)
    expect((await obtainAt(0)).client).toBe(first)
    expect(firsts).toEqual([true, false])
  })

  it('checks ca before it sends a request', async () => {
    const { obtainAt, firsts } = source()
    await expect(obtainAt(-120)).rejects.toMatchObject({ code: 'server-cert-untrusted' })
    expect(firsts).toEqual([])
  })
})
