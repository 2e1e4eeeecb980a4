import { describe, expect, it } from '@jest/globals'
import { describeToken, readClaims } from '../../src/credentials/token-claims.ts'

const tokenOf = (payload: unknown) =>
  ['{"alg":"RS256"}', JSON.stringify(payload), 'signature']
    .map((part) => Buffer.from(part).toString('base64url'))
    .join('.')

describe('readClaims', () => {
  it('reads the claims of GitHub’s token', () => {
    const claims = {
      iss: 'https://i',
      aud: 'a',
      sub: 's',
      iat: 10,
      exp: 310,
      repository: 'acme/app',
    }
    expect(readClaims(tokenOf(claims))).toEqual({
      issuer: 'https://i',
      audience: ['a'],
      subject: 's',
      issuedAt: new Date(10_000),
      expiresAt: new Date(310_000),
      project: 'acme/app',
    })
  })

  it('reads the project of GitLab’s token, and several audiences', () => {
    expect(readClaims(tokenOf({ project_path: 'acme/sub/app', aud: ['a', 7, 'b'] }))).toEqual({
      audience: ['a', 'b'],
      project: 'acme/sub/app',
    })
  })

  it.each([
    ['no token', 'hello'],
    ['no JSON', 'a.b.c'],
    ['null', tokenOf(null)],
    ['a list', tokenOf([])],
    ['other types', tokenOf({ iss: 1, aud: {}, sub: [], iat: '1', exp: 1e300, repository: true })],
  ])('finds no claims in %s', (_, token) => {
    expect(readClaims(token)).toEqual({ audience: [] })
  })
})

describe('describeToken', () => {
  const now = new Date('2026-11-26T12:00:00Z')
  const at = (seconds: number) => new Date(now.getTime() + seconds * 1000)
  const common = { issuer: 'https://i', audience: ['a'], subject: 'repo:acme/app' }

  it.each([
    [
      { ...common, issuedAt: at(-2), expiresAt: at(298) },
      'The token is for the audience "a", from the issuer "https://i", about "repo:acme/app", issued 2 s ago and valid for 298 s more.',
    ],
    [
      { ...common, issuedAt: at(90), expiresAt: at(-30) },
      'The token is for the audience "a", from the issuer "https://i", about "repo:acme/app", issued 90 s in the future by this runner\'s clock (2026-11-26 12:00:00 UTC) and expired 30 s ago by this runner\'s clock (2026-11-26 12:00:00 UTC).',
    ],
    [{ audience: [] }, 'The token is for the audience (none) and from the issuer (none).'],
    [
      { audience: ['a\nb', 'c'], issuer: 'i\u001b[31m' },
      'The token is for the audience "a b", "c" and from the issuer "i [31m".',
    ],
  ])('%#', (claims, sentence) => {
    expect(describeToken(claims, now)).toBe(sentence)
  })
})
