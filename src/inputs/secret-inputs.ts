import { readFileSync } from 'node:fs'
import type { SshInputs } from '../connect/inputs.ts'
import {
  type CredentialNames,
  type CredentialTexts,
  credentialInputs,
} from '../credentials/client-tls.ts'
import { readKnownHosts } from '../credentials/known-hosts.ts'
import { readPem, secretForms } from '../credentials/pem.ts'
import { readSshKey } from '../credentials/ssh-key.ts'
import type { InputReader } from './reader.ts'
import type { InputSource } from './source.ts'

/** The variables in which docker/setup-buildx-action takes certificates. */
const certificateVariables: CredentialNames = {
  ca: 'BUILDER_NODE_0_AUTH_TLS_CACERT',
  cert: 'BUILDER_NODE_0_AUTH_TLS_CERT',
  key: 'BUILDER_NODE_0_AUTH_TLS_KEY',
}

/** Reads and masks `ca`, `cert` and `key`, or the variables when none of the inputs is given. */
export function readCredentialTexts(
  { text }: InputReader,
  source: InputSource,
): { readonly texts: CredentialTexts; readonly names: CredentialNames } {
  const texts: { -readonly [Name in keyof CredentialTexts]: string } = {}
  const names = ['ca', 'cert', 'key'] as const
  // All or none of the variables: parts of two sets would not fit together.
  const isGiven = names.some((name) => text(name) !== '') || text('builder') !== ''
  for (const name of names) {
    const value = isGiven ? text(name) : (source.env[certificateVariables[name]] ?? '').trim()
    if (value !== '') texts[name] = secretText(value, source)
  }
  return { texts, names: isGiven ? credentialInputs : certificateVariables }
}

/** Reads and masks `ssh-key`, and reads `ssh-known-hosts`. */
export function readSshInputs({ text, optional }: InputReader, source: InputSource): SshInputs {
  const value = text('ssh-key')
  const knownHosts = optional('ssh-known-hosts', readKnownHosts)
  if (value === '') return { ...(knownHosts && { knownHosts }) }
  return { key: readSshKey(secretText(value, source)), ...(knownHosts && { knownHosts }) }
}

export function maskAll(secrets: readonly string[], { mask }: Pick<InputSource, 'mask'>): void {
  for (const secret of secrets) mask(secret)
}

/** The text, or the content of the file of that name; masked before anything else can print it. */
function secretText(value: string, source: InputSource): string {
  const content = readPem(value).length > 0 ? value : (contentOf(value) ?? value)
  const normal = readPem(content)
    .map((block) => block.text)
    .join('')
  // A path is no secret, and masking it would blank it in every message that names it.
  maskAll(secretForms(content === value ? value : '', normal), source)
  return content
}

function contentOf(path: string): string | undefined {
  if (path.includes('\n')) return undefined
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return undefined
  }
}
