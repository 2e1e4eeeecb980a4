import type { KeyObject } from 'node:crypto'
import { Diagnosis } from '../base/diagnosis.ts'
import { messageOf } from '../base/errors.ts'
import { createHttpClient, HttpError } from '../base/http-client.ts'
import type { Ports } from '../base/ports.ts'
import { systemAuthorities } from '../base/server-trust.ts'
import { explainNoAnswer, type Issued, nameOf, type Order, type Proof } from './authority.ts'
import { makeCertificateRequest } from './certificate-request.ts'
import type { ClientCertificate } from './credentials.ts'
import {
  type Chain,
  checkIssued,
  findChain,
  noKnownRoot,
  readIssued,
  readRoots,
} from './issued-certificate.ts'
import { askStepCa, type StepCa } from './step-ca.ts'
import { describeToken, readClaims } from './token-claims.ts'
import { askVault, type Vault } from './vault.ts'

/** How a job gets its own certificate. */
export interface IdentityOptions {
  readonly authority: StepCa | Vault
  /** Whom the token is for. */
  readonly audience: string
  /** PEM of the CAs that signed the authority's own certificate, or those that Node and the system trust. */
  readonly authorityCa: string | 'system'
  /** PEM of the CAs that signed the daemon's certificate. */
  readonly ca: string
  /** Seconds. The authority may give less. */
  readonly lifetime: number
  /** A token from elsewhere. When absent, the host gives one. */
  readonly token: string | undefined
}

export type IdentityPorts = Pick<Ports, 'env' | 'signal' | 'mask' | 'identityToken'>

/** Milliseconds. */
const longestAnswerMs = 10_000

/**
 * Gets a certificate for this job: makes a key, presents the job's identity token to the authority, and checks
 * the issued certificate. The connection to the authority is opened while the token is requested.
 *
 * @param isFirst whether a token from elsewhere hasn't been shown before
 * @throws Diagnosis when there is no certificate that can be used
 */
export async function requestCertificate(
  options: IdentityOptions,
  ports: IdentityPorts,
  isFirst: boolean,
): Promise<ClientCertificate> {
  const { authority, authorityCa } = options
  const making = makeProof(options, ports)
  // It is awaited below; until then a rejection must not count as unhandled.
  making.catch(() => {})
  const background: Promise<unknown>[] = []
  const client = await createHttpClient(authority.url, {
    ca: authorityCa === 'system' ? await systemAuthorities() : [authorityCa],
    env: ports.env,
    signal: ports.signal,
    timeoutMs: longestAnswerMs,
  }).catch((error) => {
    throw error instanceof HttpError ? explainNoAnswer(nameOf(authority), error) : error
  })
  try {
    const order: Order = {
      client,
      proof: making,
      lifetime: options.lifetime,
      mask: ports.mask,
      // Its failure is of no consequence, and may come before anything waits for it.
      inBackground: (work) => background.push(work.catch(() => {})),
      explainToken: (token) => explainToken(token, options, isFirst),
    }
    const issued = await (authority.kind === 'vault'
      ? askVault(authority, order)
      : askStepCa(authority, order))
    const { privateKey, publicKey } = await making
    const chain = await checkedChain(issued, options, publicKey)
    return {
      cert: chain.map(String).join(''),
      key: privateKey.export({ type: 'pkcs8', format: 'pem' }) as string,
      issuedBy: nameOf(authority),
    }
  } catch (error) {
    // If there is no token, report that, not the failed connection.
    await making
    throw error
  } finally {
    void Promise.all(background).then(client.close)
  }
}

interface MadeProof extends Proof {
  readonly privateKey: KeyObject
  readonly publicKey: KeyObject
}

async function makeProof(
  { token: given, audience }: IdentityOptions,
  { identityToken, mask, signal }: IdentityPorts,
): Promise<MadeProof> {
  const token =
    given ??
    (await identityToken(audience).catch((cause) => {
      signal.throwIfAborted()
      throw new Diagnosis('identity-no-token', messageOf(cause), { cause })
    }))
  mask(token)
  const { project, subject } = readClaims(token)
  const commonName = project ?? subject ?? 'remote-buildkit'
  const { privateKey, publicKey, text } = makeCertificateRequest(commonName)
  return { token, commonName, request: text, privateKey, publicKey }
}

/** What the action knows of a token that was refused: the authority may give no reason. */
function explainToken(
  token: string,
  { authority, audience, token: given }: IdentityOptions,
  isFirst: boolean,
): string {
  const claims = readClaims(token)
  const sentences = [describeToken(claims, new Date())]
  if (given === undefined) {
    sentences.push('It was requested for this certificate, so it was not used before.')
  } else {
    const before = isFirst ? '' : ', and was used before'
    const once = authority.kind === 'step-ca' ? '; step-ca takes a token only once' : ''
    sentences.push(`It is the one in identity-token${before}${once}.`)
    if (claims.audience[0] !== audience) {
      sentences.push(`By the other inputs, its audience should be "${audience}".`)
    }
  }
  if (authority.kind === 'step-ca') {
    sentences.push('step-ca finds its provisioner by the audience, which must be its clientID.')
  }
  return sentences.join(' ')
}

async function checkedChain(
  issued: Issued,
  { authority, authorityCa, ca }: IdentityOptions,
  publicKey: KeyObject,
): Promise<Chain> {
  const at = nameOf(authority)
  const chain = readIssued(at, issued.certificates)
  const known = [...(authorityCa === 'system' ? [] : readRoots(authorityCa)), ...readRoots(ca)]
  // Before any further request: most checks need none.
  const expected = { at, publicKey, now: new Date(), authorityTime: issued.date }
  checkIssued(chain.slice(0, 1) as unknown as Chain, expected)
  const path =
    findChain(chain, known) ?? findChain(chain, readRoots(await issued.fetchRoots().catch(noRoots)))
  if (path === undefined) throw noKnownRoot(at, chain, known)
  checkIssued(path, expected)
  return path
}

/** An authority that doesn't publish its CAs, or can't now, has no known ones. */
function noRoots(error: unknown): string {
  if (error instanceof Diagnosis) return ''
  throw error
}
