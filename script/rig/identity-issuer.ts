// Imitates GitHub's token service and its OIDC issuer: discovery and keys for an authority, tokens for a job.
// A test can't reach GitHub's own, which would not sign invalid tokens anyway. The claims are those that GitHub
// documents: https://docs.github.com/actions/reference/security/oidc
import { createHash, generateKeyPairSync, randomUUID, sign } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface IdentityIssuer {
  /** `http://127.0.0.1:PORT`, the tokens' `iss`. */
  readonly url: string
  /** Signs a token with GitHub's claims, of which any can be replaced. */
  mint(audience: string, claims?: Claims): string
  /** The variables that GitHub's runner sets for a job with `id-token: write`. */
  readonly variables: Readonly<Record<string, string>>
  /** The tokens that jobs got, the newest last. */
  readonly issued: readonly string[]
  /** Changes the tokens that jobs get from now on. */
  setClaims(claims: Claims): void
  /** Replaces the token endpoint's answer; undefined restores it. */
  setAnswer(answer: ((audience: string) => Answer | Promise<Answer>) | undefined): void
  stop(): Promise<void>
}

export type Claims = Readonly<Record<string, unknown>>

interface Answer {
  readonly status: number
  readonly body: string
}

const bearer = 'token-of-the-runner-service'

const githubClaims: Claims = {
  sub: 'repo:acme/app:ref:refs/heads/main',
  ref: 'refs/heads/main',
  ref_type: 'branch',
  ref_protected: 'true',
  sha: '0123456789abcdef0123456789abcdef01234567',
  repository: 'acme/app',
  repository_id: '74001',
  repository_owner: 'acme',
  repository_owner_id: '65001',
  repository_visibility: 'private',
  actor: 'octocat',
  actor_id: '12',
  workflow: 'CI',
  workflow_ref: 'acme/app/.github/workflows/ci.yml@refs/heads/main',
  workflow_sha: '0123456789abcdef0123456789abcdef01234567',
  job_workflow_ref: 'acme/app/.github/workflows/ci.yml@refs/heads/main',
  job_workflow_sha: '0123456789abcdef0123456789abcdef01234567',
  event_name: 'push',
  head_ref: '',
  base_ref: '',
  run_id: '1',
  run_number: '1',
  run_attempt: '1',
  runner_environment: 'github-hosted',
}

/** The owner's numeric id in the tokens. */
export const ownerId = '65001'

export async function startIdentityIssuer(port = 0): Promise<IdentityIssuer> {
  const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const spki = publicKey.export({ type: 'spki', format: 'der' })
  // step-ca refuses a key whose x5t isn't a SHA-1.
  const x5t = createHash('sha1').update(spki).digest('base64url')
  const key = { ...publicKey.export({ format: 'jwk' }), kid: x5t, x5t, alg: 'RS256', use: 'sig' }
  const issued: string[] = []
  let jobClaims: Claims = {}
  let tokenAnswer: ((audience: string) => Answer | Promise<Answer>) | undefined

  const mint = (aud: string, claims: Claims = {}) => {
    const now = Math.floor(Date.now() / 1000)
    const times = { nbf: now - 5, iat: now, exp: now + 300 }
    const payload = { jti: randomUUID(), ...githubClaims, aud, iss: url, ...times, ...claims }
    const parts = [{ typ: 'JWT', alg: 'RS256', kid: x5t, x5t }, payload]
    const text = parts
      .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
      .join('.')
    return `${text}.${sign('sha256', Buffer.from(text), privateKey).toString('base64url')}`
  }
  const answer = async ({ url: path = '', headers }: IncomingMessage): Promise<Answer> => {
    const { pathname, searchParams } = new URL(path, url)
    const json = (value: unknown) => ({ status: 200, body: JSON.stringify(value) })
    switch (pathname) {
      case '/.well-known/openid-configuration':
        return json({ issuer: url, jwks_uri: `${url}/.well-known/jwks` })
      case '/.well-known/jwks':
        return json({ keys: [key] })
      case '/token': {
        if (headers.authorization !== `Bearer ${bearer}`) return { status: 401, body: '{}' }
        const audience = searchParams.get('audience') ?? ''
        if (tokenAnswer !== undefined) return tokenAnswer(audience)
        issued.push(mint(audience, jobClaims))
        return json({ count: 1, value: issued.at(-1) })
      }
      default:
        return { status: 404, body: '{}' }
    }
  }
  const server = createServer((request, response) => {
    void answer(request).then(({ status, body }) => {
      response.writeHead(status, { 'content-type': 'application/json' }).end(body)
    })
  })
  server.listen(port, '127.0.0.1')
  await once(server, 'listening')
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    url,
    mint,
    variables: {
      ACTIONS_ID_TOKEN_REQUEST_URL: `${url}/token?api-version=2.0`,
      ACTIONS_ID_TOKEN_REQUEST_TOKEN: bearer,
    },
    issued,
    setClaims(claims) {
      jobClaims = claims
    },
    setAnswer(given) {
      tokenAnswer = given
    },
    async stop() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}
