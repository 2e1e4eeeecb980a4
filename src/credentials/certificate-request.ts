import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto'

/** A new key and a request for a certificate of it. */
export interface CertificateRequest {
  readonly privateKey: KeyObject
  readonly publicKey: KeyObject
  /** A PKCS #10 request in PEM. */
  readonly text: string
}

/**
 * Makes a key (EC P-256) and a PKCS #10 request for it (RFC 2986), with a name and no extensions: the
 * authority decides which names and uses the certificate gets.
 */
export function makeCertificateRequest(commonName: string): CertificateRequest {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const attribute = sequence(objectId.commonName, der(tag.utf8String, Buffer.from(commonName)))
  const info = sequence(
    der(tag.integer, Buffer.of(0)),
    sequence(der(tag.set, attribute)),
    publicKey.export({ type: 'spki', format: 'der' }),
    der(tag.attributes),
  )
  const signature = sign('sha256', info, privateKey)
  const request = sequence(
    info,
    sequence(objectId.ecdsaWithSha256),
    // The first byte of a bit string counts the unused bits of its last one.
    der(tag.bitString, Buffer.of(0), signature),
  )
  return { privateKey, publicKey, text: pem('CERTIFICATE REQUEST', request) }
}

const tag = {
  integer: 0x02,
  bitString: 0x03,
  utf8String: 0x0c,
  sequence: 0x30,
  set: 0x31,
  attributes: 0xa0,
}

/** Object identifiers, encoded with their tag and length. */
const objectId = {
  commonName: Buffer.from('0603550403', 'hex'),
  ecdsaWithSha256: Buffer.from('06082a8648ce3d040302', 'hex'),
}

const sequence = (...parts: readonly Buffer[]) => der(tag.sequence, ...parts)

/** One value in DER: tag, length, content. */
function der(type: number, ...parts: readonly Buffer[]): Buffer {
  const content = Buffer.concat(parts)
  const { length } = content
  const size = Buffer.from(length.toString(16).padStart(length < 0x100 ? 2 : 4, '0'), 'hex')
  const header = length < 0x80 ? [type, length] : [type, 0x80 | size.length, ...size]
  return Buffer.concat([Buffer.from(header), content])
}

function pem(label: string, bytes: Buffer): string {
  const lines = bytes.toString('base64').match(/.{1,64}/g) ?? []
  return [`-----BEGIN ${label}-----`, ...lines, `-----END ${label}-----`, ''].join('\n')
}
