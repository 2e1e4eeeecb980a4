import { expect, it } from '@jest/globals'
import { isToken } from '../../src/credentials/token-payload.ts'

const base64url = (text: string) => Buffer.from(text).toString('base64url')
const header = base64url('{"alg":"RS256"}')

it.each([
  [`${header}.${base64url('{}')}.c2ln`, true],
  [`${header}.${base64url('[]')}.c2ln`, true],
  [`${header}.${base64url('null')}.c2ln`, false],
  ['a.b.c', false],
  ['$ID_TOKEN', false],
  [`${header}.${base64url('{}')}.c2ln.x`, false],
  [`${header}.${base64url('{}')}`, false],
])('whether %s has the form of a token: %s', (text, is) => {
  expect(isToken(text)).toBe(is)
})
