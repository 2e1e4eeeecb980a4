import type { X509Certificate } from 'node:crypto'
import { Diagnosis } from '../../base/diagnosis.ts'
import { unreadableInGo } from '../../credentials/certificate-fields.ts'
import { commonName, day, second } from '../../credentials/certificate-text.ts'
import { shortList } from '../../text/list.ts'
import { findRespelled, type PathProblem } from './certificate-path.ts'

/** The certificates that a daemon sent, and what they are checked against. */
export interface Evidence {
  /** The daemon, for messages. */
  readonly at: string
  readonly chain: Chain
  /** The certificates in `ca` that buildx uses. */
  readonly authorities: readonly X509Certificate[]
  /** The certificates in `ca` that buildx skips, because Go can't read them. */
  readonly unreadable: readonly X509Certificate[]
  readonly now: Date
}

/** In the order in which the daemon sent them, its own certificate first. */
export type Chain = readonly [X509Certificate, ...X509Certificate[]]

/**
 * Explains OpenSSL's verdict on a server certificate.
 *
 * @param code OpenSSL's name for it without `X509_V_ERR_`, as Node gives it
 */
export function distrust(evidence: Evidence, code: string): Diagnosis {
  const all = [...evidence.chain, ...evidence.authorities]
  switch (code) {
    case 'CERT_HAS_EXPIRED': {
      const [leaf] = evidence.chain
      return expired(evidence, all.find(({ validToDate }) => validToDate < evidence.now) ?? leaf)
    }
    case 'CERT_NOT_YET_VALID': {
      const [leaf] = evidence.chain
      return notYetValid(
        evidence,
        all.find(({ validFromDate }) => validFromDate > evidence.now) ?? leaf,
      )
    }
    case 'INVALID_CA':
    case 'PATH_LENGTH_EXCEEDED':
      return mayNotIssue(evidence, commonName(evidence.chain[0].issuer))
    case 'UNSPECIFIED':
      return untrusted(
        evidence,
        `was issued by ${commonName(evidence.chain[0].issuer)} against the rules of a CA above it, such as the names it may issue for, or with a weak key or digest. Issue a new one.`,
      )
    default:
      return unknownIssuer(evidence)
  }
}

/** Explains why a path from the certificate to a CA in `ca` can't be used. */
export function explainProblem(evidence: Evidence, { kind, certificate }: PathProblem): Diagnosis {
  const name = commonName(certificate.subject)
  const isLeaf = certificate === evidence.chain[0]
  switch (kind) {
    case 'expired':
      return expired(evidence, certificate)
    case 'not-yet-valid':
      return notYetValid(evidence, certificate)
    case 'may-not-issue':
      return mayNotIssue(evidence, name)
    case 'not-for-servers':
      return untrusted(
        evidence,
        isLeaf
          ? 'is not for servers: its extendedKeyUsage lacks serverAuth. Issue a new one with it.'
          : `was issued by ${name}, which may not issue any for servers: its extendedKeyUsage lacks serverAuth.`,
      )
    default:
      return untrusted(
        evidence,
        isLeaf
          ? 'has a key or a digest that is too weak, or that Go, and so buildx, does not support. Issue a new one.'
          : `was issued by ${name}, whose key or digest is too weak, or not supported by Go, and so by buildx. Issue a new one.`,
      )
  }
}

function mayNotIssue(evidence: Evidence, issuer: string): Diagnosis {
  return untrusted(
    evidence,
    `was issued by ${issuer}, which may not issue certificates. Its basicConstraints must say CA:TRUE, and its pathlen must allow for the CAs below it.`,
  )
}

function expired(evidence: Evidence, old: X509Certificate): Diagnosis {
  const { at, chain } = evidence
  const on = `expired on ${day(old.validToDate)}`
  if (!chain.includes(old)) {
    return untrusted(
      evidence,
      `was issued by ${commonName(old.subject)}, and in ca this CA ${on}. Renew it.`,
    )
  }
  const what = old === chain[0] ? on : `was issued by ${commonName(old.subject)}, which ${on}`
  return new Diagnosis(
    'server-cert-expired',
    `The certificate of ${at} ${what}. Renew it and restart buildkitd.`,
  )
}

function notYetValid({ at, chain, now }: Evidence, young: X509Certificate): Diagnosis {
  const what = young === chain[0] ? '' : `was issued by ${commonName(young.subject)}, which `
  return new Diagnosis(
    'server-cert-not-yet-valid',
    `The certificate of ${at} ${what}is not valid before ${second(young.validFromDate)}, and this runner's clock says ${second(now)}. Compare the clocks.`,
  )
}

export function unknownIssuer(evidence: Evidence): Diagnosis {
  const { chain, authorities, unreadable } = evidence
  const [leaf] = chain
  const last = chain.at(-1) ?? leaf
  const skipped = unreadable.find(({ subject }) => chain.some(({ issuer }) => issuer === subject))
  if (skipped !== undefined) {
    return untrusted(
      evidence,
      `was issued by ${commonName(skipped.subject)}, whose certificate in ca ${unreadableInGo(skipped)}, so buildx can't read it. Issue a new one for this CA.`,
    )
  }
  const given = shortList(authorities.map(({ subject }) => commonName(subject)))
  if (leaf.issuer === leaf.subject) {
    return untrusted(
      evidence,
      `is self-signed (${commonName(leaf.subject)}), and ca holds ${given}. Give this certificate in ca, or issue one with your CA.`,
    )
  }
  const respelled = findRespelled(chain, authorities)
  if (respelled !== undefined) {
    const isSent = chain.includes(respelled)
    return untrusted(
      evidence,
      `was issued by ${commonName(respelled.subject)}, whose certificate ${isSent ? 'is sent with it and' : 'in ca'} has the same key, but its name in another type of string (such as PrintableString and UTF8String). Go, and so buildx, takes that for another name. ${isSent ? "Replace it in the server's certificate file by the one with which the certificate below it was issued." : 'Give the certificate of the CA with which it was issued.'}`,
    )
  }
  const issuer = commonName(last.issuer)
  const namesakes = authorities.filter(({ subject }) => subject === last.issuer)
  if (namesakes.length > 0) {
    return untrusted(
      evidence,
      `was issued by a CA that has the name ${issuer} too, but another key than the one in ca. Give the CA whose key signed it.`,
    )
  }
  return untrusted(
    evidence,
    `was issued by ${issuer}, but ca holds ${given}. Give the CA that issued it; if ${issuer} is an intermediate, append its certificate to buildkitd's own.`,
  )
}

export function untrusted({ at }: Evidence, what: string): Diagnosis {
  return new Diagnosis('server-cert-untrusted', `The certificate of ${at} ${what}`)
}
