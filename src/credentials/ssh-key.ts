import { ConfigurationError } from '../base/errors.ts'
import { describeOther, isEncrypted, type PemBlock, readPem } from './pem.ts'
import { createReader } from './ssh-wire.ts'

/** A private key as it is written to a file for `ssh`. */
export interface SshKey {
  readonly text: string
  /** Whether it has a passphrase, which can't be entered in a job. */
  readonly isProtected: boolean
  /** In SSH's wire format. Absent for PEM, from which it can't be read without the passphrase. */
  readonly publicKey?: Buffer
}

/**
 * Reads the `ssh-key` input, in any form in which secrets are stored.
 *
 * @throws ConfigurationError when it holds no private key, or a damaged one
 */
export function readSshKey(value: string): SshKey {
  const blocks = readPem(value)
  const block = blocks.find(({ label }) => label.endsWith('PRIVATE KEY'))
  if (block === undefined) throw notPrivate(value, blocks)
  if (block.label === 'OPENSSH PRIVATE KEY') return readOpenssh(block)
  return { text: block.text, isProtected: isEncrypted(block) }
}

/** https://github.com/openssh/openssh-portable/blob/master/PROTOCOL.key */
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
    // The private part is last, so a truncated key lacks it.
    reader.string()
    return { text, isProtected: cipher !== 'none', publicKey }
  } catch (cause) {
    throw new ConfigurationError(
      "ssh-key begins like a key but can't be read: it was truncated or changed when it was stored. Store it again, best as base64.",
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
  const other = describeOther(value)
  if (other !== undefined) return `${other}.`
  return 'is neither a key, nor base64 of one, nor the path of a file that holds one.'
}
