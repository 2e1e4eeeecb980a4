import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll } from '@jest/globals'
import { startBuildkitd } from '../../script/rig/buildkitd.ts'
import {
  authorityExtensions,
  type Certificate,
  type CertificateOptions,
  makeAuthority,
  makeCertificate,
} from '../../script/rig/certificates.ts'
import { freePort } from '../../script/rig/server.ts'
import type { DiagnosisCode } from '../../src/base/diagnosis.ts'
import {
  closing,
  grpcStatus,
  http2NotFound,
  https,
  listen,
  plainHttp,
  resetting,
  silent,
  silentTls,
} from '../helpers/faulty-servers.ts'
import { makeSpecial } from '../helpers/special-certificates.ts'
import { rig } from './project.ts'

// A real instance of each fault in docs/troubleshooting.md, for the tests.

export type Inputs = Record<string, string>
/** Causes the fault, and returns the inputs with which the action runs into it. */
export type Setup = () => Inputs | Promise<Inputs>

const day = 86_400_000
const past = { notBefore: new Date(Date.now() - 9 * day), notAfter: new Date(Date.now() - day) }
const future = { notBefore: new Date(Date.now() + day) }
const { authority, server } = rig.certificates

let directory: string
export let other: Certificate
export let intermediate: Certificate
beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), 'diagnosis-'))
  other = await makeAuthority(join(directory, 'other'), { commonName: 'other' })
  intermediate = await makeSpecial(join(directory, 'intermediate'), {
    commonName: 'intermediate',
    issuer: authority,
    extensions: authorityExtensions,
  })
})
afterAll(() => rmSync(directory, { recursive: true }))

const stops: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop()
})

let made = 0
const below = (name: string) => join(directory, `${name}-${made++}`)

/** A separate buildkitd. */
export async function daemon(certificate?: Certificate): Promise<Inputs> {
  const certificates = certificate && { authority, server: certificate }
  const { endpoint, stop } = await startBuildkitd({ directory: below('daemon'), certificates })
  stops.push(stop)
  return { endpoint }
}

const daemonWith =
  (options: CertificateOptions, issuer = () => authority): Setup =>
  async () =>
    daemon(
      await makeCertificate(issuer(), below('server'), {
        commonName: 'server',
        names: ['DNS:localhost', 'IP:127.0.0.1'],
        extendedKeyUsage: 'serverAuth',
        ...options,
      }),
    )

const clientWith =
  (options: CertificateOptions, issuer = () => authority): Setup =>
  async () => {
    const certificate = { commonName: 'ci', extendedKeyUsage: 'clientAuth', ...options }
    const { cert, key } = await makeCertificate(issuer(), below('client'), certificate)
    return { cert, key }
  }

const behind = (server: Promise<{ endpoint: string; close(): Promise<void> }>) => async () => {
  const { endpoint, close } = await server
  stops.push(close)
  return { endpoint }
}
const at =
  (start: () => Parameters<typeof behind>[0]): Setup =>
  () =>
    behind(start())()

export const faults: readonly [string, DiagnosisCode, RegExp, Setup][] = [
  // The network
  [
    'a host name that DNS does not know',
    'dns-not-found',
    /^DNS .* the host of tcp:\/\/buildkit\.invalid:1234 \((?:ENOTFOUND|EAI_AGAIN)\)\. /,
    () => ({ endpoint: 'tcp://buildkit.invalid:1234' }),
  ],
  [
    'a closed port',
    'connection-refused',
    /^Nothing listens at tcp:\/\/localhost:\d+ \((?:::1, )?127\.0\.0\.1\): the connection was refused\. /,
    async () => ({ endpoint: `tcp://localhost:${await freePort()}` }),
  ],
  [
    'a socket that does not exist',
    'connection-refused',
    /^There is no socket at unix:\/\/\/nowhere\/buildkitd\.sock \(ENOENT\)\. /,
    () => ({ endpoint: 'unix:///nowhere/buildkitd.sock' }),
  ],
  [
    'a socket without a listener',
    'connection-refused',
    /^Nothing listens at unix:.*: the connection was refused\. Is the daemon running\?/,
    () => ({ endpoint: `unix://${directory}` }),
  ],
  [
    'a port that accepts connections and sends nothing',
    'connection-timeout',
    /^tcp:\S+ accepts connections but does not answer\. /,
    at(silent),
  ],
  [
    'a port that sends nothing after the TLS handshake',
    'connection-timeout',
    /^tcp:\S+ accepts connections but does not answer\. /,
    at(() => silentTls(server)),
  ],
  [
    'a port that resets connections',
    'connection-reset',
    /^tcp:\S+ closed the connection /,
    at(resetting),
  ],
  [
    'a port that closes connections',
    'connection-reset',
    /^tcp:\S+ closed the connection /,
    at(closing),
  ],

  // The server at the address
  ['plain HTTP', 'not-tls', /^tcp:\S+ does not speak TLS \(ERR_SSL_\w+\)\. /, at(plainHttp)],
  [
    'buildkitd without TLS',
    'not-tls',
    /^tcp:\S+ does not speak TLS \(ERR_SSL_\w+\)\. /,
    () => daemon(),
  ],
  [
    'a protocol whose server speaks first',
    'not-tls',
    /^tcp:\S+ does not speak TLS \(ERR_SSL_\w+\)\. /,
    at(() => listen((socket) => socket.write('SSH-2.0-OpenSSH_9.9\r\n'))),
  ],
  [
    'TLS that is not HTTP/2',
    'not-buildkit',
    /^tcp:\S+ does not speak HTTP\/2 as a BuildKit daemon does \(\w+\)\. /,
    at(() => https(server)),
  ],
  [
    'HTTP/2 that is not gRPC',
    'not-buildkit',
    /^tcp:\S+ speaks HTTP\/2 \(status 404\) but is not a BuildKit daemon\. /,
    at(() => http2NotFound(server)),
  ],
  [
    'gRPC that is not BuildKit',
    'not-buildkit',
    /^tcp:\S+ speaks gRPC but is not a BuildKit daemon\. /,
    at(() => grpcStatus(server, 12, 'unknown service moby.buildkit.v1.Control')),
  ],
  [
    'a socket that is not BuildKit',
    'not-buildkit',
    /^unix:\S+ does not speak HTTP\/2 as a BuildKit daemon does \(\w+\)\. /,
    at(() => plainHttp({ path: join(directory, 'http.sock') })),
  ],
  [
    'a daemon that answers with an error',
    'daemon-unhealthy',
    /^The daemon at tcp:\S+ answers with an error: disk is full \(gRPC status 14\)\. /,
    at(() => grpcStatus(server, 14, 'disk%20is%0Afull')),
  ],

  // The daemon's certificate
  [
    'a server certificate that has expired',
    'server-cert-expired',
    /^The certificate of tcp:\S+ expired on \d{4}-\d\d-\d\d\. /,
    daemonWith(past),
  ],
  [
    'a server certificate that is not valid yet',
    'server-cert-not-yet-valid',
    /^The certificate of tcp:\S+ is not valid before \d{4}-\S+ \S+ UTC, and this runner's clock says /,
    daemonWith(future),
  ],
  [
    'a server certificate for other names',
    'server-name-mismatch',
    /^The certificate of tcp:\S+ is for DNS:a\.example\.com, DNS:b\.example\.com, not for 127\.0\.0\.1\. /,
    daemonWith({ names: ['DNS:a.example.com', 'DNS:b.example.com'] }),
  ],
  [
    'a server certificate without names',
    'server-name-mismatch',
    /^The certificate of tcp:\S+ names no host: it has no subjectAltName\. /,
    daemonWith({ commonName: '127.0.0.1', names: [] }),
  ],
  [
    'a wrong server-name',
    'server-name-mismatch',
    /^The certificate of tcp:\S+ is for DNS:localhost, .*, not for other\.example\.com\. /,
    () => ({ 'server-name': 'other.example.com' }),
  ],
  [
    'a server certificate of another CA',
    'server-cert-untrusted',
    /^The certificate of tcp:\S+ was issued by "other", but ca holds "authority"\. /,
    daemonWith({}, () => other),
  ],
  [
    'the wrong CA',
    'server-cert-untrusted',
    /^The certificate of tcp:\S+ was issued by "authority", but ca holds "other"\. /,
    () => ({ ca: other.cert }),
  ],
  [
    'a server certificate whose intermediate is not sent',
    'server-cert-untrusted',
    /^The certificate of tcp:\S+ was issued by "intermediate", but ca holds "authority"\. .* append its certificate/,
    async () => daemon(await behindIntermediate('server')),
  ],
  [
    'a server certificate for clients',
    'server-cert-untrusted',
    /^The certificate of tcp:\S+ is not for servers: /,
    daemonWith({ extendedKeyUsage: 'clientAuth' }),
  ],

  // The client's certificate
  [
    'no certificates at all',
    'credentials-missing',
    /^tcp:\S+ needs TLS, but ca, cert and key are empty\. /,
    () => ({ ca: '', cert: '', key: '' }),
  ],
  [
    'no client certificate',
    'client-cert-required',
    /^tcp:\S+ demands a client certificate \(TLS alert \d+\), but cert and key are empty\. Give both\. /,
    () => ({ cert: '', key: '' }),
  ],
  [
    'a client certificate that has expired',
    'client-cert-expired',
    /^The client certificate in cert \("ci"\) expired on \d{4}-\d\d-\d\d\. /,
    clientWith(past),
  ],
  [
    'a client certificate that is not valid yet',
    'client-cert-expired',
    /^The client certificate in cert \("ci"\) is not valid before /,
    clientWith(future),
  ],
  [
    'a client certificate of another CA',
    'client-cert-rejected',
    /^tcp:\S+ does not know "other", which issued the client certificate in cert \("ci"\) \(TLS alert 48\)\. /,
    clientWith({}, () => other),
  ],
  [
    'a client certificate without its intermediate',
    'client-cert-rejected',
    /^tcp:\S+ does not know "intermediate", which issued .* append its certificate to cert\./,
    async () => {
      const { cert, key } = await behindIntermediate('client')
      return { cert, key }
    },
  ],
  [
    'a client certificate for servers',
    'client-cert-rejected',
    /^tcp:\S+ does not accept the client certificate in cert \("ci", issued by "authority"\) \(TLS alert 42\): its extendedKeyUsage lacks clientAuth\. /,
    clientWith({ extendedKeyUsage: 'serverAuth' }),
  ],
]

export function behindIntermediate(kind: 'server' | 'client'): Promise<Certificate> {
  const extensions =
    kind === 'server'
      ? ['subjectAltName=DNS:localhost,IP:127.0.0.1', 'extendedKeyUsage=serverAuth']
      : ['extendedKeyUsage=clientAuth']
  return makeSpecial(below(kind), { commonName: kind, issuer: intermediate, extensions })
}
