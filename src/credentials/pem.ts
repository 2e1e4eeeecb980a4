/**
 * Secrets are stored in many forms: PEM text, base64 of it (for tools that can't hold line breaks), PEM
 * with `\n` written out, with CRLF or without its last line break.
 */
const pemBlock = /-----BEGIN ([A-Z0-9 ]+)-----[\s\S]*?-----END \1-----/g

export interface PemBlock {
  /** The words after BEGIN, such as `CERTIFICATE` or `PRIVATE KEY`. */
  readonly label: string
  /** The block with LF line ends, its last one included. */
  readonly text: string
}

/** The PEM blocks in a value, in order; none when the value is something else, such as a path. */
export function readPem(value: string): PemBlock[] {
  const blocks = pemBlocks(value)
  return blocks.length > 0 ? blocks : pemBlocks(fromBase64(value))
}

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
  const encodings = [pem, pem.trimEnd(), pem.replaceAll('\n', '\r\n')].map((text) =>
    Buffer.from(text).toString('base64'),
  )
  const lines = [
    ...value.split(/\r?\n/),
    ...value.split(/\r?\n|\\r|\\n/),
    ...pem.split('\n'),
    ...encodings,
    // As the command `base64` wraps it.
    ...encodings.flatMap((encoding) => wrapped(encoding, pem)),
  ].map((line) => line.trim())
  return [
    ...new Set(lines.filter((line) => line.length >= 8 && !/^-----[A-Z0-9 ]+-----$/.test(line))),
  ]
}

/** The lines into which the command `base64` wraps an encoding, without those that hold only BEGIN or END. */
function wrapped(encoding: string, pem: string): string[] {
  const data = pem.split('\n').filter((line) => !line.startsWith('-----'))
  const holdsData = (text: string) =>
    text.split(/\r?\n/).some((part) => part.length >= 8 && data.some((line) => line.includes(part)))
  return (encoding.match(/.{1,76}/g) ?? []).filter((line) =>
    holdsData(Buffer.from(line, 'base64').toString()),
  )
}

/** Whether a private key in PEM has a passphrase, in PKCS #8 (RFC 5958) or in the older form (RFC 1421). */
export function isEncrypted({ label, text }: PemBlock): boolean {
  return label.startsWith('ENCRYPTED') || text.includes('Proc-Type: 4,ENCRYPTED')
}

function pemBlocks(value: string): PemBlock[] {
  const text = value.replaceAll('\\r', '').replaceAll('\\n', '\n').replaceAll(/\r\n?/g, '\n')
  return [...text.matchAll(pemBlock)].map(([block, label = '']) => ({
    label,
    text: `${block
      .split('\n')
      .map((line) => line.trim())
      .join('\n')}\n`,
  }))
}

function fromBase64(value: string): string {
  const compact = value.replaceAll(/\s/g, '')
  return /^[A-Za-z0-9+/_-]+={0,2}$/.test(compact) ? Buffer.from(compact, 'base64').toString() : ''
}
