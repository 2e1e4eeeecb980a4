import { X509Certificate } from 'node:crypto'
import { expect, it } from '@jest/globals'
import { isDistrust, systemAuthorities } from '../../src/base/server-trust.ts'

it.each([
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'CERT_HAS_EXPIRED',
  'CRL_HAS_EXPIRED',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'ERROR_IN_CERT_NOT_AFTER_FIELD',
  'INVALID_CA',
  'PATH_LENGTH_EXCEEDED',
  'HOSTNAME_MISMATCH',
  'UNSPECIFIED',
  'ERR_TLS_CERT_ALTNAME_INVALID',
])('%s means that a certificate is not trusted', (code) => {
  expect(isDistrust(code)).toBe(true)
})

it.each(['ECONNREFUSED', 'TIMEOUT', 'ERR_SSL_WRONG_VERSION_NUMBER', 'OUT_OF_MEM', 'UNSPECIFIED_X'])(
  '%s means something else',
  (code) => {
    expect(isDistrust(code)).toBe(false)
  },
)

it('gives each public CA once', async () => {
  const authorities = await systemAuthorities()
  expect(authorities.length).toBeGreaterThan(0)
  expect(new Set(authorities).size).toBe(authorities.length)
  expect(new X509Certificate(authorities[0] ?? '').ca).toBe(true)
})
