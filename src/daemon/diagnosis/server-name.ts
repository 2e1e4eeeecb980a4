import type { X509Certificate } from 'node:crypto'
import { isIP } from 'node:net'
import type { ProbeTarget } from '../daemon.ts'

/** The name that the daemon's certificate must be valid for: a host name, or an IP address without brackets. */
export function expectedName({ endpoint, serverName }: ProbeTarget): string {
  const name = serverName ?? (endpoint.kind === 'tcp' ? endpoint.host : '')
  const bracketed = /^\[(.+)\]$/.exec(name)?.[1]
  return bracketed !== undefined && isIP(bracketed) !== 0 ? bracketed : name
}

/**
 * The name to send as SNI, which excludes IP addresses and a final dot (RFC 6066, 3).
 *
 * @returns undefined when no name may be sent
 */
export function indicatedName(name: string): string | undefined {
  return isIP(name) === 0 ? name.replace(/\.+$/, '') || undefined : undefined
}

/**
 * Whether Go, and so buildx, accepts the certificate for this name (`VerifyHostname` in crypto/x509).
 * Node's rules differ: it accepts the Common Name, and rejects `*.lan`.
 */
export function isNamed(certificate: X509Certificate, name: string): boolean {
  if (isIP(name) !== 0) return certificate.checkIP(name) !== undefined
  const host = name.toLowerCase()
  return dnsNames(certificate).some((pattern) => matches(pattern.toLowerCase(), host))
}

function dnsNames({ subjectAltName = '' }: X509Certificate): string[] {
  return [...subjectAltName.matchAll(/(?:^|, )DNS:([^",]+)/g)].map(([, name = '']) => name)
}

/** A `*` matches exactly one label, and only as the first one. */
function matches(pattern: string, host: string): boolean {
  const short = host.replace(/\.$/, '')
  if (pattern === host || pattern === short) return true
  const [first, ...rest] = pattern.split('.')
  return first === '*' && rest.length > 0 && rest.join('.') === short.split('.').slice(1).join('.')
}
