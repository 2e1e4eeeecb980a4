import { createPrivateKey, X509Certificate } from 'node:crypto'
import { ConfigurationError } from '../base/errors.ts'
import { isSignedBy, unreadableInGo } from './certificate-fields.ts'
import type { Credentials } from './credentials.ts'
import { describeOther, isEncrypted, type PemBlock, readPem } from './pem.ts'

/** Texts as the inputs gave them, or as they were read from a path: not yet checked. */
export interface CredentialTexts {
  readonly ca?: string
  readonly cert?: string
  readonly key?: string
}

/** The input or variable of each text, for messages. */
export type CredentialNames = Readonly<Record<keyof CredentialTexts, string>>

export const credentialInputs: CredentialNames = { ca: 'ca', cert: 'cert', key: 'key' }

/**
 * Checks that the texts are PEM of the right kind and belong together, without the network and the clock.
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
  // As soon as TLS is loaded, Node reads its root certificates in a thread of its own. Loaded only with the probe, that
  // thread would compete with buildx for the processor.
  process.getBuiltinModule('node:tls')
  const credentials = { ca: certificates(names.ca, ca) }
  if (cert === undefined || key === undefined) return credentials
  const pair = { cert: certificates(names.cert, cert), key: privateKey(names.key, key) }
  return { ...credentials, client: { ...pair, cert: clientChain(pair, credentials.ca, names) } }
}

/**
 * The client's certificate, followed by its issuers. buildx sends what is in its file, in this order: the
 * certificate of the key has to be the first, and an issuing CA that only `ca` holds would be missing.
 */
function clientChain(
  { cert, key }: { readonly cert: string; readonly key: string },
  ca: string,
  names: CredentialNames,
): string {
  const given = parseAll(names.cert, cert)
  const privateKey = createPrivateKey(key)
  const leaf = given.find((certificate) => certificate.checkPrivateKey(privateKey))
  if (leaf === undefined) {
    throw new ConfigurationError(
      `${names.key} does not belong to the certificate in ${names.cert}. Give the key that was made with this certificate.`,
      'client-key-mismatch',
    )
  }
  // A daemon refuses all certificates when it can't read one of them.
  const others = given.filter(
    (certificate) =>
      certificate !== leaf && !(isRoot(certificate) && unreadableInGo(certificate) !== undefined),
  )
  // A root needn't be sent: the daemon has it.
  const authorities = parseAll(names.ca, ca).filter((authority) => !isRoot(authority))
  const chain = [leaf]
  for (const last of chain) {
    const issuers = [...others, ...authorities].filter((candidate) => isIssuer(candidate, last))
    chain.push(...issuers.filter((issuer) => !isAmong(chain, issuer)))
  }
  return [...chain, ...others.filter((other) => !isAmong(chain, other))].map(String).join('')
}

function isIssuer(candidate: X509Certificate, certificate: X509Certificate): boolean {
  return candidate.subject === certificate.issuer && isSignedBy(certificate, candidate)
}

function isRoot({ subject, issuer }: X509Certificate): boolean {
  return subject === issuer
}

function isAmong(list: readonly X509Certificate[], { raw }: X509Certificate): boolean {
  return list.some((certificate) => certificate.raw.equals(raw))
}

/**
 * Reads the certificates in a text, as PEM that Go reads too.
 *
 * @throws ConfigurationError when there is none
 */
export function certificates(name: string, value: string): string {
  const blocks = readPem(value)
  const found = blocks.filter(
    ({ label }) => label === 'CERTIFICATE' || label === 'TRUSTED CERTIFICATE',
  )
  if (found.length === 0) throw wrongKind(name, 'certificate', value, blocks)
  // OpenSSL's own `TRUSTED CERTIFICATE` becomes a plain one, because Go, and so buildx, reads no other.
  return parseAll(name, found.map((block) => block.text).join(''))
    .map(String)
    .join('')
}

function privateKey(name: string, value: string): string {
  const blocks = readPem(value)
  const found = blocks.find(({ label }) => label.endsWith('PRIVATE KEY'))
  if (found === undefined) throw wrongKind(name, 'private key', value, blocks)
  if (isEncrypted(found)) {
    throw new ConfigurationError(
      `${name} is encrypted with a passphrase, which can't be entered in a job. Remove it: openssl pkey -in key.pem -out plain.pem`,
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

function parseAll(name: string, text: string): X509Certificate[] {
  try {
    return readPem(text).map((block) => new X509Certificate(block.text))
  } catch (cause) {
    throw damaged(name, cause)
  }
}

function wrongKind(
  name: string,
  wanted: string,
  value: string,
  [block]: readonly PemBlock[],
): ConfigurationError {
  const seen =
    block === undefined
      ? (describeOther(value) ??
        'is neither PEM, nor base64 of PEM, nor the path of a file that holds PEM')
      : `holds a "${block.label}"`
  return new ConfigurationError(
    `${name} ${seen}. It must be the ${wanted} in PEM (-----BEGIN ${wanted.toUpperCase()}-----).`,
    'credentials-malformed',
  )
}

/** Leaves out the parser's error text, such as `asn1 encoding routines`: it helps no user. */
function damaged(name: string, cause: unknown): ConfigurationError {
  return new ConfigurationError(
    `${name} begins like PEM but can't be read: it was truncated or changed when it was stored. Store it again, best as base64.`,
    'credentials-malformed',
    { cause },
  )
}
