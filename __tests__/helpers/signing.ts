import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { asn1Time, authorityConfig, type Certificate } from '../../script/rig/certificates.ts'
import { run } from '../../script/rig/run.ts'

export interface SigningOptions {
  readonly extensions?: readonly string[]
  readonly notBefore?: Date
  readonly notAfter?: Date
}

let signed = 0

/** Signs a certificate request with openssl, like an authority, and returns PEM. */
export async function signRequest(
  request: string,
  issuer: Certificate,
  directory: string,
  { extensions = ['extendedKeyUsage=clientAuth'], notBefore, notAfter }: SigningOptions = {},
): Promise<string> {
  const cwd = join(directory, `signed-${signed++}`)
  await mkdir(cwd)
  const write = (name: string, text: string) => writeFile(join(cwd, name), text)
  await write('ca.cnf', authorityConfig())
  await write('index.txt', '')
  await write('serial', `${Date.now()}`.padStart(14, '1').slice(0, 14))
  await write('extensions.cnf', `${extensions.join('\n')}\n`)
  await write('request.pem', request)
  const from = notBefore ?? new Date(Date.now() - 60_000)
  const to = notAfter ?? new Date(Date.now() + 3_600_000)
  await run(
    'openssl',
    [
      ...['ca', '-batch', '-notext', '-config', 'ca.cnf', '-in', 'request.pem', '-out', 'cert.pem'],
      ...['-cert', issuer.certPath, '-keyfile', issuer.keyPath, '-extfile', 'extensions.cnf'],
      ...['-startdate', asn1Time(from), '-enddate', asn1Time(to)],
    ],
    { cwd },
  )
  return run('openssl', ['x509', '-in', 'cert.pem'], { cwd })
}
