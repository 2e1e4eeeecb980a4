import { X509Certificate } from 'node:crypto'
import { Diagnosis } from '../base/diagnosis.ts'
import { formatCount, formatDuration } from '../text/format.ts'
import { unreadableInGo } from './certificate-fields.ts'
import { commonName, day, second } from './certificate-text.ts'
import type { Credentials } from './credentials.ts'
import { readPem } from './pem.ts'

/** The dates of a certificate, in milliseconds since 1970. */
export interface Period {
  readonly from: number
  readonly to: number
}

/**
 * Whether a certificate ends so soon that the user should renew it: within 14 days, and after two thirds of
 * its lifetime. So one that is renewed every day, or made for one job, gives no warning while it is fresh.
 */
export function endsSoon({ from, to }: Period, now: number): boolean {
  const left = to - now
  return left < 14 * dayMs && left < (to - from) / 3
}

const dayMs = 86_400_000

/**
 * Checks the dates of the certificates, and that buildx can read the client's.
 *
 * @returns a warning for each that ends soon
 * @throws Diagnosis when the daemon or buildx would refuse one at `now`
 */
export function checkValidity(credentials: Credentials, now: Date): string[] {
  const warnings: string[] = []
  const authorities = readAll(credentials.ca)
  if (authorities.every((authority) => validity(authority, now) !== 'valid')) {
    const [authority] = authorities
    throw new Diagnosis(
      'server-cert-untrusted',
      `The CA certificate in ca ${describePeriod(authority as X509Certificate, now)}. Give the current one.`,
    )
  }
  // Of several CAs, as in a rotation, the last one to expire decides.
  warnings.push(...expiryWarning('ca', authorities.toSorted(byEnd).slice(-1), now))
  if (credentials.client !== undefined) {
    const [leaf, ...others] = readAll(credentials.client.cert)
    if (leaf === undefined) return warnings
    const unreadable = unreadableInGo(leaf)
    if (unreadable !== undefined) {
      throw new Diagnosis(
        'client-cert-rejected',
        `The client certificate in cert (${commonName(leaf.subject)}) ${unreadable}, so buildx can't read it. Issue a new one.`,
      )
    }
    if (validity(leaf, now) !== 'valid') {
      throw new Diagnosis(
        'client-cert-expired',
        `The client certificate in cert (${commonName(leaf.subject)}) ${describePeriod(leaf, now)}. Issue a new one and update the secret.`,
      )
    }
    // The daemon may not need an expired certificate that follows the first.
    const usable = others.filter((other) => validity(other, now) === 'valid')
    warnings.push(...expiryWarning('cert', [leaf, ...usable].toSorted(byEnd), now))
    for (const other of others.filter((each) => !usable.includes(each))) {
      warnings.push(
        `cert also holds ${commonName(other.subject)}, which ${describePeriod(other, now)}. Renew it, or leave it out if the daemon doesn't need it.`,
      )
    }
  }
  return warnings
}

/**
 * A line for the log about the client certificate: its subject, its expiry, and who issued it to this job.
 *
 * @returns undefined without one
 */
export function describeClient({ client }: Credentials, now = new Date()): string | undefined {
  if (client === undefined) return undefined
  const { subject, issuer, validToDate } = new X509Certificate(client.cert)
  if (client.issuedBy === undefined) {
    return `Client certificate ${commonName(subject)}, valid until ${day(validToDate)}`
  }
  const left = formatDuration((validToDate.getTime() - now.getTime()) / 1000)
  return `Client certificate ${commonName(subject)}, issued to this job by ${commonName(issuer)} at ${client.issuedBy}, valid until ${second(validToDate)} (${left})`
}

function readAll(pem: string): X509Certificate[] {
  return readPem(pem).map(({ text }) => new X509Certificate(text))
}

function byEnd(one: X509Certificate, other: X509Certificate): number {
  return one.validToDate.getTime() - other.validToDate.getTime()
}

function validity(certificate: X509Certificate, now: Date): 'valid' | 'expired' | 'not-yet' {
  if (now > certificate.validToDate) return 'expired'
  return now < certificate.validFromDate ? 'not-yet' : 'valid'
}

function describePeriod(certificate: X509Certificate, now: Date): string {
  return validity(certificate, now) === 'expired'
    ? `expired on ${day(certificate.validToDate)}`
    : `is not valid before ${second(certificate.validFromDate)}`
}

/** Warns of the first certificate that ends soon. */
function expiryWarning(
  input: 'ca' | 'cert',
  certificates: readonly X509Certificate[],
  now: Date,
): string[] {
  const soon = certificates.find((certificate) => endsSoon(periodOf(certificate), now.getTime()))
  if (soon === undefined) return []
  const days = Math.floor((soon.validToDate.getTime() - now.getTime()) / dayMs)
  const left = days < 1 ? 'in less than a day' : `in ${formatCount(days, 'day')}`
  return [
    `The certificate in ${input} expires ${left}, on ${day(soon.validToDate)}. Renew it soon.`,
  ]
}

export function periodOf({ validFromDate, validToDate }: X509Certificate): Period {
  return { from: validFromDate.getTime(), to: validToDate.getTime() }
}
