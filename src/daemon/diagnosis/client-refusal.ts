import { X509Certificate } from 'node:crypto'
import { Diagnosis } from '../../base/diagnosis.ts'
import { commonName, second } from '../../credentials/certificate-text.ts'
import type { Credentials } from '../../credentials/client-tls.ts'

/** The number of the TLS alert that the peer sent (RFC 8446, 6.2). Node's codes for it differ between versions. */
export function alertNumber(error: unknown): number | undefined {
  const number = /SSL alert number (\d+)/.exec(`${error}`)?.[1]
  return number === undefined ? undefined : Number(number)
}

/** What the daemon's alert says, mostly about the client certificate. */
export function explainAlert(at: string, client: Credentials['client'], alert: number): Diagnosis {
  if (alert === alerts.unrecognizedName) {
    return new Diagnosis(
      'server-name-mismatch',
      `${at} has no certificate for the name it was asked for. Set server-name to a name that it knows.`,
    )
  }
  if (!aboutClient.has(alert)) {
    return new Diagnosis(
      'not-buildkit',
      `${at} ended the TLS handshake (alert ${alert}). Is it a BuildKit daemon? Check host and port.`,
    )
  }
  if (client === undefined) {
    return new Diagnosis(
      'client-cert-required',
      `${at} asks for a client certificate. Give cert and key, which are empty.`,
    )
  }
  return refusal(at, new X509Certificate(client.cert), alert)
}

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
const aboutClient = new Set(Object.values(alerts))

function refusal(at: string, certificate: X509Certificate, alert: number): Diagnosis {
  const subject = commonName(certificate.subject)
  const issuer = commonName(certificate.issuer)
  switch (alert) {
    case alerts.certificateExpired:
      return new Diagnosis(
        'client-cert-expired',
        `${at} says that the client certificate in cert (${subject}) is out of date. It is valid from ${second(certificate.validFromDate)} to ${second(certificate.validToDate)}. Renew it, or set the daemon's clock.`,
      )
    case alerts.unknownAuthority:
      return new Diagnosis(
        'client-cert-rejected',
        `${at} does not know ${issuer}, which issued the client certificate in cert (${subject}). Issue it with the CA that buildkitd has as --tlscacert; if ${issuer} is an intermediate, append its certificate to cert.`,
      )
    default:
      return new Diagnosis(
        'client-cert-rejected',
        isForClients(certificate)
          ? `${at} does not accept the client certificate in cert (${subject}, issued by ${issuer}). Look at the daemon's log for the reason.`
          : `${at} does not accept the client certificate in cert (${subject}): its extendedKeyUsage lacks clientAuth. Issue it anew with it.`,
      )
  }
}

/** Without the extension a certificate is for everything. Node has it under the name of another. */
function isForClients({ keyUsage }: X509Certificate): boolean {
  return keyUsage === undefined || keyUsage.includes('1.3.6.1.5.5.7.3.2')
}
