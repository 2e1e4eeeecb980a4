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
 * All forms of a PEM text that could appear in a log, for the runner to mask: the value as given,
 * each line that carries data, and the base64 of the whole.
 *
 * Lines of under eight characters are left out: masking the last two letters of a key would blank
 * those letters in every word of the log, and they alone are worth nothing.
 */
export function secretForms(value: string, pem: string): string[] {
  const lines = [...value.split(/\r?\n|\\n/), ...pem.split('\n')].map((line) => line.trim())
  const forms = [
    value,
    pem,
    Buffer.from(pem).toString('base64'),
    Buffer.from(pem.trimEnd()).toString('base64'),
    ...lines.filter((line) => line.length >= 8 && !line.startsWith('-----')),
  ]
  return [...new Set(forms.map((form) => form.trim()).filter((form) => form !== ''))]
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
