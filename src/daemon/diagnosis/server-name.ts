import type { X509Certificate } from 'node:crypto'
import { isIP } from 'node:net'
import type { ProbeTarget } from '../daemon.ts'

/** The name that the daemon's certificate must be valid for: a host name, or the digits of an address. */
export function expectedName({ endpoint, serverName }: ProbeTarget): string {
  const name = serverName ?? (endpoint.kind === 'tcp' ? endpoint.host : '')
  const bracketed = /^\[(.+)\]$/.exec(name)?.[1]
  return bracketed !== undefined && isIP(bracketed) !== 0 ? bracketed : name
}

/** What to send as SNI, which neither knows addresses nor the dot that may end a name. */
export function indicatedName(name: string): string | undefined {
  return isIP(name) === 0 ? name.replace(/\.+$/, '') || undefined : undefined
}

/**
 * Whether Go, and so buildx, takes the certificate for this name (`VerifyHostname` in crypto/x509).
 * Node's own rules differ: it takes the Common Name, and not `*.lan`.
 */
export function isNamed(certificate: X509Certificate, name: string): boolean {
  if (isIP(name) !== 0) return certificate.checkIP(name) !== undefined
  const host = name.toLowerCase()
  return dnsNames(certificate).some((pattern) => matches(pattern.toLowerCase(), host))
}

function dnsNames({ subjectAltName = '' }: X509Certificate): string[] {
  return [...subjectAltName.matchAll(/(?:^|, )DNS:([^",]+)/g)].map(([, name = '']) => name)
}

/** A `*` stands for exactly one label, and only for the first. */
function matches(pattern: string, host: string): boolean {
  const short = host.replace(/\.$/, '')
  if (pattern === host || pattern === short) return true
  const [first, ...rest] = pattern.split('.')
  return first === '*' && rest.length > 0 && rest.join('.') === short.split('.').slice(1).join('.')
}
