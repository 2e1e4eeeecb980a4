import { ConfigurationError } from '../base/errors.ts'
import { isRouter } from '../connect/router/router.ts'
import { certificates } from '../credentials/client-tls.ts'
import type { IdentityOptions } from '../credentials/identity.ts'
import { isToken } from '../credentials/token-payload.ts'
import type { Masks } from './masks.ts'
import type { InputReader } from './reader.ts'
import { secretText } from './secret-inputs.ts'
import { parseDuration } from './values.ts'

/** Seconds. No authority for jobs should give more. */
const longestLifetime = 86_400
/** As in action.yml: a host may pass the default as if it were given. */
export const defaultLifetime = '1h'

/** Inputs that mean something only with `identity`. */
const companions = ['identity-audience', 'identity-ca', 'identity-role', 'identity-token']
/** Those that also a router needs. */
const routerInputs = ['identity-audience', 'identity-ca', 'identity-token']

/**
 * Reads the inputs about a certificate that an authority issues to this job.
 *
 * @returns undefined without `identity`
 * @throws ConfigurationError naming the input
 */
export function readIdentityInputs(reader: InputReader, masks: Masks): IdentityOptions | undefined {
  const { text } = reader
  const token = text('identity-token')
  // Even without `identity`: a message about another input could print it.
  masks.add(token.match(/\S{8,}/g) ?? [])
  const address = text('identity')
  if (address === '') {
    refuseAlone(reader)
    return undefined
  }
  const other = ['cert', 'key'].find((name) => text(name) !== '')
  if (other !== undefined) {
    throw new ConfigurationError(
      `identity and ${other} are both given. With identity, this job is issued a certificate of its own: leave out cert and key, and remove their secrets.`,
    )
  }
  const ca = text('ca')
  if (ca === '') {
    throw new ConfigurationError(
      "ca is empty but identity is given. Give the CA certificate that signed the daemon's certificate; it is no secret.",
      'credentials-missing',
    )
  }
  const daemonCa = certificates('ca', secretText('ca', ca, masks, true))
  const { authority, audience } = parseIdentity(address, text('identity-role'))
  return {
    authority,
    audience: text('identity-audience') || audience,
    authorityCa: readAuthorityCa(text('identity-ca'), masks) ?? daemonCa,
    ca: daemonCa,
    lifetime: readLifetime(text('identity-lifetime')),
    token: checkedToken(token),
  }
}

function refuseAlone({ text }: InputReader): void {
  const isOwnLifetime = !['', defaultLifetime].includes(text('identity-lifetime'))
  const known = isRouter(text('endpoint')) ? routerInputs : []
  const alone =
    companions.find((name) => text(name) !== '' && !known.includes(name)) ??
    (isOwnLifetime ? 'identity-lifetime' : undefined)
  if (alone === undefined) return
  throw new ConfigurationError(
    `${alone} is given but identity is empty. Give the authority's address as identity, or leave both out.`,
  )
}

/** @throws ConfigurationError for a text that isn't a token */
export function checkedToken(token: string): string | undefined {
  if (token === '' || isToken(token)) return token || undefined
  throw new ConfigurationError(
    'identity-token holds no identity token: that is a JSON Web Token, three parts with dots between. Check the variable that it comes from.',
    'identity-no-token',
  )
}

/** @returns PEM, or `system`; undefined when it isn't given */
export function readAuthorityCa(value: string, masks: Masks): string | undefined {
  if (value === '' || value === 'system') return value || undefined
  return certificates('identity-ca', secretText('identity-ca', value, masks, true))
}

function readLifetime(text: string): number {
  const seconds = Math.round(parseDuration('identity-lifetime', text || defaultLifetime) / 1000)
  if (seconds >= 1 && seconds <= longestLifetime) return seconds
  throw new ConfigurationError(
    `identity-lifetime: "${text}" is not a lifetime for a job's certificate. Write one of up to 24h, such as ${defaultLifetime}.`,
  )
}

/** An authority, and the audience that its tokens have unless another is given. */
export type ParsedIdentity = Pick<IdentityOptions, 'authority' | 'audience'>

/**
 * Parses `step-ca+https://host[:port][/provisioner]` or
 * `vault+https://host[:port]/<pki mount>/sign/<role>[?namespace=…]`.
 *
 * @param role the input `identity-role`
 * @throws ConfigurationError
 */
export function parseIdentity(address: string, role: string): ParsedIdentity {
  const [, kind, rest = ''] = /^(step-ca|vault)\+(https:\/\/.*)$/.exec(address) ?? []
  const url = URL.canParse(rest) ? new URL(rest) : undefined
  if (kind === undefined || url === undefined) throw malformed(address, url)
  if (url.username !== '' || url.password !== '' || url.hash !== '') throw malformed(address, url)
  const path = url.pathname.replace(/^\/+|\/+$/g, '')
  const origin = new URL(url.origin)
  if (kind === 'vault') {
    const namespace = url.searchParams.get('namespace')
    if (!/^.+\/sign\/[^/]+$/.test(path) || [...url.searchParams.keys()].some(isNoNamespace)) {
      throw malformed(address, url)
    }
    return {
      authority: {
        kind,
        url: origin,
        signPath: path,
        ...parseRole(role),
        ...(namespace && { namespace }),
      },
      audience: url.origin,
    }
  }
  if (role !== '') {
    throw new ConfigurationError(
      'identity-role is given, but only Vault has roles. For step-ca, write the provisioner behind the host in identity, or its clientID as identity-audience.',
    )
  }
  if (path.includes('/') || url.search !== '') throw malformed(address, url)
  // step-ca chooses its provisioner by the audience alone.
  return {
    authority: { kind: 'step-ca', url: origin },
    audience: path === '' ? url.origin : `${url.origin}/${path}`,
  }
}

function isNoNamespace(name: string): boolean {
  return name !== 'namespace'
}

/** `mount/role`, or a role of the method that is mounted as `jwt`. */
function parseRole(text: string): { readonly authMount: string; readonly role: string } {
  const [, mount = 'jwt', role = ''] = /^(?:([\w./-]+)\/)?([\w.-]+)$/.exec(text) ?? []
  if (role !== '') return { authMount: mount, role }
  throw new ConfigurationError(
    text === ''
      ? "identity-role is empty. Give the role of Vault's JWT method, such as buildkit, or jwt/buildkit with its mount."
      : `identity-role: "${text}" is not a role of Vault's JWT method. Write buildkit, or jwt/buildkit with its mount.`,
  )
}

function malformed(address: string, url: URL | undefined): ConfigurationError {
  // A password in it isn't printed.
  const shown = url?.password ? '' : `: "${address}"`
  return new ConfigurationError(
    `identity${shown} is not the address of an authority. Write step-ca+https://ca.example.com, or vault+https://vault.example.com/pki/sign/buildkit; the token is sent over https only.`,
  )
}
