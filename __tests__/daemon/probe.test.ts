import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { constants, performServerHandshake, type ServerHttp2Session } from 'node:http2'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createServer as createTls } from 'node:tls'
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals'
import {
  type Certificate,
  type CertificateOptions,
  type Certificates,
  makeAuthority,
  makeCertificate,
  makeCertificates,
} from '../../script/rig/certificates.ts'
import { Diagnosis } from '../../src/base/diagnosis.ts'
import type { Credentials } from '../../src/credentials/credentials.ts'
import { probe } from '../../src/daemon/probe.ts'
import type { Session } from '../../src/daemon/session.ts'
import { directEndpoint } from '../helpers/endpoint.ts'
import {
  answerOver,
  breakingOff,
  buildkit,
  closing,
  grpcAnswer,
  grpcFault,
  http2,
  info,
  listen,
  plainHttp,
  silent,
  silentTls,
  started,
  unreachable,
  workers,
} from '../helpers/faulty-servers.ts'

const directory = mkdtempSync(join(tmpdir(), 'probe-'))
let certificates: Certificates
let server: Certificate
let credentials: Credentials
beforeAll(async () => {
  certificates = await makeCertificates(directory)
  server = certificates.server
  credentials = { ca: certificates.authority.cert, client: certificates.client }
}, 60_000)
afterAll(() => rmSync(directory, { recursive: true }))

const day = 86_400_000
let made = 0
/** A server certificate from the CA that the client trusts, or from another CA with the same name. */
async function certificateOf(
  issuer: 'authority' | 'stranger',
  options: CertificateOptions,
): Promise<Certificate> {
  const authority =
    issuer === 'authority'
      ? certificates.authority
      : await makeAuthority(join(directory, `stranger-${made++}`))
  return makeCertificate(authority, join(directory, `server-${made++}`), {
    commonName: 'server',
    names: ['DNS:localhost', 'IP:127.0.0.1'],
    ...options,
  })
}

const closes: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of closes.splice(0)) await close()
})

/** Milliseconds. Enough to connect on a busy machine, where a timer may fire before the connection is handled. */
const silenceMs = 2000

type Listener = Promise<{ readonly endpoint: string; close(): Promise<void> }>

interface Options {
  readonly timeoutMs?: number
  readonly serverName?: string
}

async function ask(listener: Listener, { timeoutMs = 10_000, serverName }: Options = {}) {
  const { endpoint, close } = await listener
  closes.push(close)
  const target = {
    endpoint: directEndpoint(endpoint),
    credentials,
    ...(serverName && { serverName }),
  }
  return probe(target, timeoutMs)
}

/** The error of the probe, which must be a diagnosis in one line. */
async function fault(listener: Listener, options?: Options): Promise<Diagnosis> {
  const error: unknown = await ask(listener, options).then(
    () => undefined,
    (reason: unknown) => reason,
  )
  expect(error).toBeInstanceOf(Diagnosis)
  const diagnosis = error as Diagnosis
  expect(diagnosis.message).toMatch(/^.+$/)
  return diagnosis
}

describe('probe', () => {
  it('returns the version and the platforms', async () => {
    expect(await ask(buildkit(server))).toEqual({
      version: 'v0.99.0',
      platforms: ['linux/amd64'],
    })
  })

  it('hands over the session, with the IP address that answered and its certificate', async () => {
    const { endpoint, close } = await buildkit(server, 0, { host: 'localhost' })
    closes.push(close)
    const kept: Session[] = []
    const target = { endpoint: directEndpoint(endpoint), credentials }
    await probe(target, 10_000, undefined, (session) => kept.push(session))
    expect(kept[0]?.address).toMatch(/^(?:127\.0\.0\.1|::1)$/)
    expect(kept[0]?.certificate?.subject).toBe('CN=server')
    kept[0]?.http2.destroy()
  })

  it.each([
    ['has no such method, as BuildKit before v0.11', grpcFault(12, 'unknown method Info')],
    ['denies it by gRPC', grpcFault(7, 'not you')],
    ['denies it with HTTP status 403', { headers: { ':status': 403 } }],
    ['answers with HTTP status 404', { headers: { ':status': 404 } }],
    ['never answers it', undefined],
  ])('needs no Info from a daemon whose proxy %s', async (_, answer) => {
    const gate = http2(server, (path) => (path.endsWith('/Info') ? answer : grpcAnswer(workers)))
    expect(await ask(gate)).toMatchObject({
      version: 'of unknown version',
      platforms: ['linux/amd64'],
    })
  })

  it.each([
    ['the host of the endpoint', undefined, 'localhost'],
    ['server-name', 'LocalHost', 'LocalHost'],
  ])('sends %s as :authority, as buildx does', async (_, serverName, authority) => {
    const seen = new Set<string>()
    const listener = http2(
      server,
      (path, host) => {
        seen.add(host)
        return grpcAnswer(path.endsWith('/Info') ? info : workers)
      },
      { host: 'localhost' },
    )
    await ask(listener, { ...(serverName && { serverName }) })
    expect([...seen]).toEqual([authority])
  })

  describe.each(['TLSv1.2', 'TLSv1.3'] as const)('with a server that speaks %s', (maxVersion) => {
    /** A server that records which client certificates it gets. */
    function demanding(certificate: Certificate) {
      const shown: (string | undefined)[] = []
      const tls = createTls(
        {
          cert: certificate.cert,
          key: certificate.key,
          requestCert: true,
          rejectUnauthorized: false,
          maxVersion,
        },
        (socket) => {
          shown.push(socket.getPeerX509Certificate()?.subject)
          answerOver(performServerHandshake(socket), (path) =>
            grpcAnswer(path.endsWith('/Info') ? info : workers),
          )
        },
      )
      return { shown, listener: started(tls) }
    }

    it('shows the client certificate to a server that is trusted', async () => {
      const { shown, listener } = demanding(server)
      expect(await ask(listener)).toMatchObject({ version: 'v0.99.0' })
      expect(shown).toEqual(['CN=client'])
    })

    it.each([
      ['of another CA', 'server-cert-untrusted', () => certificateOf('stranger', {})],
      [
        'that has expired',
        'server-cert-expired',
        () =>
          certificateOf('authority', {
            notBefore: new Date(Date.now() - 9 * day),
            notAfter: new Date(Date.now() - day),
          }),
      ],
      [
        'for another name',
        'server-name-mismatch',
        () => certificateOf('authority', { names: ['DNS:other.example.com'] }),
      ],
      [
        'for clients',
        'server-cert-untrusted',
        () => certificateOf('authority', { extendedKeyUsage: 'clientAuth' }),
      ],
    ])(
      'does not show the client certificate to one with a certificate %s',
      async (_, code, make) => {
        const { shown, listener } = demanding(await make())
        expect(await fault(listener)).toMatchObject({ code })
        await (await listener).close()
        expect(shown.filter((subject) => subject !== undefined)).toEqual([])
      },
    )
  })

  describe('with a server that knows no extension of TLS 1.3', () => {
    /**
     * Refuses a ClientHello without a suite of TLS 1.2, as such a server does, and passes on the others. It is a fake:
     * current libraries all read `supported_versions`.
     */
    async function ignorant(alert: number, certificate: Certificate) {
      const shown: (string | undefined)[] = []
      const { cert, key } = certificate
      const options = { cert, key, requestCert: true, rejectUnauthorized: false } as const
      const tls = await started(
        createTls({ ...options, maxVersion: 'TLSv1.2' }, (socket) => {
          shown.push(socket.getPeerX509Certificate()?.subject)
          answerOver(performServerHandshake(socket), (path) =>
            grpcAnswer(path.endsWith('/Info') ? info : workers),
          )
        }),
      )
      closes.push(tls.close)
      const listener = listen((socket) => {
        socket.once('data', (hello) => {
          if (!offersTls12(hello)) {
            socket.end(Buffer.from([0x15, 3, 3, 0, 2, 2, alert]))
            return
          }
          const behind = connect(tls.port, '127.0.0.1')
          behind.on('error', () => socket.destroy())
          behind.write(hello)
          socket.pipe(behind).pipe(socket)
        })
      })
      return { shown, listener }
    }

    /** Reads the cipher suites of a ClientHello in one record: RFC 8446, 4.1.2. */
    function offersTls12(hello: Buffer): boolean {
      const sessionId = 5 + 4 + 2 + 32
      const suites = sessionId + 1 + hello.readUInt8(sessionId)
      const length = hello.readUInt16BE(suites)
      const signalling = 0x00ff
      return Array.from({ length: length / 2 }, (_, at) => hello.readUInt16BE(suites + 2 + 2 * at))
        .filter((suite) => suite !== signalling)
        .some((suite) => suite >> 8 !== 0x13)
    }

    it.each([
      ['handshake_failure', 40],
      ['insufficient_security', 71],
    ])('uses TLS 1.2 after the alert %s', async (_, alert) => {
      const { shown, listener } = await ignorant(alert, server)
      expect(await ask(listener)).toMatchObject({ version: 'v0.99.0' })
      expect(shown).toEqual(['CN=client'])
    })

    it('does not show the client certificate to one with a certificate of another CA', async () => {
      const { shown, listener } = await ignorant(40, await certificateOf('stranger', {}))
      expect(await fault(listener)).toMatchObject({ code: 'server-cert-untrusted' })
      expect(shown.filter((subject) => subject !== undefined)).toEqual([])
    })

    it('keeps the verdict on a server that refuses TLS 1.2 too, after one more connection', async () => {
      const refusing = await listen((socket) => {
        socket.once('data', () => socket.end(Buffer.from([0x15, 3, 3, 0, 2, 2, 40])))
      })
      expect(await fault(Promise.resolve(refusing))).toMatchObject({
        code: 'not-buildkit',
        reason: expect.stringMatching(/ended the TLS handshake \(TLS alert 40\)/),
      })
      expect(refusing.connections()).toBe(2)
    })
  })

  it.each<[string, (session: ServerHttp2Session) => void, string, boolean]>([
    [
      'refuses a stream',
      (session) => session.on('stream', (stream) => stream.close(constants.NGHTTP2_REFUSED_STREAM)),
      'daemon-unhealthy: .*refuses the request for now \\(REFUSED_STREAM\\)',
      true,
    ],
    [
      'says goodbye before it handles a stream',
      (session) => session.goaway(constants.NGHTTP2_NO_ERROR, 0),
      'daemon-unhealthy: .*refuses the request for now \\(REFUSED_STREAM\\)',
      true,
    ],
    [
      'is overloaded',
      (session) => session.on('stream', () => session.goaway(constants.NGHTTP2_ENHANCE_YOUR_CALM)),
      'daemon-unhealthy: .*refuses the request for now \\(ENHANCE_YOUR_CALM\\)',
      true,
    ],
    [
      'wants HTTP/1.1',
      (session) =>
        session.on('stream', (stream) => stream.close(constants.NGHTTP2_HTTP_1_1_REQUIRED)),
      'not-buildkit: .*speaks HTTP/2, but .*\\(HTTP_1_1_REQUIRED\\)',
      false,
    ],
  ])(
    'tells a server that %s from one that does not speak HTTP/2',
    async (_, act, words, mayPass) => {
      const listener = createTls({ cert: server.cert, key: server.key }, (socket) => {
        const session = performServerHandshake(socket)
        session.on('error', () => {})
        session.on('stream', (stream) => stream.on('error', () => {}))
        act(session)
      })
      const diagnosis = await fault(started(listener))
      expect(diagnosis.message).toMatch(new RegExp(`^${words}`))
      expect(diagnosis.mayPass).toBe(mayPass)
    },
  )

  it('does not accept a server without ListWorkers', async () => {
    const stranger = http2(server, (path) =>
      path.endsWith('/Info') ? grpcAnswer(info) : grpcFault(12, 'unknown method ListWorkers'),
    )
    expect(await fault(stranger)).toMatchObject({ code: 'not-buildkit', mayPass: false })
  })

  it('does not accept an answer that is not a BuildKit message', async () => {
    const stranger = http2(server, () => grpcAnswer(Buffer.from('hello world')))
    expect(await fault(stranger)).toMatchObject({
      code: 'not-buildkit',
      reason: expect.stringMatching(/^The answer of tcp:\S+ is not one of a BuildKit daemon\. /),
    })
  })

  it.each([502, 503, 504, 429])(
    'reports a proxy with HTTP status %i as a transient fault',
    async (status) => {
      const proxy = http2(server, () => ({ headers: { ':status': status } }))
      expect(await fault(proxy)).toMatchObject({
        code: 'daemon-unhealthy',
        message: expect.stringContaining(`(HTTP status ${status})`),
        mayPass: true,
      })
    },
  )

  it.each([
    ['14', 'restarting', true],
    ['13', 'no space left on device', true],
    ['7', 'not you', false],
    ['16', 'who are you', false],
  ])('reports the message of gRPC status %s', async (status, text, mayPass) => {
    const daemon = http2(server, () => grpcFault(Number(status), encodeURIComponent(text)))
    expect(await fault(daemon)).toMatchObject({
      code: 'daemon-unhealthy',
      message: expect.stringContaining(`answers with an error: ${text} (gRPC status ${status})`),
      mayPass,
    })
  })

  it('reports a message as one line of limited length without control or bidirectional characters', async () => {
    const text = `a\r\n::error::b\u001b[31m ##[error]c\u202e ${'d'.repeat(5000)}`
    const { message } = await fault(http2(server, () => grpcFault(2, encodeURIComponent(text))))
    expect(message).not.toMatch(/\p{C}/u)
    expect(message).toContain('a ::error::b [31m ##[error]c d')
    expect(message.length).toBeLessThan(500)
  })

  it('reports a message that is not percent-encoded as it is', async () => {
    const { message } = await fault(http2(server, () => grpcFault(2, 'at 100%')))
    expect(message).toContain('answers with an error: at 100% (gRPC status 2)')
  })

  it('reports an answer that breaks off as a transient fault', async () => {
    const expected = { code: 'connection-reset', mayPass: true }
    expect(await fault(breakingOff(server))).toMatchObject(expected)
    const headers = { ':status': 200, 'content-type': 'application/grpc+proto' }
    const cut = http2(server, () => ({ headers, body: Buffer.alloc(3) }))
    expect(await fault(cut)).toMatchObject(expected)
  })

  it('reports a daemon that accepts a call and never answers it', async () => {
    const stuck = http2(server, () => undefined)
    expect(await fault(stuck, { timeoutMs: silenceMs })).toMatchObject({
      code: 'connection-timeout',
      reason: expect.stringMatching(/^tcp:\S+ accepts connections but does not answer\. /),
    })
  })

  it.each([
    ['sends nothing', () => silent()],
    ['sends nothing after the TLS handshake', () => silentTls(server)],
  ])('reports a port that accepts connections and %s', async (_, start) => {
    expect(await fault(start(), { timeoutMs: silenceMs })).toMatchObject({
      code: 'connection-timeout',
      reason: expect.stringMatching(/^tcp:\S+ accepts connections but does not answer\. /),
      mayPass: true,
    })
  })

  const onLinux = process.platform === 'linux' ? it : it.skip
  onLinux('reports a host that completes no connection', async () => {
    expect(await fault(unreachable(), { timeoutMs: 300 })).toMatchObject({
      code: 'connection-timeout',
      reason: expect.stringMatching(/^tcp:\S+ can't be reached from this runner \(timeout\)\. /),
    })
  })

  it('names the IP address behind a host name', async () => {
    const listener = buildkit(server, 0, { host: 'localhost' })
    const { message } = await fault(listener, { serverName: 'other.example.com' })
    expect(message).toMatch(
      /^server-name-mismatch: The certificate of tcp:\/\/localhost:\d+ \((?:127\.0\.0\.1|::1)\) is for DNS:localhost, .*, not for other\.example\.com\. /,
    )
  })

  it('shows the first of many names', async () => {
    const names = Array.from({ length: 100 }, (_, index) => `DNS:host-${index}.example.com`)
    const crowded = await makeCertificate(certificates.authority, join(directory, 'crowded'), {
      names,
    })
    const { message } = await fault(buildkit(crowded))
    expect(message).toMatch(
      / is for DNS:host-0\.example\.com, .*, DNS:host-7\.example\.com and 92 more, not for 127\.0\.0\.1\. /,
    )
  })

  it('accepts a certificate without names, also on repeated probes', async () => {
    const nameless = await makeCertificate(certificates.authority, join(directory, 'nameless'), {
      commonName: 'localhost',
    })
    for (let round = 0; round < 20; round++) {
      const { code } = await fault(buildkit(nameless), { serverName: 'localhost' })
      expect(code).toBe('server-name-mismatch')
    }
  })

  it('throws no error that contains the key', async () => {
    const { key } = certificates.client
    const secret = key.split('\n')[1] ?? ''
    const { message, stack, cause } = await fault(closing())
    expect(secret.length).toBeGreaterThan(40)
    expect(`${message}${stack}${JSON.stringify(cause)}${cause}`).not.toContain(secret)
  })
})

describe('probe of a socket', () => {
  const path = join(directory, 'some.sock')

  it.each([
    ['speaks plain HTTP, as Docker does', () => plainHttp({ path }), 'not-buildkit'],
    ['hangs up', () => listen((socket) => socket.end(), { path }), 'connection-reset'],
    ['sends nothing', () => listen(() => {}, { path }), 'connection-timeout'],
  ])('reports that it %s', async (_, start, code) => {
    expect(await fault(start(), { timeoutMs: silenceMs })).toMatchObject({ code })
  })

  it('reports a socket that this user may not open as a permanent fault', async () => {
    const listener = await listen(() => {}, { path })
    chmodSync(path, 0o000)
    const user = process.geteuid?.()
    // Root may open everything.
    if (user === 0) process.seteuid?.(65_534)
    const diagnosis = await fault(Promise.resolve(listener)).finally(() => {
      if (user === 0) process.seteuid?.(0)
    })
    expect(diagnosis).toMatchObject({
      code: 'connection-refused',
      reason: expect.stringMatching(/^This user may not open unix:.*\/some\.sock \(EACCES\)\. /),
      mayPass: false,
    })
  })
})
