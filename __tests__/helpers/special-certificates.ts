import { randomInt } from 'node:crypto'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { asn1Time, authorityConfig, type Certificate } from '../../script/rig/certificates.ts'
import { run } from '../../script/rig/run.ts'

export interface SpecialCertificate {
  readonly commonName: string
  /** Without an issuer the certificate is self-signed. */
  readonly issuer?: Certificate
  /** All extensions, in openssl's notation. None makes an X.509 v1 certificate. */
  readonly extensions?: readonly string[]
  readonly notBefore?: Date
  readonly notAfter?: Date
  readonly digest?: string
  /** The type of the strings in a new name, by openssl's `string_mask`: `nombstr` makes them PrintableString. */
  readonly stringMask?: 'nombstr' | 'utf8only'
  /** Such as `-1234`, which `openssl ca` refuses. The certificate is then valid for a day. */
  readonly serial?: string
  /** An existing key. */
  readonly key?: string
  /** Arguments of `openssl genpkey` for a new key. */
  readonly keyType?: readonly string[]
}

const day = 86_400_000

/** A certificate that nobody should issue, but that exists in practice. */
export async function makeSpecial(
  directory: string,
  options: SpecialCertificate,
): Promise<Certificate> {
  const { commonName, issuer, extensions = [], digest } = options
  const { notBefore = new Date(Date.now() - day), notAfter = new Date(Date.now() + 30 * day) } =
    options
  const { keyType = ['-algorithm', 'EC', '-pkeyopt', 'ec_paramgen_curve:P-256'] } = options
  const cwd = resolve(directory)
  const [keyPath, certPath] = [resolve(cwd, 'key.pem'), resolve(cwd, 'cert.pem')]
  const mask = options.stringMask ? `[req]\nstring_mask = ${options.stringMask}\n` : ''
  await mkdir(cwd, { recursive: true })
  await writeFile(resolve(cwd, 'ca.cnf'), `${authorityConfig(digest)}${mask}`)
  await writeFile(resolve(cwd, 'index.txt'), '')
  await writeFile(resolve(cwd, 'serial'), `${randomInt(2 ** 40)}`.padStart(14, '1'))
  await writeFile(resolve(cwd, 'extensions.cnf'), `${extensions.join('\n')}\n`)
  const openssl = (...args: string[]) => run('openssl', args, { cwd })
  const request = ['-config', 'ca.cnf', '-key', keyPath, '-subj', `/CN=${commonName}`]
  const signer = issuer
    ? ['-cert', issuer.certPath, '-keyfile', issuer.keyPath]
    : ['-selfsign', '-keyfile', keyPath]
  if (options.key === undefined) await openssl('genpkey', '-out', keyPath, ...keyType)
  else await writeFile(keyPath, options.key)
  await openssl('req', '-new', '-out', 'request.pem', ...request)
  if (options.serial !== undefined) {
    await openssl(
      ...['x509', '-req', '-in', 'request.pem', '-out', certPath, '-days', '1'],
      ...(issuer ? ['-CA', issuer.certPath, '-CAkey', issuer.keyPath] : ['-signkey', keyPath]),
      ...['-set_serial', options.serial, '-extfile', 'extensions.cnf'],
    )
  } else
    await openssl(
      ...['ca', '-batch', '-notext', '-config', 'ca.cnf', '-in', 'request.pem'],
      ...['-out', certPath, ...signer],
      ...(extensions.length > 0 ? ['-extfile', 'extensions.cnf'] : []),
      ...['-startdate', asn1Time(notBefore), '-enddate', asn1Time(notAfter)],
    )
  const [cert, key] = await Promise.all([readFile(certPath, 'utf8'), readFile(keyPath, 'utf8')])
  return { cert, key, certPath, keyPath }
}

/** The certificate and its chain up to the CA, as a server or a client sends them. */
export async function withChain(
  certificate: Certificate,
  ...others: Certificate[]
): Promise<Certificate> {
  const cert = [certificate, ...others].map((each) => each.cert).join('')
  const certPath = certificate.certPath.replace(/\.pem$/, '-chain.pem')
  await writeFile(certPath, cert)
  return { ...certificate, cert, certPath }
}
