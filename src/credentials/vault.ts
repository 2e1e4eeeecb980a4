import { type Authority, ask, type Body, badAnswer, type Issued, type Order } from './authority.ts'

/** A PKI secrets engine of Vault or OpenBao, and the way to sign in there. */
export interface Vault extends Authority {
  readonly kind: 'vault'
  /** Where certificates are signed, such as `pki/sign/buildkit`. */
  readonly signPath: string
  /** Where the JWT auth method is mounted, such as `jwt`. */
  readonly authMount: string
  readonly role: string
  /** Of Vault Enterprise, HCP or OpenBao. */
  readonly namespace?: string
}

/**
 * Signs in with the token and has the request signed: `auth/<mount>/login`, then `<pki>/sign/<role>`. The
 * Vault token is revoked afterwards.
 *
 * @throws Diagnosis when no certificate is issued
 */
export async function askVault(authority: Vault, order: Order): Promise<Issued> {
  const { client, proof, lifetime, mask, inBackground, explainToken } = order
  const common = {
    'content-type': 'application/json',
    ...(authority.namespace && { 'x-vault-namespace': authority.namespace }),
  }
  const call = (
    method: 'GET' | 'POST',
    path: string,
    body?: string | Promise<string>,
    headers: Readonly<Record<string, string>> = {},
    more?: () => Promise<string>,
  ) =>
    ask(
      authority,
      client,
      {
        url: new URL(`/v1/${path}`, authority.url),
        method,
        headers: { ...common, ...headers },
        ...(body !== undefined && { body }),
      },
      errorsOf,
      more,
    )

  const login = proof.then(({ token }) => JSON.stringify({ role: authority.role, jwt: token }))
  const { body: session } = await call(
    'POST',
    `auth/${authority.authMount}/login`,
    login,
    {},
    async () => explainToken((await proof).token),
  )
  const vaultToken = textAt(session, 'auth', 'client_token')
  if (vaultToken === undefined) throw badAnswer(authority, 'the sign-in gives no token')
  mask(vaultToken)
  const signedIn = { 'x-vault-token': vaultToken }
  try {
    const { request, commonName } = await proof
    const order = {
      csr: request,
      common_name: commonName,
      // `acme/app` is not a DNS name.
      exclude_cn_from_sans: true,
      ttl: `${lifetime}s`,
      format: 'pem',
    }
    const answer = await call('POST', authority.signPath, JSON.stringify(order), signedIn)
    const data = objectAt(answer.body, 'data')
    const chain = data?.ca_chain
    const certificates = [data?.certificate, ...(Array.isArray(chain) ? chain : [data?.issuing_ca])]
    const texts = certificates.filter(
      (each): each is string => typeof each === 'string' && each !== '',
    )
    if (typeof data?.certificate !== 'string' || texts.length === 0) {
      throw badAnswer(authority, 'the answer holds no certificate')
    }
    return {
      certificates: texts,
      ...(answer.date && { date: answer.date }),
      fetchRoots: async () => (await call('GET', `${mountOf(authority.signPath)}/ca_chain`)).text,
    }
  } finally {
    // Best effort: the token expires soon by itself, and a batch token can't be revoked.
    inBackground(call('POST', 'auth/token/revoke-self', '{}', signedIn))
  }
}

function mountOf(signPath: string): string {
  return signPath.replace(/\/sign\/[^/]+$/, '')
}

function errorsOf({ errors }: Body): string | undefined {
  if (!Array.isArray(errors)) return undefined
  return errors.filter((each) => typeof each === 'string').join('; ') || undefined
}

function objectAt(body: Body | undefined, name: string): Body | undefined {
  const value = body?.[name]
  return typeof value === 'object' && value !== null ? (value as Body) : undefined
}

function textAt(body: Body | undefined, part: string, name: string): string | undefined {
  const value = objectAt(body, part)?.[name]
  return typeof value === 'string' && value !== '' ? value : undefined
}
