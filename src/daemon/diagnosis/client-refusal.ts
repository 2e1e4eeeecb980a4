import { X509Certificate } from 'node:crypto'
import { Diagnosis, type DiagnosisCode } from '../../base/diagnosis.ts'
import { unreadableInGo } from '../../credentials/certificate-fields.ts'
import { commonName, second } from '../../credentials/certificate-text.ts'
import type { ClientCertificate, Credentials } from '../../credentials/credentials.ts'
import { readPem } from '../../credentials/pem.ts'

/**
 * The number of the TLS alert that the peer sent (RFC 8446, 6.2). Node's error codes for alerts differ between
 * versions.
 */
export function alertNumber(error: unknown): number | undefined {
  const number = /SSL alert number (\d+)/.exec(`${error}`)?.[1]
  return number === undefined ? undefined : Number(number)
}

/**
 * Explains the alert with which the peer ended TLS. Once the client certificate was shown, or that there is
 * none, the alert is about that.
 */
export function explainAlert(
  at: string,
  client: Credentials['client'],
  alert: number,
  hasShownClient: boolean,
  cause: unknown,
): Diagnosis {
  const diagnosis = (code: DiagnosisCode, message: string) =>
    new Diagnosis(code, message, { cause })
  if (alert === alerts.unrecognizedName) {
    return diagnosis(
      'server-name-mismatch',
      `${at} has no certificate for the requested name (TLS alert ${alert}). Set server-name to a name that it knows.`,
    )
  }
  if (hasShownClient && client !== undefined) {
    const [code, message] = explainRefusal(at, client, alert)
    return diagnosis(code, message)
  }
  if (hasShownClient && demandsClient.has(alert)) {
    return diagnosis(
      'client-cert-required',
      `${at} demands a client certificate (TLS alert ${alert}), but cert and key are empty. Give both.`,
    )
  }
  return diagnosis(
    'not-buildkit',
    `${at} ended the TLS handshake (TLS alert ${alert}). Is it a BuildKit daemon? Check host and port.`,
  )
}

/** Numbers of the IANA registry of TLS alerts. */
const alerts = {
  handshakeFailure: 40,
  badCertificate: 42,
  unsupportedCertificate: 43,
  certificateRevoked: 44,
  certificateExpired: 45,
  certificateUnknown: 46,
  unknownAuthority: 48,
  decryptError: 51,
  unrecognizedName: 112,
  certificateRequired: 116,
}
/** A daemon that sends one of these alerts to a client that shows no certificate demands one. */
const demandsClient: ReadonlySet<number> = new Set(Object.values(alerts))

function explainRefusal(
  at: string,
  client: ClientCertificate,
  alert: number,
): [DiagnosisCode, string] {
  const chain = readPem(client.cert).map(({ text }) => new X509Certificate(text))
  const [certificate] = chain as [X509Certificate, ...X509Certificate[]]
  const subject = commonName(certificate.subject)
  const issuer = commonName(certificate.issuer)
  const { issuedBy } = client
  const which = `the client certificate ${issuedBy === undefined ? 'in cert' : `that ${issuedBy} issued`}`
  switch (alert) {
    case alerts.certificateExpired:
      return [
        'client-cert-expired',
        `${at} answers that ${which} (${subject}) has expired or is not valid yet (TLS alert ${alert}). It is valid from ${second(certificate.validFromDate)} to ${second(certificate.validToDate)}. ${issuedBy === undefined ? 'Renew it, or set' : 'Set'} the daemon's clock.`,
      ]
    case alerts.unknownAuthority:
      return [
        'client-cert-rejected',
        explainUnknown(at, chain, `${which} (${subject})`, client, alert),
      ]
    default:
      return [
        'client-cert-rejected',
        `${at} does not accept ${which} (${subject}, issued by ${issuer}) (TLS alert ${alert})${likelyReason(chain)}`,
      ]
  }
}

/** The daemon lacks the top of the chain, if the client sends one; else the chain may be what is missing. */
function explainUnknown(
  at: string,
  chain: readonly X509Certificate[],
  which: string,
  { issuedBy }: ClientCertificate,
  alert: number,
): string {
  const top = topOf(chain)
  const issuer = commonName(top.issuer)
  const role = top === chain[0] ? 'which issued' : 'the last issuer in the chain of'
  const known = `${at} does not know ${issuer}, ${role} ${which} (TLS alert ${alert}).`
  if (issuedBy !== undefined) {
    return `${known} Add the certificate of ${issuer} to the CAs that buildkitd has as --tlscacert, and restart it.`
  }
  const missing =
    top === chain[0] ? `; if ${issuer} is an intermediate, append its certificate to cert` : ''
  return `${known} Issue it with the CA that buildkitd has as --tlscacert${missing}.`
}

/** The last certificate of the chain in which each issued the previous one. */
function topOf(chain: readonly X509Certificate[]): X509Certificate {
  const end = chain.findIndex((each, index) => {
    const issuer = chain[index + 1]
    return issuer === undefined || !each.checkIssued(issuer)
  })
  return chain[end] as X509Certificate
}

/** The end of a sentence about a refusal. */
function likelyReason(chain: readonly X509Certificate[]): string {
  const [leaf, ...issuers] = chain
  if (leaf !== undefined && !isForClients(leaf)) {
    return ': its extendedKeyUsage lacks clientAuth. Issue a new one with it.'
  }
  for (const issuer of issuers) {
    const reason = unreadableInGo(issuer)
    if (reason === undefined) continue
    return `: ${commonName(issuer.subject)}, which is sent with it, ${reason}, so BuildKit can't read it. Issue a new one.`
  }
  return ". Look at the daemon's log for the reason."
}

/** A certificate without the extension is for every purpose. Node exposes extendedKeyUsage as `keyUsage`. */
function isForClients({ keyUsage }: X509Certificate): boolean {
  return keyUsage === undefined || keyUsage.includes('1.3.6.1.5.5.7.3.2')
}
