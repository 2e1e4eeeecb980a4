import { ConfigurationError } from '../base/errors.ts'
import { type PemBlock, readPem } from './pem.ts'
import { createReader } from './ssh-wire.ts'

/** A private key as it is written for `ssh`. */
export interface SshKey {
  readonly text: string
  /** Whether it takes a passphrase, which nobody can type in a job. */
  readonly isProtected: boolean
  /** In the wire's form. Only OpenSSH's own form tells it without a passphrase. */
  readonly publicKey?: Buffer
}

/**
 * Reads a private key in any form that a secret comes in, before any network use.
 *
 * @throws ConfigurationError
 */
export function readSshKey(value: string): SshKey {
  const blocks = readPem(value)
  const block = blocks.find(({ label }) => label.endsWith('PRIVATE KEY'))
  if (block === undefined) throw notPrivate(value, blocks)
  if (block.label === 'OPENSSH PRIVATE KEY') return readOpenssh(block)
  const isProtected =
    block.label.startsWith('ENCRYPTED') || block.text.includes('Proc-Type: 4,ENCRYPTED')
  return { text: block.text, isProtected }
}

/** The form is described in `PROTOCOL.key` of openssh-portable. */
function readOpenssh({ text }: PemBlock): SshKey {
  const magic = 'openssh-key-v1\0'
  const bytes = Buffer.from(text.replaceAll(/-----.*-----|\s/g, ''), 'base64')
  try {
    if (bytes.subarray(0, magic.length).toString() !== magic) throw new Error('no magic')
    const reader = createReader(bytes.subarray(magic.length))
    const cipher = String(reader.string())
    reader.string()
    reader.string()
    if (reader.number() !== 1) throw new Error('several keys')
    const publicKey = reader.string()
    // What is secret comes last: a key that was cut off lacks it.
    reader.string()
    return { text, isProtected: cipher !== 'none', publicKey }
  } catch (cause) {
    throw new ConfigurationError(
      "ssh-key begins like a key but can't be read: it was cut off or changed on the way. Store it again, best as base64.",
      'credentials-malformed',
      { cause },
    )
  }
}

function notPrivate(value: string, blocks: readonly PemBlock[]): ConfigurationError {
  return new ConfigurationError(
    `ssh-key ${whatItIs(value, blocks)} It must be the private key, in OpenSSH's form or PEM (-----BEGIN … PRIVATE KEY-----).`,
    'credentials-malformed',
  )
}

function whatItIs(value: string, [block]: readonly PemBlock[]): string {
  if (block !== undefined) return `holds a "${block.label}".`
  if (/^(?:ssh|ecdsa|sk)-[\w@.-]+ AAAA/.test(value.trim())) return 'is a public key.'
  if (value.startsWith('PuTTY-User-Key-File')) {
    return "is in PuTTY's form; PuTTYgen exports it in OpenSSH's."
  }
  return 'is neither a key, nor base64 of one, nor the path of a file that holds one.'
}
