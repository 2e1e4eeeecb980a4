/**
 * Secrets reach a workflow in many shapes: PEM text, base64 of it (some tools can't hold line
 * breaks), PEM with `\n` written out, with CRLF or without its last line break.
 */
const pemBlock = /-----BEGIN ([A-Z0-9 ]+)-----[\s\S]*?-----END \1-----/g

export interface PemBlock {
  /** The words after BEGIN, such as `CERTIFICATE` or `PRIVATE KEY`. */
  readonly label: string
  /** The block with LF line ends, its last one included. */
  readonly text: string
}

/** The PEM blocks in `value`, in order. None if the value is something else, such as a path. */
export function readPem(value: string): PemBlock[] {
  const blocks = pemBlocks(value)
  return blocks.length > 0 ? blocks : pemBlocks(fromBase64(value))
}

/**
 * All forms of a PEM text that could appear in a log, for the runner to mask: each line of the value as
 * given, each line of data, and the base64 of the whole, in one line and wrapped.
 *
 * Lines of under eight characters are left out, and those that say BEGIN and END: masking the last two
 * letters of a key would blank those letters in every word of the log, and they alone are worth nothing.
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
    // As the base64 command prints it.
    ...encodings.flatMap((encoding) => wrapped(encoding, pem)),
  ].map((line) => line.trim())
  return [
    ...new Set(lines.filter((line) => line.length >= 8 && !/^-----[A-Z0-9 ]+-----$/.test(line))),
  ]
}

/** Its lines as the base64 command wraps them, but those that hold BEGIN or END and nothing of the data. */
function wrapped(encoding: string, pem: string): string[] {
  const data = pem.split('\n').filter((line) => !line.startsWith('-----'))
  const holdsData = (text: string) =>
    text.split(/\r?\n/).some((part) => part.length >= 8 && data.some((line) => line.includes(part)))
  return (encoding.match(/.{1,76}/g) ?? []).filter((line) =>
    holdsData(Buffer.from(line, 'base64').toString()),
  )
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
