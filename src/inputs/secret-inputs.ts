import type { SshInputs } from '../connect/inputs.ts'
import {
  type CredentialNames,
  type CredentialTexts,
  credentialInputs,
} from '../credentials/client-tls.ts'
import { readKnownHosts } from '../credentials/known-hosts.ts'
import { isPublic, readPem, secretForms } from '../credentials/pem.ts'
import { readSecretFile } from '../credentials/secret-file.ts'
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

/** Reads `ca`, `cert` and `key`, or the variables when none of the inputs is given. Masks all but CA certificates. */
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
    const label = isGiven ? name : certificateVariables[name]
    if (value !== '') texts[name] = secretText(label, value, masks, name === 'ca')
  }
  return { texts, names: isGiven ? credentialInputs : certificateVariables }
}

/** Reads and masks `ssh-key`, and reads `ssh-known-hosts`. */
export function readSshInputs({ text, optional }: InputReader, masks: Masks): SshInputs {
  const value = text('ssh-key')
  const knownHosts = optional('ssh-known-hosts', readKnownHosts)
  if (value === '') return { ...(knownHosts && { knownHosts }) }
  return { key: readSshKey(secretText('ssh-key', value, masks)), ...(knownHosts && { knownHosts }) }
}

/**
 * The text, or the content of the file of that name; masked before anything can print it.
 *
 * @param name the input's or variable's, for messages
 * @param isAuthority whether CA certificates are expected. They are public and may be hundreds, and a runner applies each
 *   mask to each line of the job, so only what is given in their place is masked, such as the key
 * @throws ConfigurationError when the value is a path that can't be read
 */
export function secretText(name: string, value: string, masks: Masks, isAuthority = false): string {
  const blocks = readPem(value)
  const file = blocks.length > 0 ? undefined : readSecretFile(name, value)
  const normal = (file === undefined ? blocks : readPem(file)).map(({ text }) => text).join('')
  if (!isAuthority || !isPublic(file ?? value)) {
    // A path is no secret, and masking it would blank it in every message that names it.
    masks.add(secretForms(file === undefined ? value : '', normal))
  }
  if (file === undefined) return value
  if (normal !== '') return normal
  // A file of another kind is named in the error about it, also when it isn't text.
  const content = String(file)
  return Buffer.from(content).equals(file) ? content : file.toString('base64')
}
