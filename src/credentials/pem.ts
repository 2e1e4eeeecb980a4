import { createPrivateKey, X509Certificate } from 'node:crypto'

const pemBlock = /-----BEGIN ([A-Z0-9 ]+)-----([\s\S]*?)-----END \1-----/g

export interface PemBlock {
  /** The words after BEGIN, such as `CERTIFICATE` or `PRIVATE KEY`. */
  readonly label: string
  /** The block with LF line ends, its last one included. */
  readonly text: string
}

/**
 * The PEM blocks in a secret or a file, in order; none when the value is something else, such as a path.
 *
 * Tools change secrets when they store them, and nothing is lost by: CRLF, `\n` written out, line breaks
 * that became spaces, doubled or vanished, UTF-16, and base64, also of base64. DER, which is PEM without
 * base64, is read too.
 */
export function readPem(value: string | Buffer): PemBlock[] {
  return decode(value).blocks
}

/**
 * Whether a secret or a file is made of certificates, which are public: it has no other block, whole or broken.
 */
export function isPublic(value: string | Buffer): boolean {
  const { blocks, text } = decode(value)
  return (
    blocks.length > 0 &&
    blocks.every(({ label }) => label.endsWith('CERTIFICATE')) &&
    !text.includes('PRIVATE KEY')
  )
}

/** @returns the blocks, and the text in which they were found; no text for DER */
function decode(value: string | Buffer): { readonly blocks: PemBlock[]; readonly text: string } {
  let bytes: Buffer = Buffer.from(value)
  for (let encodings = 0; encodings <= mostEncodings; encodings += 1) {
    const text = decodeText(bytes)
    const blocks = pemBlocks(text)
    if (blocks.length > 0) return { blocks, text }
    const block = derBlock(bytes)
    if (block !== undefined) return { blocks: [block], text: '' }
    const decoded = fromBase64(text)
    if (decoded === undefined) break
    bytes = decoded
  }
  return { blocks: [], text: '' }
}

/** How often the PEM may be encoded in base64. */
const mostEncodings = 3

/**
 * What a value is that holds no PEM block, as the end of a sentence; undefined when nothing is known about it.
 */
export function describeOther(value: string | Buffer): string | undefined {
  let bytes: Buffer = Buffer.from(value)
  for (let encodings = 0; encodings <= mostEncodings; encodings += 1) {
    const text = decodeText(bytes)
    const [, word, label = ''] = /-----(BEGIN|END) ([A-Z0-9 ]+)(?:-----)?/.exec(text) ?? []
    if (word === 'BEGIN') {
      return `has -----BEGIN ${label}----- but no -----END ${label}-----: it was truncated, or its lines were changed`
    }
    if (word === 'END') {
      return `has -----END ${label}----- but no -----BEGIN ${label}-----: its beginning is missing`
    }
    if (/^\s*\$\{\{/.test(text)) return 'is an expression that was not evaluated'
    if (bytes[0] === 0x30 && bytes.subarray(0, longestHeader).includes(pkcs7Data)) {
      return 'is a PKCS #12 file (.p12, .pfx). Convert it: openssl pkcs12 -in file.p12 -nodes'
    }
    if (bytes[0] === 0x30 && bytes.subarray(0, longestHeader).includes(pkcs7SignedData)) {
      return 'is a PKCS #7 file (.p7b). Convert it: openssl pkcs7 -inform DER -in file.p7b -print_certs'
    }
    const decoded = fromBase64(text)
    if (decoded === undefined) return undefined
    bytes = decoded
  }
  return undefined
}

/** The object identifiers 1.2.840.113549.1.7.1 and 1.2.840.113549.1.7.2, near the beginning of such files. */
const pkcs7Data = Buffer.from('2a864886f70d010701', 'hex')
const pkcs7SignedData = Buffer.from('2a864886f70d010702', 'hex')
const longestHeader = 40

/**
 * All forms of a PEM text that a log may contain, for masking: each line of the value as given, each line
 * of data, and the base64 of the whole, on one line and wrapped.
 *
 * Lines under eight characters and the BEGIN and END lines are left out: they are no secrets, and a mask
 * for the last two letters of a key would blank these letters in every word of the log.
 *
 * @param value as the user gave it; empty when it was a path
 * @param pem the blocks that were read from it
 */
export function secretForms(value: string, pem: string): string[] {
  const texts = [pem, pem.trimEnd(), pem.replaceAll('\n', '\r\n')].map((text) => Buffer.from(text))
  const lines = [
    ...value.split(/\r?\n/),
    ...value.split(/\r?\n|\\r|\\n/),
    ...pem.split('\n'),
    ...texts.map((text) => text.toString('base64')),
    // As `base64` and `openssl base64` wrap it.
    ...texts.flatMap((text) => [76, 64].flatMap((width) => wrapped(text, width))),
  ].map((line) => line.trim())
  return [
    ...new Set(lines.filter((line) => line.length >= 8 && !/^-----[A-Z0-9 ]+-----$/.test(line))),
  ]
}

/** The base64 of a text in lines of so many characters, without the lines that hold only BEGIN or END. */
function wrapped(text: Buffer, width: number): string[] {
  const bytesOfLine = (width / 4) * 3
  // One character a byte, so that a place in it is one in the text.
  const data = text.toString('latin1').replaceAll(/^-----.*$/gm, (line) => '\n'.repeat(line.length))
  return (text.toString('base64').match(new RegExp(`.{1,${width}}`, 'g')) ?? []).filter((_, at) =>
    /.{8}/.test(data.slice(at * bytesOfLine, (at + 1) * bytesOfLine)),
  )
}

/** Whether a private key in PEM has a passphrase, in PKCS #8 (RFC 5958) or in the older form (RFC 1421). */
export function isEncrypted({ label, text }: PemBlock): boolean {
  return label.startsWith('ENCRYPTED') || text.includes('Proc-Type: 4,ENCRYPTED')
}

function pemBlocks(value: string): PemBlock[] {
  const text = value.replaceAll(/\\+r/g, '').replaceAll(/\\+n/g, '\n').replaceAll(/\r\n?/g, '\n')
  return [...text.matchAll(pemBlock)].map(([, label = '', body = '']) => ({
    label,
    text: `-----BEGIN ${label}-----\n${pemLines(body).join('\n')}\n-----END ${label}-----\n`,
  }))
}

/** The lines between BEGIN and END as they must be, whatever became of the line breaks. */
function pemLines(body: string): string[] {
  // The headers of an encrypted key (RFC 1421) end with an empty line.
  if (body.includes(':')) {
    const lines = body.split('\n').map((line) => line.trim())
    return lines.slice(lines[0] === '' ? 1 : 0, lines.at(-1) === '' ? -1 : undefined)
  }
  const lines = body.split(/\s+/).filter((line) => line !== '')
  const isWrapped = lines.every((line) => line.length <= longestLine)
  return isWrapped ? lines : (lines.join('').match(new RegExp(`.{1,${lineLength}}`, 'g')) ?? [])
}

/** Characters. PEM has 64 a line, OpenSSH 70; readers accept a little more. */
const lineLength = 64
const longestLine = 76

function derBlock(bytes: Buffer): PemBlock | undefined {
  if (bytes[0] !== 0x30) return undefined
  try {
    return { label: 'CERTIFICATE', text: String(new X509Certificate(bytes)) }
  } catch {
    // Not a certificate.
  }
  for (const type of ['pkcs8', 'sec1', 'pkcs1'] as const) {
    try {
      const key = createPrivateKey({ key: bytes, format: 'der', type })
      return { label: 'PRIVATE KEY', text: String(key.export({ type: 'pkcs8', format: 'pem' })) }
    } catch {
      // Not a key of this type.
    }
  }
  return undefined
}

/** UTF-8, or UTF-16 as Windows writes it, with or without a byte order mark. */
function decodeText(bytes: Buffer): string {
  const [first, second] = bytes
  const isBigEndian = (first === 0xfe && second === 0xff) || (first === 0 && second !== 0)
  const isLittleEndian = (first === 0xff && second === 0xfe) || (second === 0 && first !== 0)
  if (isLittleEndian) return bytes.toString('utf16le')
  if (isBigEndian && bytes.length % 2 === 0) return Buffer.from(bytes).swap16().toString('utf16le')
  return bytes.toString()
}

function fromBase64(value: string): Buffer | undefined {
  const compact = value.replaceAll(/\\+[rn]|[\s\u{feff}]/gu, '')
  return /^[A-Za-z0-9+/_-]+={0,2}$/.test(compact) ? Buffer.from(compact, 'base64') : undefined
}
