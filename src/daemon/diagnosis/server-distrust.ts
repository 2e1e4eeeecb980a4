import type { X509Certificate } from 'node:crypto'
import { Diagnosis } from '../../base/diagnosis.ts'
import { commonName, day, second } from '../../credentials/certificate-text.ts'
import { shortList } from '../../text/list.ts'

/** The certificates that a daemon sent, and what they are checked against. */
export interface Evidence {
  /** The daemon, for messages. */
  readonly at: string
  readonly chain: Chain
  /** The certificates in `ca`. */
  readonly authorities: readonly X509Certificate[]
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
  switch (code) {
    case 'CERT_HAS_EXPIRED':
      return expired(evidence)
    case 'CERT_NOT_YET_VALID':
      return notYetValid(evidence)
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

export function mayNotIssue(evidence: Evidence, issuer: string): Diagnosis {
  return untrusted(
    evidence,
    `was issued by ${issuer}, which may not issue certificates. Its basicConstraints must say CA:TRUE, and its pathlen must allow for the CAs below it.`,
  )
}

function expired(evidence: Evidence): Diagnosis {
  const { at, chain, authorities, now } = evidence
  const [leaf] = chain
  const old = [...chain, ...authorities].find(({ validToDate }) => validToDate < now) ?? leaf
  const on = `expired on ${day(old.validToDate)}`
  if (!chain.includes(old)) {
    return untrusted(
      evidence,
      `was issued by ${commonName(old.subject)}, and in ca this CA ${on}. Renew it.`,
    )
  }
  const what = old === leaf ? on : `was issued by ${commonName(old.subject)}, which ${on}`
  return new Diagnosis(
    'server-cert-expired',
    `The certificate of ${at} ${what}. Renew it and restart buildkitd.`,
  )
}

function notYetValid(evidence: Evidence): Diagnosis {
  const { at, chain, authorities, now } = evidence
  const [leaf] = chain
  const young = [...chain, ...authorities].find(({ validFromDate }) => validFromDate > now) ?? leaf
  const what = young === leaf ? '' : `was issued by ${commonName(young.subject)}, which `
  return new Diagnosis(
    'server-cert-not-yet-valid',
    `The certificate of ${at} ${what}is not valid before ${second(young.validFromDate)}, and this runner's clock says ${second(now)}. Compare the clocks.`,
  )
}

export function unknownIssuer(evidence: Evidence): Diagnosis {
  const { chain, authorities } = evidence
  const [leaf] = chain
  const last = chain.at(-1) ?? leaf
  const given = shortList(authorities.map(({ subject }) => commonName(subject)))
  if (leaf.issuer === leaf.subject) {
    return untrusted(
      evidence,
      `is self-signed (${commonName(leaf.subject)}), and ca holds ${given}. Give this certificate in ca, or issue one with your CA.`,
    )
  }
  const issuer = commonName(last.issuer)
  if (authorities.some(({ subject }) => subject === last.issuer)) {
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
