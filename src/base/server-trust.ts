/** The public CAs that come with Node, and those that the system's administrator added. */
export async function systemAuthorities(): Promise<string[]> {
  const { getCACertificates } = await import('node:tls')
  return [...new Set([...getCACertificates('default'), ...getCACertificates('system')])]
}

/** Whether a code of Node means that the certificate of a server isn't trusted, which waiting doesn't change. */
export function isDistrust(code: string): boolean {
  return distrust.test(code)
}

/** Names of OpenSSL's verification errors, as Node has them in crypto_common.cc, and its own for a wrong name. */
const distrust =
  /^(?:UNABLE_TO_|CERT_|DEPTH_ZERO_|SELF_SIGNED_|ERROR_IN_|INVALID_|PATH_LENGTH_|HOSTNAME_|CRL_|UNSPECIFIED$|ERR_TLS_CERT_ALTNAME_)/
