import { expect, it } from '@jest/globals'
import { run } from '../../script/rig/run.ts'
import { makeCertificateRequest } from '../../src/credentials/certificate-request.ts'

const openssl = (text: string, ...args: string[]) =>
  run('openssl', ['req', ...args], { input: text })

// They include the lengths that DER encodes in one, two and three bytes.
it.each([
  ['acme/app'],
  ['a'.repeat(100)],
  ['a'.repeat(130)],
  ['a'.repeat(300)],
  ['größe/ñandú 😀'],
  ['x'],
])('makes a request that openssl verifies: %j', async (name) => {
  const { text, publicKey } = makeCertificateRequest(name)
  await openssl(text, '-verify', '-noout')
  const subject = await openssl(
    text,
    '-noout',
    '-subject',
    '-nameopt',
    'utf8,sep_comma_plus,-esc_msb',
  )
  expect(subject.trim()).toMatch(/^subject=CN ?=/)
  expect(subject.trim().replace(/^subject=CN ?= ?/, '')).toBe(name)
  expect(await openssl(text, '-noout', '-pubkey')).toBe(
    publicKey.export({ type: 'spki', format: 'pem' }),
  )
  expect(await openssl(text, '-noout', '-text')).toMatch(/prime256v1|P-256/)
})

it('makes a new key each time', () => {
  const [one, other] = [makeCertificateRequest('x'), makeCertificateRequest('x')]
  expect(one.publicKey.equals(other.publicKey)).toBe(false)
})
