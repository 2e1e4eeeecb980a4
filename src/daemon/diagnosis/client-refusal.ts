import { X509Certificate } from 'node:crypto'
import { Diagnosis, type DiagnosisCode } from '../../base/diagnosis.ts'
import { commonName, second } from '../../credentials/certificate-text.ts'
import type { Credentials } from '../../credentials/credentials.ts'

/** The number of the TLS alert that the peer sent (RFC 8446, 6.2). Node's error codes for alerts differ between versions. */
export function alertNumber(error: unknown): number | undefined {
  const number = /SSL alert number (\d+)/.exec(`${error}`)?.[1]
  return number === undefined ? undefined : Number(number)
}

/** Explains the alert that ended a handshake. Most alerts are about the client certificate. */
export function explainAlert(
  at: string,
  client: Credentials['client'],
  alert: number,
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
  if (!aboutClient.has(alert)) {
    return diagnosis(
      'not-buildkit',
      `${at} ended the TLS handshake (TLS alert ${alert}). Is it a BuildKit daemon? Check host and port.`,
    )
  }
  if (client === undefined) {
    return diagnosis(
      'client-cert-required',
      `${at} demands a client certificate (TLS alert ${alert}), but cert and key are empty. Give both.`,
    )
  }
  const [code, message] = explainRefusal(at, new X509Certificate(client.cert), alert)
  return diagnosis(code, message)
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

function explainRefusal(
  at: string,
  certificate: X509Certificate,
  alert: number,
): [DiagnosisCode, string] {
  const subject = commonName(certificate.subject)
  const issuer = commonName(certificate.issuer)
  switch (alert) {
    case alerts.certificateExpired:
      return [
        'client-cert-expired',
        `${at} answers that the client certificate in cert (${subject}) has expired or is not valid yet (TLS alert ${alert}). It is valid from ${second(certificate.validFromDate)} to ${second(certificate.validToDate)}. Renew it, or set the daemon's clock.`,
      ]
    case alerts.unknownAuthority:
      return [
        'client-cert-rejected',
        `${at} does not know ${issuer}, which issued the client certificate in cert (${subject}) (TLS alert ${alert}). Issue it with the CA that buildkitd has as --tlscacert; if ${issuer} is an intermediate, append its certificate to cert.`,
      ]
    default:
      return [
        'client-cert-rejected',
        isForClients(certificate)
          ? `${at} does not accept the client certificate in cert (${subject}, issued by ${issuer}) (TLS alert ${alert}). Look at the daemon's log for the reason.`
          : `${at} does not accept the client certificate in cert (${subject}) (TLS alert ${alert}): its extendedKeyUsage lacks clientAuth. Issue a new one with it.`,
      ]
  }
}

/** A certificate without the extension is for every purpose. Node exposes extendedKeyUsage as `keyUsage`. */
function isForClients({ keyUsage }: X509Certificate): boolean {
  return keyUsage === undefined || keyUsage.includes('1.3.6.1.5.5.7.3.2')
}
