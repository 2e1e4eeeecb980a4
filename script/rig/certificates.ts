import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { requireParts } from './parts.ts'
import { run } from './run.ts'

/** PEM texts and the files that contain them. */
export interface Certificate {
  readonly cert: string
  readonly key: string
  readonly certPath: string
  readonly keyPath: string
}

export interface Certificates {
  readonly authority: Certificate
  readonly server: Certificate
  readonly client: Certificate
}

export interface CertificateOptions {
  readonly commonName?: string
  /** In openssl's notation, e.g. `DNS:localhost`. Empty for a certificate without names. */
  readonly names?: readonly string[]
  readonly notBefore?: Date
  readonly notAfter?: Date
  readonly extendedKeyUsage?: string
  readonly keyType?: 'ec' | 'rsa'
}

interface MakeOptions {
  readonly authority?: CertificateOptions
  readonly server?: CertificateOptions
  readonly client?: CertificateOptions
}

const day = 24 * 60 * 60 * 1000
// openssl 3.0 and LibreSSL choose both dates of a certificate only with the `ca` command.
export const authorityConfig = (digest = 'sha256') => `
[ca]
default_ca = rig
[rig]
database = index.txt
serial = serial
new_certs_dir = .
default_md = ${digest}
policy = any
unique_subject = no
[any]
commonName = supplied
[req]
distinguished_name = none
[none]
`

export const authorityExtensions = [
  'basicConstraints=critical,CA:TRUE',
  'keyUsage=critical,keyCertSign,cRLSign',
]

/** An authority, and the server and client certificates that it signed. */
export async function makeCertificates(
  directory: string,
  options: MakeOptions = {},
): Promise<Certificates> {
  const authority = await makeAuthority(join(directory, 'authority'), options.authority)
  const server = await makeCertificate(authority, join(directory, 'server'), {
    commonName: 'server',
    names: ['DNS:localhost', 'IP:127.0.0.1'],
    extendedKeyUsage: 'serverAuth',
    ...options.server,
  })
  const client = await makeCertificate(authority, join(directory, 'client'), {
    commonName: 'client',
    extendedKeyUsage: 'clientAuth',
    ...options.client,
  })
  return { authority, server, client }
}

export async function makeAuthority(
  directory: string,
  options: CertificateOptions = {},
): Promise<Certificate> {
  await mkdir(directory, { recursive: true })
  await writeFile(join(directory, 'ca.cnf'), authorityConfig())
  await writeFile(join(directory, 'index.txt'), '')
  await writeFile(join(directory, 'serial'), '01\n')
  const signer = ['-selfsign', '-keyfile', resolve(directory, 'key.pem')]
  const named = { commonName: 'authority', ...options }
  return sign(directory, signer, directory, authorityExtensions, named)
}

export async function makeCertificate(
  authority: Certificate,
  directory: string,
  options: CertificateOptions = {},
): Promise<Certificate> {
  const { names = [], extendedKeyUsage } = options
  const extensions = [
    'basicConstraints=critical,CA:FALSE',
    ...(extendedKeyUsage ? [`extendedKeyUsage=${extendedKeyUsage}`] : []),
    ...(names.length > 0 ? [`subjectAltName=${names.join(',')}`] : []),
  ]
  const signer = ['-cert', authority.certPath, '-keyfile', authority.keyPath]
  return sign(dirname(authority.certPath), signer, directory, extensions, options)
}

async function sign(
  authorityDirectory: string,
  signer: readonly string[],
  directory: string,
  extensions: readonly string[],
  options: CertificateOptions,
): Promise<Certificate> {
  const { openssl } = await requireParts('openssl')
  const keyPath = resolve(directory, 'key.pem')
  const certPath = resolve(directory, 'cert.pem')
  const requestPath = resolve(directory, 'request.pem')
  const extensionsPath = resolve(directory, 'extensions.cnf')
  const config = ['-config', resolve(authorityDirectory, 'ca.cnf')]
  const { keyType = 'ec', commonName = 'rig' } = options
  const { notBefore = new Date(Date.now() - day), notAfter = new Date(Date.now() + 90 * day) } =
    options

  await mkdir(directory, { recursive: true })
  await writeFile(extensionsPath, `${extensions.join('\n')}\n`)
  await run(openssl, [
    ...['genpkey', '-out', keyPath, '-algorithm'],
    ...(keyType === 'rsa'
      ? ['RSA', '-pkeyopt', 'rsa_keygen_bits:2048']
      : ['EC', '-pkeyopt', 'ec_paramgen_curve:P-256']),
  ])
  await run(openssl, [
    ...['req', '-new', '-key', keyPath, '-subj', `/CN=${commonName}`],
    ...['-out', requestPath, ...config],
  ])
  await run(
    openssl,
    [
      ...['ca', '-batch', '-notext', '-in', requestPath, '-out', certPath],
      ...[...signer, '-extfile', extensionsPath, ...config],
      ...['-startdate', asn1Time(notBefore), '-enddate', asn1Time(notAfter)],
    ],
    { cwd: authorityDirectory },
  )
  const [cert, key] = await Promise.all([readFile(certPath, 'utf8'), readFile(keyPath, 'utf8')])
  return { cert, key, certPath, keyPath }
}

/** 20260131235959Z: the format for any year. */
export function asn1Time(date: Date): string {
  return `${date.toISOString().replace(/\D/g, '').slice(0, 14)}Z`
}
