import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from '@jest/globals'
import { authorityExtensions, type Certificate } from '../../../script/rig/certificates.ts'
import { alertNumber, explainAlert } from '../../../src/daemon/diagnosis/client-refusal.ts'
import { makeSpecial } from '../../helpers/special-certificates.ts'

const directory = mkdtempSync(join(tmpdir(), 'client-refusal-'))
const unknownAuthority = 48
let root: Certificate
let intermediate: Certificate
let leaf: Certificate

beforeAll(async () => {
  const make = (commonName: string, issuer?: Certificate, extensions = authorityExtensions) =>
    makeSpecial(join(directory, commonName), {
      commonName,
      ...(issuer && { issuer }),
      extensions,
    })
  root = await make('root')
  intermediate = await make('intermediate', root)
  leaf = await make('ci', intermediate, ['extendedKeyUsage=clientAuth'])
}, 60_000)
afterAll(() => rmSync(directory, { recursive: true }))

function explain(certificates: readonly Certificate[], alert: number, issuedBy?: string) {
  const cert = certificates.map((each) => each.cert).join('')
  const client = { cert, key: leaf.key, ...(issuedBy && { issuedBy }) }
  return explainAlert('tcp://d:1', client, alert, true, undefined).reason
}

it('names the issuer of a certificate without its chain', () => {
  expect(explain([leaf], unknownAuthority)).toBe(
    'tcp://d:1 does not know "intermediate", which issued the client certificate in cert ("ci") (TLS alert 48). Issue it with the CA that buildkitd has as --tlscacert; if "intermediate" is an intermediate, append its certificate to cert.',
  )
})

it.each([
  ['its chain', () => [leaf, intermediate]],
  ['an unrelated certificate after it', () => [leaf, intermediate, leaf]],
])('names the last issuer of a certificate’s chain, with %s', (_, chain) => {
  expect(explain(chain(), unknownAuthority)).toBe(
    'tcp://d:1 does not know "root", the last issuer in the chain of the client certificate in cert ("ci") (TLS alert 48). Issue it with the CA that buildkitd has as --tlscacert.',
  )
})

it('names the authority that issued the certificate to the job', () => {
  expect(explain([leaf, intermediate], unknownAuthority, 'https://ca')).toBe(
    'tcp://d:1 does not know "root", the last issuer in the chain of the client certificate that https://ca issued ("ci") (TLS alert 48). Add the certificate of "root" to the CAs that buildkitd has as --tlscacert, and restart it.',
  )
})

it('does not advise renewing a certificate that was issued a moment ago', () => {
  expect(explain([leaf], 45, 'https://ca')).toMatch(/\. Set the daemon's clock\.$/)
  expect(explain([leaf], 45)).toMatch(/\. Renew it, or set the daemon's clock\.$/)
})

it('reads the number of an alert', () => {
  expect(alertNumber(new Error('SSL routines:x:SSL alert number 48'))).toBe(48)
  expect(alertNumber(new Error('other'))).toBeUndefined()
})
