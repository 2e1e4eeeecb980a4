import { expect, it } from '@jest/globals'
import { urlSecrets } from '../../src/inputs/masks.ts'
import { withoutUrlSecrets } from '../../src/inputs/without-url-secrets.ts'

it.each([
  ['https://x-access-token:ghs_12@host/a.git#main', ['ghs_12'], 'https://host/a.git#main'],
  ['app=http://u:p%40ss@host:80/a', ['p%40ss'], 'app=http://host:80/a'],
  ['https://u:p@ss:w@host/a', ['p@ss:w'], 'https://host/a'],
  ['ssh://deployer:pass@host/a', ['pass'], 'ssh://host/a'],
  ['https://u:100%@host/a', ['100%'], 'https://host/a'],
  ['https://an-owner@host/an-owner/a', [], 'https://host/an-owner/a'],
  ['https://ghp_token@github.com/a', ['ghp_token'], 'https://github.com/a'],
  ['https://ghp_token:x-oauth-basic@github.com/a', ['ghp_token'], 'https://github.com/a'],
  ['https://a:first@h/a\nhttps://b:second@h/b', ['first', 'second'], 'https://h/a\nhttps://h/b'],
  ...[
    ...['https://git@host/a', 'ssh://git@host/a.git', 'ssh://deployer@host/a', 'git@host:a/b.git'],
    ...['docker-image://alpine:3.20@sha256:aa', 'oci-layout://app:v1.2@sha256:aa'],
    ...['https://x-access-token@host/a', 'https://host/a@v1:b', 'https://host?a=b:c@d', './a:b@c'],
  ].map((text) => [text, [], text] as const),
])('of %j are %j', (text, secrets, rest) => {
  expect([...new Set(urlSecrets(text))]).toEqual(secrets)
  expect(withoutUrlSecrets(text)).toBe(rest)
})

it.each([
  ['a long host', `http://${'x'.repeat(100_000)}`],
  ['a long user', `http://${'x'.repeat(100_000)}:`],
  ['many dots', 'a.'.repeat(50_000)],
  ['many URLs', 'http://a:b '.repeat(10_000)],
])('leaves a text with %s, which a search of quadratic time would not end with', (_, text) => {
  expect(withoutUrlSecrets(text)).toBe(text)
})
