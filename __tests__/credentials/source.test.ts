import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from '@jest/globals'
import { makeCertificates } from '../../script/rig/certificates.ts'
import type { Log } from '../../src/base/ports.ts'
import { type CredentialPorts, givenCredentials } from '../../src/credentials/source.ts'

it('gives the credentials back, warns when they end soon, and throws when they have ended', async () => {
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
