import { X509Certificate } from 'node:crypto'
import { Diagnosis } from '../../base/diagnosis.ts'
import { unreadableInGo } from '../../credentials/certificate-fields.ts'
import { commonName } from '../../credentials/certificate-text.ts'
import { readPem } from '../../credentials/pem.ts'
import { shortList } from '../../text/list.ts'
import { shortLine } from '../../text/truncate.ts'
import type { ProbeTarget } from '../daemon.ts'
import { describeEndpoint } from '../endpoint.ts'
import { findPaths, problemOf } from './certificate-path.ts'
import {
  type Chain,
  distrust,
  type Evidence,
  explainProblem,
  unknownIssuer,
  untrusted,
} from './server-distrust.ts'
import { expectedName, isNamed } from './server-name.ts'

/** The results of a handshake. */
export interface ServerIdentity {
  /** With the certificates that came with it as `issuerCertificate`, in the order in which they were sent. */
  readonly leaf: X509Certificate
  /** The IP address that is connected to. */
  readonly address: string | undefined
  /** OpenSSL's: `trusted`, a code, or `pending` during the handshake. */
  readonly verdict: string
}

/**
 * Checks the daemon's certificate by Go's rules, which are buildx's.
 *
 * @throws Diagnosis that names what is wrong with it
 */
export function checkServerCertificate(
  target: ProbeTarget,
  trust: Trust,
  { leaf, address, verdict }: ServerIdentity,
): void {
  const evidence: Evidence = {
    at: describeEndpoint(target.endpoint, address === undefined ? [] : [address]),
    chain: sentChain(leaf),
    ...trust,
    now: new Date(),
  }
  checkReadable(evidence)
  checkTrust(evidence, verdict)
  checkName(evidence, expectedName(target))
}

export type Trust = Pick<Evidence, 'authorities' | 'unreadable'>

/**
 * Reads `ca`. Go skips certificates that it can't read. OpenSSL must not get them: version 3.5 crashes over
 * a CA with a key on a curve that TLS doesn't have.
 */
export function readTrust(ca = ''): Trust {
  const all = readPem(ca).map(({ text }) => new X509Certificate(text))
  const isUnreadable = (certificate: X509Certificate) => unreadableInGo(certificate) !== undefined
  return {
    authorities: all.filter((certificate) => !isUnreadable(certificate)),
    unreadable: all.filter(isUnreadable),
  }
}

function sentChain(leaf: X509Certificate): Chain {
  const chain: [X509Certificate, ...X509Certificate[]] = [leaf]
  for (let next = leaf.issuerCertificate; next !== undefined; next = next.issuerCertificate) {
    if (chain.some(({ raw }) => raw.equals((next as X509Certificate).raw))) break
    chain.push(next)
  }
  return chain
}

function checkReadable(evidence: Evidence): void {
  for (const certificate of evidence.chain) {
    const reason = unreadableInGo(certificate)
    if (reason === undefined) continue
    const which =
      certificate === evidence.chain[0]
        ? ''
        : `comes with that of ${commonName(certificate.subject)}, which `
    throw untrusted(evidence, `${which}${reason}, so buildx can't read it. Issue a new one.`)
  }
}

function checkTrust(evidence: Evidence, verdict: string): void {
  const problems = findPaths(evidence.chain, evidence.authorities).map((path) =>
    problemOf(path, evidence.now),
  )
  // Go accepts a certificate as soon as one path is sound.
  if (problems.includes(undefined)) return
  const isUnjudged = problems.some((problem) => problem?.kind === 'unjudged')
  // OpenSSL's rules for purposes differ from Go's, and its verdict doesn't name the certificate.
  if (!['trusted', 'INVALID_PURPOSE', 'pending'].includes(verdict))
    throw distrust(evidence, verdict)
  if (isUnjudged) return
  const [problem] = problems
  throw problem === undefined ? unknownIssuer(evidence) : explainProblem(evidence, problem)
}

function checkName({ at, chain: [leaf] }: Evidence, expected: string): void {
  if (leaf.subjectAltName === undefined) {
    throw new Diagnosis(
      'server-name-mismatch',
      `The certificate of ${at} names no host: it has no subjectAltName. Issue a new one with ${expected} there.`,
    )
  }
  if (isNamed(leaf, expected)) return
  const names = leaf.subjectAltName.split(', ').map((name) => shortLine(name, longestName))
  throw new Diagnosis(
    'server-name-mismatch',
    `The certificate of ${at} is for ${shortList(names)}, not for ${expected}. Set server-name to one of its names, or issue a new one for this name.`,
  )
}

/** Characters. A DNS name has at most 253. */
const longestName = 100
