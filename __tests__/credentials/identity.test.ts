import { createPrivateKey, X509Certificate } from 'node:crypto'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals'
import {
  authorityExtensions,
  type Certificate,
  makeCertificate,
} from '../../script/rig/certificates.ts'
import type { DiagnosisCode } from '../../src/base/diagnosis.ts'
import { type IdentityOptions, requestCertificate } from '../../src/credentials/identity.ts'
import { readPem } from '../../src/credentials/pem.ts'
import type { CredentialPorts } from '../../src/credentials/source.ts'
import {
  type AuthorityAnswer,
  type AuthorityRequest,
  type AuthorityServer,
  serveAuthority,
} from '../helpers/authority-server.ts'
import { signRequest } from '../helpers/signing.ts'
import { makeSpecial } from '../helpers/special-certificates.ts'

// Answers that a real step-ca doesn't give, and Vault's. The end-to-end tests have step-ca's good answers.

const directory = mkdtempSync(join(tmpdir(), 'identity-unit-'))
let root: Certificate
let intermediate: Certificate
let other: Certificate
let tls: Certificate
let server: AuthorityServer | undefined
let controller: AbortController
let masked: string[]

beforeAll(async () => {
  const extensions = authorityExtensions
  root = await makeSpecial(join(directory, 'root'), { commonName: 'root', extensions })
  other = await makeSpecial(join(directory, 'other'), { commonName: 'other', extensions })
  intermediate = await makeSpecial(join(directory, 'intermediate'), {
    commonName: 'intermediate',
    issuer: root,
    extensions,
  })
  tls = await makeSpecial(join(directory, 'tls'), {
    commonName: 'tls',
    issuer: root,
    extensions: ['subjectAltName=IP:127.0.0.1'],
  })
}, 60_000)
afterAll(() => rmSync(directory, { recursive: true }))
beforeEach(() => {
  controller = new AbortController()
  masked = []
})
afterEach(async () => {
  await server?.stop()
  server = undefined
})

const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')
const token = `${part({ alg: 'none' })}.${part({ aud: 'audience', repository: 'acme-app' })}.signature`

function ports(more: Partial<CredentialPorts> = {}): CredentialPorts {
  return {
    log: {} as CredentialPorts['log'],
    env: {},
    signal: controller.signal,
    mask: (secret) => masked.push(secret),
    identityToken: async () => token,
    ...more,
  }
}

type Answer = (request: AuthorityRequest) => AuthorityAnswer | Promise<AuthorityAnswer>

async function start(answer: Answer): Promise<URL> {
  server = await serveAuthority(tls, answer)
  return new URL(server.url)
}

const common = () => ({
  audience: 'audience',
  authorityCa: root.cert,
  ca: other.cert,
  lifetime: 3600,
  token: undefined,
})

async function askStepCa(
  answer: Answer,
  more: Partial<IdentityOptions> = {},
  given: Partial<CredentialPorts> = {},
) {
  const url = await start(answer)
  const options = { authority: { kind: 'step-ca', url } as const, ...common(), ...more }
  return requestCertificate(options, ports(given), true)
}

async function askVault(answer: Answer, namespace?: string, more: Partial<IdentityOptions> = {}) {
  const url = await start(answer)
  const authority = {
    kind: 'vault',
    url,
    ...{ signPath: 'pki/sign/buildkit', authMount: 'jwt', role: 'ci' },
    ...(namespace && { namespace }),
  } as const
  return requestCertificate({ authority, ...common(), ...more }, ports(), true)
}

const diagnosis = (code: DiagnosisCode, words: RegExp, mayPass = false) =>
  expect.objectContaining({ code, message: expect.stringMatching(words), mayPass })

const sign = (request: string, issuer = intermediate, options = {}) =>
  signRequest(request, issuer, directory, options)

describe('step-ca', () => {
  const good: Answer = async ({ body }) => ({
    status: 201,
    body: { certChain: [await sign(body.csr), intermediate.cert] },
  })

  it('receives the request, the token and the lifetime, and returns a chain for the key', async () => {
    const { cert, key, issuedBy } = await askStepCa(good)
    const [leaf, next] = readPem(cert).map(({ text }) => text)
    expect(new X509Certificate(leaf ?? '').subject).toBe('CN=acme-app')
    expect(new X509Certificate(leaf ?? '').checkPrivateKey(createPrivateKey(key))).toBe(true)
    expect(next).toBe(new X509Certificate(intermediate.cert).toString())
    expect(issuedBy).toBe(server?.url)
    expect(server?.requests).toMatchObject([
      { method: 'POST', path: '/1.0/sign', body: { ott: token, notAfter: '3600s' } },
    ])
    expect(masked).toEqual([token])
  })

  it('may answer without certChain', async () => {
    const { cert } = await askStepCa(async ({ body }) => ({
      status: 201,
      body: { crt: await sign(body.csr), ca: intermediate.cert },
    }))
    expect(cert.match(/BEGIN/g)).toHaveLength(2)
  })

  it('is asked for its roots only when its certificate leads to no known root', async () => {
    const answer =
      (roots: () => AuthorityAnswer): Answer =>
      async (request) =>
        request.path === '/roots.pem' ? roots() : good(request)
    const publicTls = { authorityCa: `${root.cert}`, ca: other.cert }
    await askStepCa(
      answer(() => ({ status: 500 })),
      publicTls,
    )
    expect(server?.requests.map(({ path }) => path)).toEqual(['/1.0/sign'])
    await server?.stop()

    // The case of a proxy whose certificate another CA signed.
    const elsewhere = { authorityCa: tls.cert }
    await askStepCa(
      answer(() => ({ body: root.cert })),
      elsewhere,
    )
    expect(server?.requests.map(({ path }) => path)).toEqual(['/1.0/sign', '/roots.pem'])
    await server?.stop()

    for (const roots of [{ body: other.cert }, { status: 404 }, { body: 'hello' }]) {
      await expect(
        askStepCa(
          answer(() => roots),
          elsewhere,
        ),
      ).rejects.toEqual(
        diagnosis(
          'identity-answer',
          /leads neither to a CA in identity-ca or ca \("tls", "other"\) nor/,
        ),
      )
      await server?.stop()
    }
  })

  const unusable: readonly [string, Answer, RegExp][] = [
    [
      'for another key',
      async () => ({ body: { certChain: [(await make('wrong')).cert, intermediate.cert] } }),
      /is for another key than that of this job\./,
    ],
    [
      'of an unknown authority',
      async ({ body }) => ({ body: { certChain: [await sign(body.csr, other), other.cert] } }),
      /leads neither to/,
    ],
    [
      'without its intermediate',
      async ({ body }) => ({ body: { certChain: [await sign(body.csr)] } }),
      /was signed by "intermediate", and leads neither to/,
    ],
    [
      'that is not valid yet',
      async ({ body }) => ({
        body: {
          certChain: [
            await sign(body.csr, intermediate, { notBefore: hours(2), notAfter: hours(3) }),
            intermediate.cert,
          ],
        },
      }),
      /is not valid before .*This runner's clock says .*, the authority's /,
    ],
    [
      'that has expired',
      async ({ body }) => ({
        body: {
          certChain: [
            await sign(body.csr, intermediate, { notBefore: hours(-3), notAfter: hours(-2) }),
            intermediate.cert,
          ],
        },
      }),
      /expired on /,
    ],
    [
      'without clientAuth',
      async ({ body }) => ({
        body: {
          certChain: [
            await sign(body.csr, intermediate, { extensions: ['extendedKeyUsage=serverAuth'] }),
            intermediate.cert,
          ],
        },
      }),
      /its extendedKeyUsage lacks clientAuth/,
    ],
  ]
  const hours = (count: number) => new Date(Date.now() + count * 3_600_000)
  const make = (commonName: string) =>
    makeCertificate(root, join(directory, commonName), {
      commonName,
      extendedKeyUsage: 'clientAuth',
    })

  it.each(unusable)('is not trusted with a certificate %s', async (_, answer, words) => {
    // `ca` names the CA of daemons: it must not make the unknown authority trusted.
    const options = { ca: root.cert }
    const posted: Answer = (request) =>
      request.method === 'POST' ? answer(request) : { status: 404 }
    await expect(askStepCa(posted, options)).rejects.toEqual(diagnosis('identity-answer', words))
  })

  const answers: readonly [string, AuthorityAnswer, DiagnosisCode, RegExp, boolean?][] = [
    [
      'no JSON',
      { body: 'hello' },
      'identity-answer',
      /does not answer as step-ca does: the answer holds no certificate\./,
    ],
    ['a list', { body: [1] }, 'identity-answer', /holds no certificate\./],
    ['null', { body: 'null' }, 'identity-answer', /holds no certificate\./],
    [
      'numbers for certificates',
      { body: { certChain: [1, {}], crt: 3 } },
      'identity-answer',
      /holds no certificate\./,
    ],
    [
      'words for certificates',
      { body: { certChain: ['hello'] } },
      'identity-answer',
      /holds no certificate in PEM\./,
    ],
    ['nothing', { status: 204 }, 'identity-answer', /holds no certificate\./],
    [
      'too much',
      { body: 'x'.repeat(300_000) },
      'identity-answer',
      /an answer of more than 262144 bytes \(TOO_LONG\)/,
    ],
    [
      'half an answer',
      { body: '{"crt"', isCut: true },
      'identity-unreachable',
      /closed the connection before it answered \(ECONNRESET\)/,
      true,
    ],
    [
      'a redirect',
      { status: 307, headers: { location: 'https://elsewhere.example.com/1.0/sign' } },
      'identity-answer',
      /redirects to "https:\/\/elsewhere\.example\.com\/1\.0\/sign" \(HTTP 307\)\. The identity token is sent only to the address in identity/,
    ],
    ['a redirect to nowhere', { status: 302 }, 'identity-answer', /redirects \(HTTP 302\)\./],
    [
      'HTTP status 404',
      { status: 404, body: '<h1>Not\nFound</h1>' },
      'identity-answer',
      /does not answer as step-ca does \(HTTP 404\): <h1>Not Found<\/h1>\. Check the address/,
    ],
    [
      'an error page',
      { status: 500, body: '' },
      'identity-answer',
      /\(HTTP 500\): no reason given\./,
    ],
    [
      'HTTP status 502 from a proxy',
      { status: 502, body: 'Bad Gateway' },
      'identity-unreachable',
      /can't answer now \(HTTP 502\): Bad Gateway\./,
      true,
    ],
    [
      'too many requests',
      { status: 429, body: { message: 'slow down' } },
      'identity-unreachable',
      /\(HTTP 429\): slow down\./,
      true,
    ],
    [
      'a refusal in plain text',
      { status: 403, body: 'not you' },
      'identity-refused',
      /refuses to issue a certificate \(HTTP 403\): not you\.$/,
    ],
    [
      'an error in its template',
      { status: 500, body: { message: 'error applying certificate template' } },
      'identity-unreachable',
      /can't answer now \(HTTP 500\): error applying certificate template\.$/,
      true,
    ],
    [
      'a refusal with control characters',
      { status: 400, body: { message: 'a\u001b[31m\r\n::error::b' } },
      'identity-refused',
      /\(HTTP 400\): a \[31m ::error::b\.$/,
    ],
    [
      'a long refusal',
      { status: 400, body: { message: 'long '.repeat(5000) } },
      'identity-refused',
      /^.{300,450}$/,
    ],
    [
      'a refusal that repeats the token',
      { status: 400, body: { message: `no ${token}!` } },
      'identity-refused',
      /\(HTTP 400\): no \*\*\*!$/,
    ],
    [
      'a refusal of the token',
      { status: 401, body: { message: 'no' } },
      'identity-refused',
      /\(HTTP 401\): no\. The token is for the audience "audience" and from the issuer \(none\)\. It was requested for this certificate, so it was not used before\. step-ca finds its provisioner by the audience/,
    ],
  ]

  it.each(answers)('may answer with %s', async (_, answer, code, words, mayPass = false) => {
    const error = await askStepCa(() => answer).catch((fault: Error) => fault)
    expect(error).toEqual(diagnosis(code, words, mayPass))
    expect(String(error)).not.toContain(token.slice(0, 20))
  })

  it('rejects a foreign token with a description of it', async () => {
    const refused = () => ({ status: 401, body: { message: 'no' } })
    await expect(askStepCa(refused, { token, audience: 'wanted' })).rejects.toThrow(
      /It is the one in identity-token; step-ca takes a token only once\. By the other inputs, its audience should be "wanted"\./,
    )
  })

  it('is not awaited when the job is canceled', async () => {
    const asking = askStepCa(() => ({ isEndless: true, body: '{' }))
    await sleep(100)
    controller.abort('SIGINT')
    await expect(asking).rejects.toMatchObject({ name: 'CanceledError' })
  })
})

describe('an authority behind a proxy', () => {
  const url = new URL('https://ca.example.com/')
  const ask = (HTTPS_PROXY: string) =>
    requestCertificate(
      { authority: { kind: 'step-ca', url }, ...common() },
      ports({ env: { HTTPS_PROXY } }),
      true,
    )

  it.each([
    ['http://user:secret@127.0.0.1:1', /Nothing listens at the proxy http:\/\/127\.0\.0\.1:1 in /],
    ['http://user:secret@', /The proxy in HTTPS_PROXY has no address such as /],
  ])('is not blamed for the proxy %s', async (proxy, words) => {
    const expected = new RegExp(
      `^identity-unreachable: https://ca\\.example\\.com can't be asked\\. ${words.source}`,
    )
    const error = await ask(proxy).catch((fault: Error) => fault)
    expect(error).toEqual(diagnosis('identity-unreachable', expected, true))
    expect(String(error)).not.toContain('secret')
  })

  it('names the proxy that leads to a server with another certificate', async () => {
    await start(() => ({}))
    const { port } = new URL(server?.url ?? '')
    const proxy = createServer().on('connect', (_, socket) => {
      const upstream = connect(Number(port), '127.0.0.1', () => {
        socket.write('HTTP/1.1 200 OK\r\n\r\n')
        socket.pipe(upstream).pipe(socket)
      })
      upstream.on('error', () => socket.destroy())
      socket.on('error', () => upstream.destroy())
    })
    proxy.listen(0, '127.0.0.1')
    await once(proxy, 'listening')
    const address = `127.0.0.1:${(proxy.address() as AddressInfo).port}`
    const words = new RegExp(
      `The certificate of https://ca\\.example\\.com is for another host: .* The request went through the proxy http://${address} in HTTPS_PROXY\\.$`,
    )
    await expect(ask(`http://user:secret@${address}`)).rejects.toEqual(
      diagnosis('identity-untrusted', words),
    )
    proxy.close()
  })
})

describe('an authority, without a token', () => {
  it('fails with the host’s reason, whatever the authority does', async () => {
    const identityToken = () => Promise.reject(new Error('this host gives\nno identity'))
    const denied = diagnosis(
      'identity-no-token',
      /^identity-no-token: this host gives no identity\.$/,
    )
    await expect(askStepCa(() => ({}), {}, { identityToken })).rejects.toEqual(denied)
    expect(server?.requests).toEqual([])
    const authority = { kind: 'step-ca', url: new URL('https://127.0.0.1:1') } as const
    const late = async () => {
      await sleep(200)
      throw new Error('this host gives no identity')
    }
    await expect(
      requestCertificate({ authority, ...common() }, ports({ identityToken: late }), true),
    ).rejects.toEqual(denied)
  })
})

// Vault can't be built from the Go module proxy, so this plays its two calls. The shapes are those of
// HashiCorp Vault v1.21.4: builtin/logical/pki/path_issue_sign.go, and its JWT auth method's documentation.
describe('an imitated Vault', () => {
  const vaultToken = 'hvs.CAESIJ-example'
  const login: AuthorityAnswer = { body: { auth: { client_token: vaultToken, policies: ['ci'] } } }
  const vault =
    (answers: Readonly<Record<string, Answer>>): Answer =>
    (request) => {
      const path = request.path.replace('/v1/', '')
      const answer = answers[path]
      if (answer !== undefined) return answer(request)
      if (path === 'auth/jwt/login') return login
      if (path === 'auth/token/revoke-self') return { status: 204 }
      return { status: 404, body: { errors: [`no handler for route "${path}"`] } }
    }
  const signed: Answer = async ({ body }) => ({
    body: {
      data: {
        certificate: (await sign(body.csr)).trim(),
        issuing_ca: intermediate.cert.trim(),
        ca_chain: [intermediate.cert.trim(), root.cert.trim()],
      },
      warnings: ['TTL of 1h is longer'],
    },
  })

  it('signs in with the token, has the request signed, and revokes its own token', async () => {
    const { cert, key } = await askVault(vault({ 'pki/sign/buildkit': signed }), 'team')
    expect(cert.match(/BEGIN/g)).toHaveLength(2)
    expect(new X509Certificate(cert).checkPrivateKey(createPrivateKey(key))).toBe(true)
    while ((server?.requests.length ?? 0) < 3) await sleep(10)
    const signedIn = { 'x-vault-namespace': 'team', 'x-vault-token': vaultToken }
    expect(server?.requests).toMatchObject([
      {
        path: '/v1/auth/jwt/login',
        headers: { 'x-vault-namespace': 'team' },
        body: { role: 'ci', jwt: token },
      },
      {
        path: '/v1/pki/sign/buildkit',
        headers: signedIn,
        body: { common_name: 'acme-app', exclude_cn_from_sans: true, ttl: '3600s', format: 'pem' },
      },
      { path: '/v1/auth/token/revoke-self', headers: signedIn },
    ])
    expect(masked).toEqual([token, vaultToken])
  })

  it('may publish its root through the mount', async () => {
    const leadsNowhere = { authorityCa: tls.cert }
    const answers = { 'pki/sign/buildkit': signed, 'pki/ca_chain': () => ({ body: root.cert }) }
    const { cert } = await askVault(vault(answers), undefined, leadsNowhere)
    expect(cert.match(/BEGIN/g)).toHaveLength(2)
    await server?.stop()
    await expect(
      askVault(vault({ 'pki/sign/buildkit': signed }), undefined, leadsNowhere),
    ).rejects.toEqual(diagnosis('identity-answer', /leads neither to/))
  })

  const answers: readonly [
    string,
    Readonly<Record<string, Answer>>,
    DiagnosisCode,
    RegExp,
    boolean?,
  ][] = [
    [
      'a role that does not match the token',
      {
        'auth/jwt/login': () => ({
          status: 400,
          body: { errors: ['error validating token: invalid audience (aud) claim'] },
        }),
      },
      'identity-refused',
      /\(HTTP 400\): error validating token: invalid audience \(aud\) claim\. The token is for the audience "audience" and from the issuer \(none\)\. It was requested for this certificate, so it was not used before\.$/,
    ],
    [
      'a sign-in that returns no token',
      { 'auth/jwt/login': () => ({ body: { auth: null } }) },
      'identity-answer',
      /does not answer as Vault does: the sign-in gives no token\./,
    ],
    [
      'a policy without the path',
      {
        'pki/sign/buildkit': () => ({
          status: 403,
          body: { errors: ['1 error occurred:\n\t* permission denied\n\n'] },
        }),
      },
      'identity-refused',
      /\(HTTP 403\): 1 error occurred: \* permission denied\.$/,
    ],
    [
      'a role for another key type',
      {
        'pki/sign/buildkit': () => ({
          status: 400,
          body: { errors: ['role requires keys of type rsa', 'second'] },
        }),
      },
      'identity-refused',
      /\(HTTP 400\): role requires keys of type rsa; second\.$/,
    ],
    [
      'a seal',
      { 'auth/jwt/login': () => ({ status: 503, body: { errors: ['Vault is sealed'] } }) },
      'identity-unreachable',
      /can't answer now \(HTTP 503\): Vault is sealed\.$/,
      true,
    ],
    [
      'a cluster without a leader',
      {
        'auth/jwt/login': () => ({
          status: 500,
          body: { errors: ['local node not active but active cluster node not found'] },
        }),
      },
      'identity-unreachable',
      /can't answer now \(HTTP 500\): local node not active but active cluster node not found\.$/,
      true,
    ],
    [
      'another mount',
      {},
      'identity-refused',
      /\(HTTP 404\): no handler for route "pki\/sign\/buildkit"\.$/,
    ],
    [
      'no certificate',
      { 'pki/sign/buildkit': () => ({ body: { data: { certificate: 7 } } }) },
      'identity-answer',
      /the answer holds no certificate\./,
    ],
    [
      'its own token in an error',
      { 'pki/sign/buildkit': () => ({ status: 400, body: { errors: [`bad ${vaultToken}`] } }) },
      'identity-refused',
      /\(HTTP 400\): bad \*\*\*\.$/,
    ],
  ]

  it.each(answers)('may answer with %s', async (_, given, code, words, mayPass = false) => {
    await expect(askVault(vault(given))).rejects.toEqual(diagnosis(code, words, mayPass))
  })

  it('may refuse to revoke its token while its root is still requested', async () => {
    const answers = {
      'pki/sign/buildkit': signed,
      'auth/token/revoke-self': () => ({ status: 403, body: { errors: ['permission denied'] } }),
      'pki/ca_chain': async () => {
        while (server?.requests.every(({ path }) => !path.endsWith('/revoke-self'))) await sleep(10)
        // The refusal arrives meanwhile. If nothing handled it, it would end the process.
        await sleep(200)
        return { body: root.cert }
      },
    }
    const { cert } = await askVault(vault(answers), undefined, { authorityCa: tls.cert })
    expect(cert.match(/BEGIN/g)).toHaveLength(2)
  })

  it('fails with the host’s reason when its namespace can be no header', async () => {
    const identityToken = () => Promise.reject(new Error('this host gives no identity'))
    const authority = {
      kind: 'vault',
      ...{ url: new URL('https://127.0.0.1:1'), namespace: 'a\nb' },
      ...{ signPath: 'pki/sign/buildkit', authMount: 'jwt', role: 'ci' },
    } as const
    await expect(
      requestCertificate({ authority, ...common() }, ports({ identityToken }), true),
    ).rejects.toEqual(diagnosis('identity-no-token', /this host gives no identity\.$/))
  })

  it('has its token revoked after a refusal, too', async () => {
    await expect(askVault(vault({}))).rejects.toThrow()
    while ((server?.requests.length ?? 0) < 3) await sleep(10)
    expect(server?.requests.at(-1)?.path).toBe('/v1/auth/token/revoke-self')
  })
})
