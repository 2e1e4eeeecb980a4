import { type KeyObject, X509Certificate } from 'node:crypto'
import { Diagnosis } from '../base/diagnosis.ts'
import { shortList } from '../text/list.ts'
import { commonName, second } from './certificate-text.ts'
import { readPem } from './pem.ts'

/** The certificates that a client sends: its own first, then those between it and a root. */
export type Chain = readonly [X509Certificate, ...X509Certificate[]]

/** What a certificate is checked against. */
export interface Expectation {
  /** How messages name the authority. */
  readonly at: string
  /** Of the key that was made for it. */
  readonly publicKey: KeyObject
  readonly now: Date
  /** The authority's clock, as it sent it. */
  readonly authorityTime?: Date | undefined
}

/** RFC 5280, 4.2.1.12. Node exposes extendedKeyUsage as `keyUsage`. */
const clientAuth = '1.3.6.1.5.5.7.3.2'

/**
 * Reads the certificates in an authority's answer.
 *
 * @param texts PEM, the job's own certificate first
 * @throws Diagnosis when there is none, or one can't be read
 */
export function readIssued(at: string, texts: readonly string[]): Chain {
  try {
    const [leaf, ...others] = texts.flatMap(readPem).map(({ text }) => new X509Certificate(text))
    if (leaf !== undefined) return [leaf, ...others]
  } catch (cause) {
    throw answerFault(`The answer of ${at} holds a certificate that can't be read.`, cause)
  }
  throw answerFault(`The answer of ${at} holds no certificate in PEM.`)
}

/** Reads CA certificates. Those that can't be read are left out. */
export function readRoots(pem: string): X509Certificate[] {
  return readPem(pem).flatMap(({ text }) => {
    try {
      return [new X509Certificate(text)]
    } catch {
      return []
    }
  })
}

/**
 * The certificates from the job's own to a root, which is left out when it is self-signed: the daemon has it.
 *
 * @returns undefined when they lead to none of the roots
 */
export function findChain(
  [leaf, ...others]: Chain,
  roots: readonly X509Certificate[],
): Chain | undefined {
  const path = findPath(leaf, new Set(others), roots)
  if (path === undefined) return undefined
  const root = path.at(-1) as X509Certificate
  const sent = path.length > 1 && root.checkIssued(root) ? path.slice(0, -1) : path
  return sent as unknown as Chain
}

/** @param left certificates not tried yet: a dead end from one certificate is a dead end from another */
function findPath(
  certificate: X509Certificate,
  left: Set<X509Certificate>,
  roots: readonly X509Certificate[],
): X509Certificate[] | undefined {
  const root = roots.find((each) => isIssuedBy(certificate, each))
  if (root !== undefined) return [certificate, root]
  for (const issuer of left) {
    if (!issuer.ca || !isIssuedBy(certificate, issuer)) continue
    left.delete(issuer)
    const rest = findPath(issuer, left, roots)
    if (rest !== undefined) return [certificate, ...rest]
  }
  return undefined
}

function isIssuedBy(certificate: X509Certificate, issuer: X509Certificate): boolean {
  return certificate.checkIssued(issuer) && certificate.verify(issuer.publicKey)
}

/**
 * Checks that a certificate can be used by the client of this job now. `findChain` checks
 * that it leads to a known root.
 *
 * @throws Diagnosis
 */
export function checkIssued(
  chain: Chain,
  { at, publicKey, now, authorityTime }: Expectation,
): void {
  const [leaf] = chain
  const what = `The certificate that ${at} issued (${commonName(leaf.subject)})`
  if (!leaf.publicKey.equals(publicKey)) {
    throw answerFault(`${what} is for another key than that of this job.`)
  }
  if (!leaf.keyUsage?.includes(clientAuth)) {
    throw answerFault(
      `${what} is not for clients: its extendedKeyUsage lacks clientAuth. Set it in the authority's template or role.`,
    )
  }
  for (const certificate of chain) {
    const which =
      certificate === leaf
        ? what
        : `The certificate of ${commonName(certificate.subject)}, which ${at} sent along,`
    const clocks = `This runner's clock says ${second(now)}${authorityTime ? `, the authority's ${second(authorityTime)}` : ''}.`
    if (now > certificate.validToDate) {
      throw answerFault(`${which} expired on ${second(certificate.validToDate)}. ${clocks}`)
    }
    if (now < certificate.validFromDate) {
      throw answerFault(
        `${which} is not valid before ${second(certificate.validFromDate)}. ${clocks}`,
      )
    }
  }
}

/** @param known the CAs that the inputs name */
export function noKnownRoot(
  at: string,
  [leaf]: Chain,
  known: readonly X509Certificate[],
): Diagnosis {
  const names = shortList([...new Set(known.map(({ subject }) => commonName(subject)))], 3)
  return answerFault(
    `The certificate that ${at} issued (${commonName(leaf.subject)}) was signed by ${commonName(leaf.issuer)}, and leads neither to a CA in identity-ca or ca (${names}) nor to one that the authority publishes. Add its root to identity-ca.`,
  )
}

function answerFault(message: string, cause?: unknown): Diagnosis {
  return new Diagnosis('identity-answer', message, { cause })
}
