// Fields of a certificate (RFC 5280, 4.1) that Node's X509Certificate lacks, and Go's rules for them.
import type { X509Certificate } from 'node:crypto'
import { derTag, type Element, readElement, readElements, readOid } from './der.ts'

export interface CertificateFields {
  /** 1 or 3. Only version 3 has extensions. */
  readonly version: number
  readonly hasNegativeSerial: boolean
  /** An object identifier. */
  readonly signatureAlgorithm: string
  /** The names in DER. Go compares them byte by byte, so the same text in another type of string is another name. */
  readonly issuer: Buffer
  readonly subject: Buffer
  /** For a key on an elliptic curve: the curve's object identifier, or that its parameters are written out. */
  readonly curve?: string | 'explicit'
  readonly extensions: readonly Extension[]
}

export interface Extension {
  /** An object identifier, such as `2.5.29.15`. */
  readonly id: string
  readonly isCritical: boolean
  /** DER. */
  readonly value: Buffer
}

export const extensionId = {
  keyUsage: '2.5.29.15',
  subjectAltName: '2.5.29.17',
  basicConstraints: '2.5.29.19',
  nameConstraints: '2.5.29.30',
  policyConstraints: '2.5.29.36',
  extendedKeyUsage: '2.5.29.37',
  inhibitAnyPolicy: '2.5.29.54',
} as const

/** Whether the key of `issuer` made the signature of the certificate. */
export function isSignedBy(certificate: X509Certificate, issuer: X509Certificate): boolean {
  try {
    return certificate.verify(issuer.publicKey)
  } catch {
    // A key of another kind than the signature, or one that OpenSSL can't read.
    return false
  }
}

/** @throws RangeError when it isn't in DER: OpenSSL reads BER too */
export function readCertificateFields({ raw }: Pick<X509Certificate, 'raw'>): CertificateFields {
  const [content] = readElements(readElement(raw).content)
  const elements = readElements((content as Element).content)
  const hasVersion = elements[0]?.tag === versionTag
  const [serial, algorithm, issuer, , subject, key, ...optional] = elements.slice(
    hasVersion ? 1 : 0,
  )
  const extensions = optional.find(({ tag }) => tag === extensionsTag)
  const curve = readCurve(key as Element)
  return {
    version: hasVersion ? 1 + (readElement((elements[0] as Element).content).content[0] ?? 0) : 1,
    hasNegativeSerial: ((serial as Element).content[0] ?? 0) >= 0x80,
    signatureAlgorithm: readOid(readElement((algorithm as Element).content).content),
    issuer: (issuer as Element).content,
    subject: (subject as Element).content,
    ...(curve !== undefined && { curve }),
    extensions:
      extensions === undefined
        ? []
        : readElements(readElement(extensions.content).content).map(readExtension),
  }
}

/**
 * Why Go, and so buildx and BuildKit, can't read a certificate that OpenSSL reads, as the end of a sentence
 * that begins with the certificate. Undefined when it can.
 *
 * https://go.dev/src/crypto/x509/parser.go
 */
export function unreadableInGo(certificate: X509Certificate): string | undefined {
  const fields = tryFields(certificate)
  if (fields === undefined) return 'is not encoded in DER'
  const { hasNegativeSerial, curve } = fields
  if (hasNegativeSerial) return 'has a negative serial number'
  if (curve === undefined || goCurves.has(curve)) return undefined
  return curve === 'explicit'
    ? 'has a key with explicit EC parameters in place of a named curve'
    : 'has a key on an elliptic curve other than P-224, P-256, P-384 and P-521'
}

function tryFields(certificate: X509Certificate): CertificateFields | undefined {
  try {
    return readCertificateFields(certificate)
  } catch {
    return undefined
  }
}

const ecPublicKey = '1.2.840.10045.2.1'
const goCurves: ReadonlySet<string> = new Set([
  '1.3.132.0.33',
  '1.2.840.10045.3.1.7',
  '1.3.132.0.34',
  '1.3.132.0.35',
])

/** Constructed and context-specific: [0] and [3]. */
const versionTag = 0xa0
const extensionsTag = 0xa3

function readCurve(key: Element): string | undefined {
  const [algorithm] = readElements(key.content)
  const [id, parameters] = readElements((algorithm as Element).content)
  if (readOid((id as Element).content) !== ecPublicKey) return undefined
  return parameters?.tag === derTag.oid ? readOid(parameters.content) : 'explicit'
}

function readExtension({ content }: Element): Extension {
  const [id, ...others] = readElements(content)
  return {
    id: readOid((id as Element).content),
    isCritical: others[0]?.tag === derTag.boolean && others[0].content[0] !== 0,
    value: others.at(-1)?.content ?? Buffer.alloc(0),
  }
}
