import { X509Certificate } from 'node:crypto'
import type { TLSSocket } from 'node:tls'
import { Diagnosis } from '../../base/diagnosis.ts'
import { commonName } from '../../credentials/certificate-text.ts'
import { readPem } from '../../credentials/pem.ts'
import { shortList } from '../../text/list.ts'
import { shortLine } from '../../text/truncate.ts'
import type { ProbeTarget } from '../daemon.ts'
import { describeEndpoint } from '../endpoint.ts'
import {
  type Chain,
  distrust,
  type Evidence,
  mayNotIssue,
  unknownIssuer,
  untrusted,
} from './server-distrust.ts'
import { expectedName, isNamed } from './server-name.ts'

/**
 * Checks the daemon's certificate by Go's rules, which are buildx's.
 *
 * @throws Diagnosis that names what is wrong with it
 */
export function checkServerCertificate(target: ProbeTarget, socket: TLSSocket): void {
  const leaf = socket.getPeerX509Certificate()
  if (leaf === undefined) throw new Error('no certificate')
  const evidence: Evidence = {
    at: describeEndpoint(target.endpoint, socket.remoteAddress ? [socket.remoteAddress] : []),
    chain: sentChain(leaf),
    authorities: readPem(target.credentials?.ca ?? '').map(({ text }) => new X509Certificate(text)),
    now: new Date(),
  }
  const fault = socket.authorized ? undefined : `${socket.authorizationError}`
  // OpenSSL's rules for purposes differ from Go's, and its verdict doesn't name the certificate.
  if (fault !== undefined && fault !== 'INVALID_PURPOSE') throw distrust(evidence, fault)
  checkPurpose(evidence)
  checkName(evidence, expectedName(target))
}

function sentChain(leaf: X509Certificate): Chain {
  const chain: [X509Certificate, ...X509Certificate[]] = [leaf]
  for (let next = leaf.issuerCertificate; next !== undefined; next = next.issuerCertificate) {
    if (isAmong(chain, next)) break
    chain.push(next)
  }
  return chain
}

function isAmong(list: readonly X509Certificate[], { fingerprint256 }: X509Certificate): boolean {
  return list.some((certificate) => certificate.fingerprint256 === fingerprint256)
}

function checkPurpose(evidence: Evidence): void {
  const [leaf] = evidence.chain
  for (const certificate of pathOf(evidence)) {
    if (certificate.fingerprint256 !== leaf.fingerprint256 && !mayIssue(certificate)) {
      throw mayNotIssue(evidence, commonName(certificate.subject))
    }
    if (isForServers(certificate)) continue
    throw untrusted(
      evidence,
      certificate === leaf
        ? 'is not for servers: its extendedKeyUsage lacks serverAuth. Issue a new one with it.'
        : `was issued by ${commonName(certificate.subject)}, which may not issue any for servers: its extendedKeyUsage lacks serverAuth.`,
    )
  }
}

/** From the daemon's certificate to the first that is trusted; the daemon may send others beside them. */
function pathOf(evidence: Evidence): X509Certificate[] {
  const { chain, authorities } = evidence
  for (const [index, certificate] of chain.entries()) {
    const path = chain.slice(0, index + 1)
    if (isAmong(authorities, certificate)) return path
    const root = authorities.find(
      (authority) => certificate.checkIssued(authority) && certificate.verify(authority.publicKey),
    )
    if (root !== undefined) return [...path, root]
  }
  throw unknownIssuer(evidence)
}

/** X.509 v1 has no extensions, so Go accepts such a CA. OpenSSL accepts keyUsage in place of CA:TRUE, Go doesn't. */
function mayIssue(certificate: X509Certificate): boolean {
  const isThirdVersion = certificate.raw.subarray(0, 16).includes(thirdVersion)
  return certificate.ca || !isThirdVersion
}

/** The DER of the version, v3, at the beginning of a certificate's content. */
const thirdVersion = Buffer.from([0xa0, 3, 2, 1, 2])

/** A certificate without the extension is for every purpose. Node exposes extendedKeyUsage as `keyUsage`. */
function isForServers({ keyUsage }: X509Certificate): boolean {
  const [serverAuth, any] = ['1.3.6.1.5.5.7.3.1', '2.5.29.37.0']
  return keyUsage === undefined || keyUsage.includes(serverAuth) || keyUsage.includes(any)
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
