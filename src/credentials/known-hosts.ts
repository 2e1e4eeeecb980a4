import { createHash } from 'node:crypto'
import { ConfigurationError } from '../base/errors.ts'

/** A host key in a line of a known_hosts file, described in sshd(8). */
export interface HostKey {
  readonly line: string
  /** Such as `ED25519`. */
  readonly type: string
  /** Such as `SHA256:…`, as `ssh-keygen -l` prints it. */
  readonly fingerprint: string
}

/**
 * Reads the `ssh-known-hosts` input.
 *
 * @returns the text of a known_hosts file
 * @throws ConfigurationError naming the line
 */
export function readKnownHosts(value: string): string {
  const lines = value
    .replaceAll('\\r', '')
    .replaceAll('\\n', '\n')
    .split(/\r?\n/)
    .map((line, index) => ({ line: line.trim(), number: index + 1 }))
    .filter(({ line }) => line !== '' && !line.startsWith('#'))
  if (lines.length === 0) {
    throw new ConfigurationError(
      'ssh-known-hosts has no line with a host key, only comments, as ssh-keyscan prints them when it fails.',
    )
  }
  for (const { line, number } of lines) {
    if (form.test(line)) continue
    const hint = /^[\w@.-]+ AAAA/.test(line) ? " The host's name must come before the key." : ''
    throw new ConfigurationError(
      `ssh-known-hosts: line ${number} is not a line of known_hosts.${hint} ssh-keyscan prints such lines.`,
    )
  }
  return lines.map(({ line }) => `${line}\n`).join('')
}

/** An optional marker, such as `@cert-authority`, host names, the type and the key. */
const form = /^(?:@[\w-]+\s+)?\S+\s+([\w@.-]+)\s+(AAAA[A-Za-z0-9+/=]+)(?:\s|$)/

/** Reads a line of a known_hosts file; undefined when it has no key. */
export function readHostKey(line: string): HostKey | undefined {
  const [, type = '', key = ''] = form.exec(line.trim()) ?? []
  if (key === '') return undefined
  const digest = createHash('sha256').update(Buffer.from(key, 'base64')).digest('base64')
  return {
    line: line.trim(),
    type: type.replace(/^ssh-|^ecdsa-sha2-.*/, '').toUpperCase() || 'ECDSA',
    fingerprint: `SHA256:${digest.replace(/=+$/, '')}`,
  }
}
