import { X509Certificate } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { makeCertificate, makeCertificates } from '../../script/rig/certificates.ts'

let directory: string

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'certificates-'))
})

afterEach(async () => {
  await rm(directory, { recursive: true })
})

describe('makeCertificates', () => {
  it('makes a server and a client certificate that the authority signed', async () => {
    const { authority, server, client } = await makeCertificates(directory)
    const [ca, ...signed] = [authority, server, client].map(({ cert }) => new X509Certificate(cert))
    if (!ca) throw new Error('no authority')
    for (const certificate of signed) {
      expect(certificate.verify(ca.publicKey)).toBe(true)
      expect(new Date(certificate.validTo).getTime()).toBeGreaterThan(Date.now())
    }
    expect(signed.map(({ subjectAltName, keyUsage }) => ({ subjectAltName, keyUsage }))).toEqual([
      { subjectAltName: 'DNS:localhost, IP Address:127.0.0.1', keyUsage: ['1.3.6.1.5.5.7.3.1'] },
      { subjectAltName: undefined, keyUsage: ['1.3.6.1.5.5.7.3.2'] },
    ])
  })

  it('makes certificates with exactly one fault', async () => {
    const { authority, server } = await makeCertificates(directory, {
      server: {
        names: [],
        notBefore: new Date('2020-01-01T00:00:00Z'),
        notAfter: new Date('2021-01-01T00:00:00Z'),
      },
    })
    const expired = new X509Certificate(server.cert)
    expect(expired.subjectAltName).toBeUndefined()
    expect(expired.validTo).toBe('Jan  1 00:00:00 2021 GMT')
    const rsa = await makeCertificate(authority, join(directory, 'rsa'), { keyType: 'rsa' })
    expect(new X509Certificate(rsa.cert).publicKey.asymmetricKeyType).toBe('rsa')
  })
})
