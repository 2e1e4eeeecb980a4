// Finds the path from a daemon's certificate to a CA that is trusted, by the rules of Go's crypto/x509, which
// buildx uses: https://go.dev/src/crypto/x509/verify.go. OpenSSL follows one path only, the first whose names
// fit, and fails where a CA that was renewed, or signed by two others, leaves a choice.
import type { X509Certificate } from 'node:crypto'
import {
  type CertificateFields,
  extensionId,
  isSignedBy,
  readCertificateFields,
} from '../../credentials/certificate-fields.ts'
import { readElement, readElements } from '../../credentials/der.ts'

/** From the daemon's certificate to the trusted one. */
export type Path = readonly [X509Certificate, ...X509Certificate[]]

/** What is wrong with a path. */
export interface PathProblem {
  readonly kind:
    | 'expired'
    | 'not-yet-valid'
    | 'may-not-issue'
    | 'not-for-servers'
    | 'unsupported'
    | 'unjudged'
  readonly certificate: X509Certificate
}

/** As in Go: a peer may send certificates of which many have the same name. */
const mostSignatureChecks = 100

/**
 * All paths whose names and signatures fit, trusted certificates first, as Go tries them.
 *
 * @param chain the certificates that the daemon sent, its own first
 * @param authorities the trusted ones
 */
export function findPaths(
  chain: readonly [X509Certificate, ...X509Certificate[]],
  authorities: readonly X509Certificate[],
): Path[] {
  const [leaf, ...intermediates] = chain
  if (authorities.some((authority) => isSame(authority, leaf))) return [[leaf]]
  const paths: Path[] = []
  let checks = 0
  const extend = (path: Path) => {
    const last = path.at(-1) as X509Certificate
    const { issuer } = readCertificateFields(last)
    const issuersAmong = (candidates: readonly X509Certificate[]) =>
      candidates.filter(
        (candidate) =>
          readCertificateFields(candidate).subject.equals(issuer) &&
          !path.some((each) => isSame(each, candidate)) &&
          ++checks <= mostSignatureChecks &&
          isSignedBy(last, candidate),
      )
    for (const root of issuersAmong(authorities)) paths.push([...path, root])
    for (const intermediate of issuersAmong(intermediates)) extend([...path, intermediate])
  }
  extend([leaf])
  return paths
}

/**
 * Where no path leads further only because Go takes a name for another: it compares bytes, and the same text may be in
 * another type of string there.
 *
 * @returns the certificate whose key signed the one below it, but whose name isn't that of its issuer to Go
 */
export function findRespelled(
  chain: readonly [X509Certificate, ...X509Certificate[]],
  authorities: readonly X509Certificate[],
): X509Certificate | undefined {
  const path: X509Certificate[] = []
  let checks = 0
  let last = chain[0]
  for (;;) {
    path.push(last)
    const { issuer } = readCertificateFields(last)
    const signers = [...authorities, ...chain].filter(
      (candidate) =>
        candidate.subject === last.issuer &&
        !path.some((each) => isSame(each, candidate)) &&
        ++checks <= mostSignatureChecks &&
        isSignedBy(last, candidate),
    )
    const next = signers.find((signer) => readCertificateFields(signer).subject.equals(issuer))
    if (next === undefined) return signers[0]
    last = next
  }
}

/**
 * The first problem of a path at `now`; undefined when Go accepts it. `unjudged` stands for rules that only
 * OpenSSL checks here, such as name constraints.
 */
export function problemOf(path: Path, now: Date): PathProblem | undefined {
  const fields = path.map((certificate) => readCertificateFields(certificate))
  for (const [index, certificate] of path.entries()) {
    const kind = kindOfProblem(path, fields, index, now)
    if (kind !== undefined) return { kind, certificate }
  }
  return undefined
}

function kindOfProblem(
  path: Path,
  fields: readonly CertificateFields[],
  index: number,
  now: Date,
): PathProblem['kind'] | undefined {
  const certificate = path[index] as X509Certificate
  const own = fields[index] as CertificateFields
  const isRoot = index === path.length - 1
  if (certificate.validToDate < now) return 'expired'
  if (certificate.validFromDate > now) return 'not-yet-valid'
  if (index > 0 && !mayIssue(own, index - 1, isRoot)) return 'may-not-issue'
  if (!isForServers(certificate)) return 'not-for-servers'
  // The trusted certificate's own signature is never checked.
  if (!isRoot && !goSignatures.has(own.signatureAlgorithm)) return 'unsupported'
  if (!hasGoKey(certificate)) return 'unsupported'
  return own.extensions.some(needsOpenssl) ? 'unjudged' : undefined
}

/** @param below how many CAs are between this one and the daemon's certificate */
function mayIssue({ version, extensions }: CertificateFields, below: number, isRoot: boolean) {
  const value = (id: string) => extensions.find((extension) => extension.id === id)?.value
  const basicConstraints = value(extensionId.basicConstraints)
  // X.509 v1 has no extensions, so Go accepts such a root.
  if (basicConstraints === undefined) return isRoot && version < 3
  const [isAuthority, pathLength] = readElements(readElement(basicConstraints).content)
  if (isAuthority?.content[0] !== 0xff) return false
  if (
    pathLength !== undefined &&
    below > pathLength.content.readUIntBE(0, pathLength.content.length)
  ) {
    return false
  }
  const keyUsage = value(extensionId.keyUsage)
  // The first byte of the bits says how many at the end are unused; the sixth bit is keyCertSign.
  return keyUsage === undefined || ((readElement(keyUsage).content[1] ?? 0) & 0x04) !== 0
}

/** A certificate without the extension is for every purpose. Node exposes extendedKeyUsage as `keyUsage`. */
function isForServers({ keyUsage }: X509Certificate): boolean {
  const [serverAuth, any] = ['1.3.6.1.5.5.7.3.1', '2.5.29.37.0']
  return keyUsage === undefined || keyUsage.includes(serverAuth) || keyUsage.includes(any)
}

const judgedExtensions: ReadonlySet<string> = new Set([
  extensionId.keyUsage,
  extensionId.subjectAltName,
  extensionId.basicConstraints,
  extensionId.extendedKeyUsage,
])
const rulesOnNames: ReadonlySet<string> = new Set([
  extensionId.nameConstraints,
  extensionId.policyConstraints,
  extensionId.inhibitAnyPolicy,
])

function needsOpenssl({ id, isCritical }: { readonly id: string; readonly isCritical: boolean }) {
  return rulesOnNames.has(id) || (isCritical && !judgedExtensions.has(id))
}

function hasGoKey({ publicKey }: X509Certificate): boolean {
  const { asymmetricKeyType = '', asymmetricKeyDetails } = publicKey
  const { modulusLength = shortestRsaKey } = asymmetricKeyDetails ?? {}
  return ['rsa', 'ec', 'ed25519'].includes(asymmetricKeyType) && modulusLength >= shortestRsaKey
}

/** Bits. Go refuses to verify with a shorter key. */
const shortestRsaKey = 1024
/** SHA-256, SHA-384 and SHA-512 with RSA and ECDSA, RSA-PSS and Ed25519. Go refuses MD5 and SHA-1. */
const goSignatures: ReadonlySet<string> = new Set([
  ...['1.2.840.113549.1.1.11', '1.2.840.113549.1.1.12', '1.2.840.113549.1.1.13'],
  ...['1.2.840.10045.4.3.2', '1.2.840.10045.4.3.3', '1.2.840.10045.4.3.4'],
  ...['1.2.840.113549.1.1.10', '1.3.101.112'],
])

function isSame(one: X509Certificate, other: X509Certificate): boolean {
  return one.raw.equals(other.raw)
}
