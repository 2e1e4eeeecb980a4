import { mkdtempSync, rmSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createServer as createTls } from 'node:tls'
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals'
import { type Buildkitd, startBuildkitd } from '../../script/rig/buildkitd.ts'
import {
  authorityExtensions,
  type Certificate,
  makeAuthority,
} from '../../script/rig/certificates.ts'
import { Diagnosis } from '../../src/base/diagnosis.ts'
import type { ProbeTarget } from '../../src/daemon/daemon.ts'
import { probe } from '../../src/daemon/probe.ts'
import { askBuildx } from '../helpers/buildx-verdict.ts'
import { directEndpoint } from '../helpers/endpoint.ts'
import { listen, started } from '../helpers/faulty-servers.ts'
import { makeSpecial, type SpecialCertificate, withChain } from '../helpers/special-certificates.ts'
import { rig } from './project.ts'

// Node and Go check certificates by different rules. buildx must be able to use each daemon that the probe calls
// healthy, and vice versa. So each test compares both.

jest.setTimeout(60_000)

const day = 86_400_000
const directory = mkdtempSync(join(tmpdir(), 'verdicts-'))
let daemon: Buildkitd
let other: Certificate
beforeAll(async () => {
  daemon = await startBuildkitd({ directory: join(directory, 'daemon') })
  other = await makeAuthority(join(directory, 'other'), { commonName: 'other' })
})
afterAll(async () => {
  await daemon?.stop()
  rmSync(directory, { recursive: true })
})

const { authority, client } = rig.certificates
const mine = { cert: client.cert, key: client.key }
const names = 'subjectAltName=DNS:localhost,IP:127.0.0.1'

let made = 0
const make = (options: Partial<SpecialCertificate>) =>
  makeSpecial(join(directory, `certificate-${made++}`), { commonName: 'server', ...options })
const server = (issuer: Certificate, options: Partial<SpecialCertificate> = {}) =>
  make({ issuer, extensions: ['basicConstraints=critical,CA:FALSE', names], ...options })
const ca = (commonName: string, options: Partial<SpecialCertificate> = {}) =>
  make({ commonName, extensions: authorityExtensions, ...options })
const rsa = (bits: number) => ['-algorithm', 'RSA', '-pkeyopt', `rsa_keygen_bits:${bits}`]
const curve = (name: string) => ['-algorithm', 'EC', '-pkeyopt', `ec_paramgen_curve:${name}`]
const expired = { notBefore: new Date(Date.now() - 9 * day), notAfter: new Date(Date.now() - day) }
const early = { notBefore: new Date(Date.now() + day) }

/** The verdicts of the probe and buildx on a target. */
async function ask(target: ProbeTarget): Promise<{ ours: string; buildx: string }> {
  const ours = await probe(target, 3000).then(
    () => 'healthy',
    (error: unknown) => {
      expect(error).toBeInstanceOf(Diagnosis)
      return (error as Diagnosis).message
    },
  )
  const { isRunning, reason } = await askBuildx(rig.buildx, target, 3)
  return { ours, buildx: isRunning ? 'healthy' : reason || 'silent' }
}

/** The real daemon behind a server with this certificate. */
async function serve(certificate: Certificate) {
  const { cert, key } = certificate
  const ciphers = 'DEFAULT:@SECLEVEL=0'
  return started(
    createTls({ cert, key, ciphers, requestCert: true, rejectUnauthorized: false }, (socket) => {
      const inner = connect(daemon.port, '127.0.0.1')
      socket.on('error', () => inner.destroy())
      inner.on('error', () => socket.destroy())
      socket.pipe(inner).pipe(socket)
    }),
  )
}

interface Shown {
  readonly certificate: Certificate
  readonly ca: string
  readonly serverName?: string
}

type Case = readonly [string, RegExp | 'healthy', () => Promise<Shown>]

/** A server certificate of the CA that the client trusts. */
const issued =
  (options: Partial<SpecialCertificate>, serverName?: string) => async (): Promise<Shown> => ({
    certificate: await server(authority, options),
    ca: authority.cert,
    ...(serverName !== undefined && { serverName }),
  })
const named = (name: string, serverName: string) =>
  issued({ extensions: [`subjectAltName=${name}`] }, serverName)
/** A server certificate of a separate CA that the client trusts. */
const issuedBy = (options: Partial<SpecialCertificate>) => async (): Promise<Shown> => {
  const special = await ca('special', options)
  return { certificate: await server(special), ca: special.cert }
}
const constrained = (names: string) =>
  issuedBy({ extensions: [...authorityExtensions, `nameConstraints=critical,${names}`] })
const viaIntermediate =
  (options: Partial<SpecialCertificate>, sent = true) =>
  async (): Promise<Shown> => {
    const middle = await ca('middle', { issuer: authority, ...options })
    const leaf = await server(middle)
    return { certificate: sent ? await withChain(leaf, middle) : leaf, ca: authority.cert }
  }

const untrusted = /^server-cert-untrusted/
const mismatch = /^server-name-mismatch/

const cases: readonly Case[] = [
  // Issuers
  ['of the CA', 'healthy', issued({})],
  [
    'of another CA',
    /^server-cert-untrusted: .* was issued by "other", but ca holds "authority"\. /,
    async () => ({ certificate: await server(other), ca: authority.cert }),
  ],
  [
    'self-signed and trusted',
    'healthy',
    async () => {
      const certificate = await make({ extensions: [names] })
      return { certificate, ca: certificate.cert }
    },
  ],
  [
    'self-signed and not trusted',
    /^server-cert-untrusted: .* is self-signed \("server"\), and ca holds "authority"\. /,
    async () => ({ certificate: await make({ extensions: [names] }), ca: authority.cert }),
  ],
  [
    'trusted itself, without its CA',
    'healthy',
    async () => {
      const certificate = await server(authority)
      return { certificate, ca: certificate.cert }
    },
  ],
  ['of an intermediate that is sent', 'healthy', viaIntermediate({})],
  [
    'of an intermediate that is not sent',
    /^server-cert-untrusted: .* was issued by "middle", but ca holds "authority"\. .* append its certificate/,
    viaIntermediate({}, false),
  ],
  [
    'of an intermediate that is trusted, not its CA',
    'healthy',
    async () => {
      const middle = await ca('middle', { issuer: authority })
      return { certificate: await server(middle), ca: middle.cert }
    },
  ],
  [
    'sent in another order among other certificates',
    'healthy',
    async () => {
      const middle = await ca('middle', { issuer: authority })
      const certificate = await withChain(await server(middle), other, authority, middle)
      return { certificate, ca: authority.cert }
    },
  ],
  [
    'of a CA that another CA also signed',
    'healthy',
    async () => {
      const root = await ca('root')
      const middle = await ca('middle', { issuer: root })
      const crossed = await make({
        commonName: 'root',
        issuer: other,
        extensions: authorityExtensions,
        key: root.key,
      })
      return { certificate: await withChain(await server(middle), middle, crossed), ca: root.cert }
    },
  ],
  [
    'of one of two CAs of the same name',
    'healthy',
    async () => {
      const [old, young] = [await ca('twin'), await ca('twin')]
      return { certificate: await server(young), ca: old.cert + young.cert }
    },
  ],
  ...[false, true].map(
    (isReversed): Case => [
      `of one of two CAs of one name without key identifiers, ${isReversed ? 'last' : 'first'}`,
      'healthy',
      async () => {
        const extensions = ['basicConstraints=critical,CA:TRUE']
        const twins = [await ca('twin', { extensions }), await ca('twin', { extensions })]
        const certificate = await server(twins[0] as Certificate)
        const texts = twins.map(({ cert }) => cert)
        return { certificate, ca: (isReversed ? texts.reverse() : texts).join('') }
      },
    ],
  ),
  [
    'of a CA that was renewed, with the key and serial number of the old one in it',
    'healthy',
    async () => {
      const old = await ca('renewed')
      const young = await ca('renewed', { key: old.key })
      const extensions = [names, 'authorityKeyIdentifier=keyid,issuer:always']
      return { certificate: await server(old, { extensions }), ca: young.cert }
    },
  ],
  [
    'of one of two intermediates of one name',
    'healthy',
    async () => {
      const extensions = ['basicConstraints=critical,CA:TRUE']
      const twins = [
        await ca('middle', { issuer: authority, extensions }),
        await ca('middle', { issuer: authority, extensions }),
      ] as const
      return {
        certificate: await withChain(await server(twins[1]), ...twins),
        ca: authority.cert,
      }
    },
  ],
  [
    'of an expired intermediate beside a valid one with its key',
    'healthy',
    async () => {
      const young = await ca('middle', { issuer: authority })
      const old = await ca('middle', { issuer: authority, key: young.key, ...expired })
      return {
        certificate: await withChain(await server(young), old, young),
        ca: authority.cert,
      }
    },
  ],
  [
    'of an intermediate in X.509 v1',
    /^server-cert-untrusted: .* was issued by "middle", which may not issue certificates\. /,
    viaIntermediate({ extensions: [] }),
  ],
  [
    'of another CA of the same name',
    /^server-cert-untrusted: .* was issued by a CA that has the name "twin" too, /,
    async () => ({ certificate: await server(await ca('twin')), ca: (await ca('twin')).cert }),
  ],
  [
    'of a CA that was issued again with its key and its name in another type of string',
    /^server-cert-untrusted: .* was issued by "respelled", whose certificate in ca has the same key, /,
    async () => {
      const old = await ca('respelled', { stringMask: 'nombstr' })
      const young = await ca('respelled', { stringMask: 'utf8only', key: old.key })
      return { certificate: await server(old), ca: young.cert }
    },
  ],
  [
    'of an intermediate that was issued again with its name in another type of string',
    /^server-cert-untrusted: .* was issued by "middle", whose certificate is sent with it and has the same key, .* Replace it in the server's certificate file /,
    async () => {
      const old = await ca('middle', { issuer: authority, stringMask: 'nombstr' })
      const young = await ca('middle', {
        issuer: authority,
        stringMask: 'utf8only',
        key: old.key,
      })
      return { certificate: await withChain(await server(old), young), ca: authority.cert }
    },
  ],

  // Dates
  ['that has expired', /^server-cert-expired: .* expired on \d{4}-\d\d-\d\d\. /, issued(expired)],
  [
    'that is not valid yet',
    /^server-cert-not-yet-valid: .* is not valid before \d{4}-.* UTC, and this runner's clock says \d{4}-.* UTC\. /,
    issued(early),
  ],
  [
    'of an intermediate that has expired',
    /^server-cert-expired: .* was issued by "middle", which expired on /,
    viaIntermediate(expired),
  ],
  [
    'of an expired CA beside a good one',
    /^server-cert-untrusted: .* was issued by "old", and in ca this CA expired on /,
    async () => {
      const old = await ca('old', expired)
      return { certificate: await server(old), ca: authority.cert + old.cert }
    },
  ],
  [
    'of a CA that is not valid yet',
    /^server-cert-not-yet-valid: .* was issued by "young", which is not valid before /,
    async () => {
      const young = await ca('young', early)
      return { certificate: await server(young), ca: authority.cert + young.cert }
    },
  ],

  // Constraints of the CA
  [
    'of a CA without basicConstraints',
    untrusted,
    issuedBy({ extensions: ['subjectKeyIdentifier=hash'] }),
  ],
  [
    'of a CA with only keyUsage',
    untrusted,
    issuedBy({ extensions: ['keyUsage=critical,keyCertSign'] }),
  ],
  ['of a CA in X.509 v1', 'healthy', issuedBy({ extensions: [] })],
  [
    'of a CA with CA:FALSE',
    /^server-cert-untrusted: .* was issued by "special", which may not issue certificates\. /,
    issuedBy({ extensions: ['basicConstraints=critical,CA:FALSE'] }),
  ],
  [
    'of a CA whose key may not sign',
    untrusted,
    issuedBy({ extensions: ['basicConstraints=critical,CA:TRUE', 'keyUsage=critical,cRLSign'] }),
  ],
  [
    'of a CA for clients',
    /^server-cert-untrusted: .* was issued by "special", which may not issue any for servers: /,
    issuedBy({ extensions: [...authorityExtensions, 'extendedKeyUsage=clientAuth'] }),
  ],
  [
    'of an intermediate that pathlen excludes',
    untrusted,
    async () => {
      const root = await ca('root', {
        extensions: ['basicConstraints=critical,CA:TRUE,pathlen:0', 'keyUsage=keyCertSign'],
      })
      const middle = await ca('middle', { issuer: root })
      return { certificate: await withChain(await server(middle), middle), ca: root.cert }
    },
  ],
  [
    'of a CA that may name it',
    'healthy',
    constrained('permitted;DNS:localhost,permitted;IP:127.0.0.0/255.0.0.0'),
  ],
  ['of a CA that may only name others', untrusted, constrained('permitted;DNS:example.com')],
  ['of a CA that may not name it', untrusted, constrained('excluded;DNS:localhost')],

  // Purposes
  [
    'for clients only',
    /^server-cert-untrusted: .* is not for servers: its extendedKeyUsage lacks serverAuth\. /,
    issued({ extensions: [names, 'extendedKeyUsage=clientAuth'] }),
  ],
  [
    'for any purpose',
    'healthy',
    issued({ extensions: [names, 'extendedKeyUsage=anyExtendedKeyUsage'] }),
  ],
  [
    'with keyUsage nonRepudiation only',
    'healthy',
    issued({ extensions: [names, 'keyUsage=critical,nonRepudiation'] }),
  ],
  [
    'with an unknown critical extension',
    untrusted,
    issued({ extensions: [names, '1.2.3.4=critical,ASN1:UTF8String:x'] }),
  ],

  // Strength
  ['with SHA-1', untrusted, issued({ digest: 'sha1' })],
  ['of a CA with SHA-1', 'healthy', issuedBy({ digest: 'sha1' })],
  ['with an RSA key of 1024 bits', 'healthy', issued({ keyType: rsa(1024) })],
  ['of a CA with an RSA key of 1024 bits', 'healthy', issuedBy({ keyType: rsa(1024) })],
  ['with Ed25519', 'healthy', issued({ keyType: ['-algorithm', 'ED25519'] })],
  [
    'of a CA with Ed448, which Go lacks',
    /^server-cert-untrusted: .* that Go, and so buildx, does not support\. /,
    issuedBy({ keyType: ['-algorithm', 'ED448'] }),
  ],
  [
    'of a CA with an RSA-PSS key, which Go lacks',
    /^server-cert-untrusted: .* not supported by Go/,
    issuedBy({ keyType: ['-algorithm', 'RSA-PSS', '-pkeyopt', 'rsa_keygen_bits:2048'] }),
  ],
  ['with P-521', 'healthy', issued({ keyType: curve('P-521') })],

  // Features that Go can't read
  [
    'with explicit EC parameters',
    /^server-cert-untrusted: .* has a key with explicit EC parameters /,
    issued({ keyType: [...curve('P-256'), '-pkeyopt', 'ec_param_enc:explicit'] }),
  ],
  [
    'with a curve that Go lacks',
    /^not-buildkit: .* ended the TLS handshake \(TLS alert 40\)/,
    issued({ keyType: curve('secp256k1') }),
  ],
  [
    'of a CA with a curve that Go lacks',
    /^server-cert-untrusted: .* was issued by "special", whose certificate in ca has a key on an elliptic curve other than /,
    issuedBy({ keyType: curve('secp256k1') }),
  ],
  [
    'with a negative serial number',
    /^server-cert-untrusted: .* has a negative serial number, so buildx can't read it\. /,
    issued({ serial: '-1234' }),
  ],
  [
    'of a CA with a negative serial number',
    /^server-cert-untrusted: .* was issued by "special", whose certificate in ca has a negative serial number, /,
    issuedBy({ serial: '-1234' }),
  ],
  [
    'sent with a root that has a negative serial number',
    /^server-cert-untrusted: .* comes with that of "special", which has a negative serial number, /,
    async () => {
      const special = await ca('special', { serial: '-1234' })
      return { certificate: await withChain(await server(authority), special), ca: authority.cert }
    },
  ],
  [
    'of the CA, beside a CA with a negative serial number in ca',
    'healthy',
    async () => {
      const special = await ca('special', { serial: '-1234' })
      return { certificate: await server(authority), ca: special.cert + authority.cert }
    },
  ],

  // Names
  ['for the name in another case', 'healthy', named('DNS:LocalHost', 'localHOST')],
  [
    'for other names',
    /^server-name-mismatch: .* is for DNS:a\.example\.com, DNS:b\.example\.com, not for 127\.0\.0\.1\. /,
    issued({ extensions: ['subjectAltName=DNS:a.example.com,DNS:b.example.com'] }),
  ],
  [
    'with a Common Name only',
    /^server-name-mismatch: .* has no subjectAltName\. /,
    issued({ commonName: 'localhost', extensions: ['extendedKeyUsage=serverAuth'] }, 'localhost'),
  ],
  ['for an e-mail address', mismatch, named('email:a@localhost', 'localhost')],
  [
    'with an IP address as a DNS name',
    mismatch,
    issued({ extensions: ['subjectAltName=DNS:127.0.0.1'] }),
  ],
  ['for the address', 'healthy', named('IP:127.0.0.1', '127.0.0.1')],
  ['for an address in brackets', 'healthy', named('IP:::1', '[::1]')],
  ['for another address', mismatch, named('IP:127.0.0.1', '127.0.0.2')],
  ['for the name with a dot at its end', 'healthy', named('DNS:buildkit.lan', 'buildkit.lan.')],
  ['for a name that ends with a dot', mismatch, named('DNS:buildkit.lan.', 'buildkit.lan')],
  ['for exactly the name with a dot', 'healthy', named('DNS:buildkit.lan.', 'buildkit.lan.')],
  ['for a name with an underscore', 'healthy', named('DNS:build_kit.lan', 'build_kit.lan')],
  ['for all names of a domain', 'healthy', named('DNS:*.example.com', 'a.example.com')],
  ['for all names one level higher', mismatch, named('DNS:*.example.com', 'a.b.example.com')],
  ['for all names, asked as the domain', mismatch, named('DNS:*.example.com', 'example.com')],
  ['for all names of a short domain', 'healthy', named('DNS:*.lan', 'buildkit.lan')],
  ['for everything', mismatch, named('DNS:*', 'localhost')],
  ['for part of a name', mismatch, named('DNS:build*.example.com', 'buildkit.example.com')],
  ['for a star within the name', mismatch, named('DNS:a.*.example.com', 'a.b.example.com')],
  ['asked with a port', mismatch, named('DNS:localhost', 'localhost:1234')],
]

describe('a daemon with a server certificate', () => {
  it.each(cases)('%s gets the verdict of buildx', async (_, verdict, show) => {
    const { certificate, ca, serverName } = await show()
    const listener = await serve(certificate)
    const { ours, buildx } = await ask({
      endpoint: directEndpoint(listener.endpoint),
      credentials: { ca, client: mine },
      ...(serverName !== undefined && { serverName }),
    })
    await listener.close()
    if (verdict === 'healthy')
      expect({ ours, buildx }).toEqual({ ours: 'healthy', buildx: 'healthy' })
    else {
      expect(ours).toMatch(verdict)
      expect(buildx).not.toBe('healthy')
    }
  })
})

describe('a client certificate', () => {
  const of = (issuer: Certificate, options: Partial<SpecialCertificate> = {}) =>
    make({ commonName: 'ci', issuer, extensions: ['extendedKeyUsage=clientAuth'], ...options })
  const viaMiddle = async (sent: boolean) => {
    const middle = await ca('middle', { issuer: authority })
    const leaf = await of(middle)
    return sent ? withChain(leaf, middle) : leaf
  }
  const clients: readonly [string, RegExp | 'healthy', () => Promise<Certificate> | undefined][] = [
    ['of the CA', 'healthy', () => of(authority)],
    ['for any purpose', 'healthy', () => of(authority, { extensions: [] })],
    ['of an intermediate that is sent', 'healthy', () => viaMiddle(true)],
    [
      'of an intermediate that is missing',
      /^client-cert-rejected: .* does not know "middle", which issued .* \("ci"\) \(TLS alert 48\)\. .* append its certificate to cert\./,
      () => viaMiddle(false),
    ],
    [
      'of another CA',
      /^client-cert-rejected: .* does not know "other", which issued the client certificate in cert \("ci"\) \(TLS alert 48\)\. /,
      () => of(other),
    ],
    [
      'that has expired',
      /^client-cert-expired: .* \("ci"\) has expired or is not valid yet \(TLS alert 45\)\. It is valid from .* UTC to .* UTC\. /,
      () => of(authority, expired),
    ],
    [
      'that is not valid yet',
      /^client-cert-expired: .* has expired or is not valid yet /,
      () => of(authority, early),
    ],
    [
      'for servers',
      /^client-cert-rejected: .* \("ci", issued by "authority"\) \(TLS alert 42\): its extendedKeyUsage lacks clientAuth\. /,
      () => of(authority, { extensions: ['extendedKeyUsage=serverAuth'] }),
    ],
    ['with SHA-1', /^client-cert-rejected: /, () => of(authority, { digest: 'sha1' })],
    [
      'with a small key',
      /^client-cert-rejected: OpenSSL does not accept /,
      () => of(authority, { keyType: rsa(512) }),
    ],
    ['with an RSA key of 1024 bits', 'healthy', () => of(authority, { keyType: rsa(1024) })],
    ['with Ed25519', 'healthy', () => of(authority, { keyType: ['-algorithm', 'ED25519'] })],
    [
      'with a curve that Go lacks',
      /^client-cert-rejected: /,
      () => of(authority, { keyType: curve('secp256k1') }),
    ],
    [
      'with explicit EC parameters',
      /^client-cert-rejected: .* \(TLS alert 50\)/,
      () => of(authority, { keyType: [...curve('P-256'), '-pkeyopt', 'ec_param_enc:explicit'] }),
    ],
    [
      'with a negative serial number',
      /^client-cert-rejected: .* \(TLS alert 50\)/,
      () => of(authority, { serial: '-1234' }),
    ],
    [
      'of an intermediate with a negative serial number',
      /^client-cert-rejected: .* \(TLS alert 50\): "middle", which is sent with it, has a negative serial number, /,
      async () => {
        const middle = await ca('middle', { issuer: authority, serial: '-1234' })
        return withChain(await of(middle), middle)
      },
    ],
    [
      'that is not given',
      /^client-cert-required: .* demands a client certificate \(TLS alert 116\), /,
      () => undefined,
    ],
  ]

  it.each(clients)('%s gets the verdict of buildx', async (_, verdict, show) => {
    const certificate = await show()
    const given = certificate && { client: { cert: certificate.cert, key: certificate.key } }
    const { ours, buildx } = await ask({
      endpoint: directEndpoint(rig.endpoint),
      credentials: { ca: authority.cert, ...given },
    })
    if (verdict === 'healthy')
      expect({ ours, buildx }).toEqual({ ours: 'healthy', buildx: 'healthy' })
    else {
      expect(ours).toMatch(verdict)
      expect(buildx).not.toBe('healthy')
    }
  })
})

describe('an address', () => {
  const forward = (host: string) =>
    listen(
      (socket) => {
        const inner = connect(Number(new URL(rig.endpoint).port), '127.0.0.1')
        inner.on('error', () => socket.destroy())
        socket.pipe(inner).pipe(socket)
      },
      { host },
    )
  const credentials = { ca: authority.cert, client: mine }
  const port = new URL(rig.endpoint).port

  it.each([`tcp://localhost:${port}`, `tcp://LOCALHOST:${port}`, `tcp://127.0.0.1:${port}/`])(
    'such as %s has the same meaning as in buildx',
    async (url) => {
      const asked = ask({ endpoint: directEndpoint(url), credentials })
      expect(await asked).toEqual({ ours: 'healthy', buildx: 'healthy' })
    },
  )

  it('may be an IPv6 address', async () => {
    const listener = await forward('::1')
    const endpoint = directEndpoint(listener.endpoint)
    expect(await ask({ endpoint, credentials })).toEqual({
      ours: expect.stringMatching(/^server-name-mismatch: .* not for ::1\. /),
      buildx: expect.stringContaining('::1'),
    })
    const asked = ask({ endpoint, credentials, serverName: 'localhost' })
    expect(await asked).toEqual({ ours: 'healthy', buildx: 'healthy' })
    await listener.close()
  })
})

it('needs no client certificate if the daemon requests none', async () => {
  const open = await serve(await server(authority))
  const credentials = { ca: authority.cert }
  const asked = ask({ endpoint: directEndpoint(open.endpoint), credentials })
  expect(await asked).toEqual({ ours: 'healthy', buildx: 'healthy' })
  await open.close()
})
