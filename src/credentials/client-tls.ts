import { createPrivateKey, X509Certificate } from 'node:crypto'
import { Diagnosis } from '../base/diagnosis.ts'
import { ConfigurationError } from '../base/errors.ts'
import { commonName, day } from './certificate-text.ts'
import { type PemBlock, readPem } from './pem.ts'

/** PEM texts as they are written for buildx. `cert` and `key` come together or not at all. */
export interface Credentials {
  readonly ca: string
  readonly client?: { readonly cert: string; readonly key: string }
}

/** PEM texts as the inputs gave them: read from a path or decoded where that was needed, not yet checked. */
export interface CredentialTexts {
  readonly ca?: string
  readonly cert?: string
  readonly key?: string
}

/** Where each of them was given, for messages. */
export type CredentialNames = Readonly<Record<keyof CredentialTexts, string>>

export const credentialInputs: CredentialNames = { ca: 'ca', cert: 'cert', key: 'key' }

const warningDays = 14

/**
 * Checks that the texts are PEM of the right kind and belong together, before any network use.
 *
 * @returns undefined when none of the three is given
 * @throws ConfigurationError naming the input or variable as the user wrote it
 */
export function readCredentials(
  texts: CredentialTexts,
  names: CredentialNames = credentialInputs,
): Credentials | undefined {
  const { ca, cert, key } = texts
  if (ca === undefined && cert === undefined && key === undefined) return undefined
  if ((cert === undefined) !== (key === undefined)) {
    const [given, missing] = cert === undefined ? [names.key, names.cert] : [names.cert, names.key]
    throw new ConfigurationError(
      `${missing} is empty but ${given} is given. Give both: the client's certificate and its private key.`,
      'credentials-missing',
    )
  }
  if (ca === undefined) {
    throw new ConfigurationError(
      `${names.ca} is empty but ${names.cert} and ${names.key} are given. Give the CA certificate that signed the daemon's certificate.`,
      'credentials-missing',
    )
  }
  const credentials = { ca: certificates(names.ca, ca) }
  if (cert === undefined || key === undefined) return credentials
  const client = { cert: certificates(names.cert, cert), key: privateKey(names.key, key) }
  checkKeyPair(client, names)
  return { ...credentials, client }
}

/**
 * What time has done to the certificates.
 *
 * @returns a warning for each that expires within 14 days
 * @throws Diagnosis when one can't be used at `now`: the daemon or buildx would refuse it anyway
 */
export function checkValidity(credentials: Credentials, now: Date): string[] {
  const warnings: string[] = []
  const authorities = parseAll('ca', credentials.ca)
  if (authorities.every((authority) => validity(authority, now) !== 'valid')) {
    const [authority] = authorities
    throw new Diagnosis(
      'server-cert-untrusted',
      `The CA certificate in ca ${period(authority as X509Certificate, now)}. Give the current one.`,
    )
  }
  warnings.push(...expiryWarning('ca', authorities, now))
  if (credentials.client !== undefined) {
    const [leaf, ...others] = parseAll('cert', credentials.client.cert)
    if (leaf === undefined) return warnings
    if (validity(leaf, now) !== 'valid') {
      throw new Diagnosis(
        'client-cert-expired',
        `The client certificate in cert (${commonName(leaf.subject)}) ${period(leaf, now)}. Issue a new one and update the secret.`,
      )
    }
    // Only the daemon knows which of them it needs.
    const usable = others.filter((other) => validity(other, now) === 'valid')
    warnings.push(...expiryWarning('cert', [leaf, ...usable], now))
    for (const other of others.filter((each) => !usable.includes(each))) {
      warnings.push(
        `cert also holds ${commonName(other.subject)}, which ${period(other, now)}. Renew it, or leave it out if the daemon doesn't need it.`,
      )
    }
  }
  return warnings
}

/** Who the client certificate says this runner is, and until when: for the log. */
export function describeClient(credentials: Credentials): string | undefined {
  if (credentials.client === undefined) return undefined
  const certificate = new X509Certificate(credentials.client.cert)
  return `Client certificate ${commonName(certificate.subject)}, valid until ${day(certificate.validToDate)}`
}

function certificates(name: string, value: string): string {
  const blocks = readPem(value)
  const found = blocks.filter(
    ({ label }) => label === 'CERTIFICATE' || label === 'TRUSTED CERTIFICATE',
  )
  if (found.length === 0) throw wrongKind(name, 'certificate', blocks)
  // openssl's own `TRUSTED CERTIFICATE` becomes a plain one: Go, and so buildx, reads no other.
  return parseAll(name, found.map((block) => block.text).join(''))
    .map(String)
    .join('')
}

function privateKey(name: string, value: string): string {
  const blocks = readPem(value)
  const found = blocks.find(({ label }) => label.endsWith('PRIVATE KEY'))
  if (found === undefined) throw wrongKind(name, 'private key', blocks)
  if (found.label.startsWith('ENCRYPTED') || found.text.includes('Proc-Type: 4,ENCRYPTED')) {
    throw new ConfigurationError(
      `${name} is protected by a passphrase, which nobody can type in a job. Remove it: openssl pkey -in key.pem -out plain.pem`,
      'credentials-malformed',
    )
  }
  if (found.label.startsWith('OPENSSH')) {
    throw new ConfigurationError(
      `${name} is an OpenSSH key. TLS needs the private key of the client certificate, in PEM.`,
      'credentials-malformed',
    )
  }
  try {
    createPrivateKey(found.text)
  } catch (cause) {
    throw damaged(name, cause)
  }
  return found.text
}

function checkKeyPair(
  { cert, key }: { readonly cert: string; readonly key: string },
  names: CredentialNames,
): void {
  if (!new X509Certificate(cert).checkPrivateKey(createPrivateKey(key))) {
    throw new ConfigurationError(
      `${names.key} does not belong to the certificate in ${names.cert}. Give the key that was made with this certificate.`,
      'client-key-mismatch',
    )
  }
}

function parseAll(name: string, text: string): X509Certificate[] {
  try {
    return readPem(text).map((block) => new X509Certificate(block.text))
  } catch (cause) {
    throw damaged(name, cause)
  }
}

function wrongKind(name: string, wanted: string, blocks: readonly PemBlock[]): ConfigurationError {
  const [block] = blocks
  const seen =
    block === undefined
      ? 'is neither PEM, nor base64 of PEM, nor the path of a file that holds PEM'
      : `holds a "${block.label}"`
  return new ConfigurationError(
    `${name} ${seen}. It must be the ${wanted} in PEM (-----BEGIN ${wanted.toUpperCase()}-----).`,
    'credentials-malformed',
  )
}

/** The parser's own words are left out of the message: they say nothing to a person. */
function damaged(name: string, cause: unknown): ConfigurationError {
  return new ConfigurationError(
    `${name} begins like PEM but can't be read: it was cut off or changed on the way. Store it again, best as base64.`,
    'credentials-malformed',
    { cause },
  )
}

function validity(certificate: X509Certificate, now: Date): 'valid' | 'expired' | 'not-yet' {
  if (now > certificate.validToDate) return 'expired'
  return now < certificate.validFromDate ? 'not-yet' : 'valid'
}

function period(certificate: X509Certificate, now: Date): string {
  return validity(certificate, now) === 'expired'
    ? `expired on ${day(certificate.validToDate)}`
    : `is not valid before ${certificate.validFromDate.toISOString()}`
}

function expiryWarning(
  input: 'ca' | 'cert',
  chain: readonly X509Certificate[],
  now: Date,
): string[] {
  // With several CAs, as in a rotation, the last one to expire decides; in a chain, the first.
  const ends = chain.map((certificate) => certificate.validToDate.getTime())
  const end = input === 'ca' ? Math.max(...ends) : Math.min(...ends)
  const days = Math.floor((end - now.getTime()) / 86_400_000)
  if (days >= warningDays) return []
  const left = days < 1 ? 'in less than a day' : `in ${days} day${days === 1 ? '' : 's'}`
  return [`The certificate in ${input} expires ${left}, on ${day(new Date(end))}. Renew it soon.`]
}
