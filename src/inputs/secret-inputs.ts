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
    if (value === '') continue
    texts[name] = (name === 'ca' ? authorityText : secretText)(label, value, masks)
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
 * @throws ConfigurationError when the value is a path that can't be read
 */
export function secretText(name: string, value: string, masks: Masks): string {
  const { given, normal, text } = readText(name, value)
  masks.add(secretForms(given, normal))
  return text
}

/**
 * The same for CA certificates, which are public and may be hundreds: a runner applies each mask to each line of the
 * job. Anything else that is given in their place is masked, such as the key.
 */
export function authorityText(name: string, value: string, masks: Masks): string {
  const { content, given, normal, text } = readText(name, value)
  if (!isPublic(content)) masks.add(secretForms(given, normal))
  return text
}

interface ReadText {
  /** The value, or what its file has. */
  readonly content: string | Buffer
  /** The value; empty for a path: that is no secret, and masking it would blank it in every message that names it. */
  readonly given: string
  /** Its PEM blocks. */
  readonly normal: string
  readonly text: string
}

function readText(name: string, value: string): ReadText {
  const blocks = readPem(value)
  const file = blocks.length > 0 ? undefined : readSecretFile(name, value)
  const normal = (file === undefined ? blocks : readPem(file)).map(({ text }) => text).join('')
  if (file === undefined) return { content: value, given: value, normal, text: value }
  return { content: file, given: '', normal, text: normal === '' ? otherText(file) : normal }
}

/** A file of another kind is named in the error about it, also when it isn't text. */
function otherText(file: Buffer): string {
  const text = String(file)
  return Buffer.from(text).equals(file) ? text : file.toString('base64')
}
