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
import type { Masks } from './masks.ts'
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
  source: Pick<InputSource, 'env'>,
  masks: Masks,
): { readonly texts: CredentialTexts; readonly names: CredentialNames } {
  const texts: { -readonly [Name in keyof CredentialTexts]: string } = {}
  const names = ['ca', 'cert', 'key'] as const
  // All or none of the variables: parts of two sets would not fit together.
  const isGiven = names.some((name) => text(name) !== '') || text('builder') !== ''
  for (const name of names) {
    const value = isGiven ? text(name) : (source.env[certificateVariables[name]] ?? '').trim()
    if (value !== '') texts[name] = secretText(value, masks)
  }
  return { texts, names: isGiven ? credentialInputs : certificateVariables }
}

/** Reads and masks `ssh-key`, and reads `ssh-known-hosts`. */
export function readSshInputs({ text, optional }: InputReader, masks: Masks): SshInputs {
  const value = text('ssh-key')
  const knownHosts = optional('ssh-known-hosts', readKnownHosts)
  if (value === '') return { ...(knownHosts && { knownHosts }) }
  return { key: readSshKey(secretText(value, masks)), ...(knownHosts && { knownHosts }) }
}

/** The text, or the content of the file of that name; masked before anything can print it. */
export function secretText(value: string, masks: Masks): string {
  const content = readPem(value).length > 0 ? value : (contentOf(value) ?? value)
  const normal = readPem(content)
    .map((block) => block.text)
    .join('')
  // A path is no secret, and masking it would blank it in every message that names it.
  masks.add(secretForms(content === value ? value : '', normal))
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
