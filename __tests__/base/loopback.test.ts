import { expect, it } from '@jest/globals'
import { isLoopback } from '../../src/base/loopback.ts'

it.each([
  ['localhost', true],
  ['registry.localhost', true],
  ['127.0.0.1', true],
  ['127.1.2.3', true],
  ['[::1]', true],
  ['localhost.example.com', false],
  ['notlocalhost', false],
  ['127.example.com', false],
  ['10.127.0.0', false],
  ['', false],
])('%j is this machine: %j', (host, expected) => {
  expect(isLoopback(host)).toBe(expected)
})
