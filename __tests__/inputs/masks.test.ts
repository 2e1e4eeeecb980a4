import { describe, expect, it } from '@jest/globals'
import { collectMasks, isTooCommon, masksOf } from '../../src/inputs/masks.ts'

describe('collectMasks', () => {
  it('adds the masks at the end, longest first and each once', () => {
    const masked: string[] = []
    const { add, flush } = collectMasks((secret) => masked.push(secret))
    add(['four', 'the longest of all'])
    add(['in between', 'four'])
    expect(masked).toEqual([])
    flush()
    expect(masked).toEqual(['the longest of all', 'in between', 'four'])
  })

  it('leaves no part of a secret readable where masks are applied one after another', () => {
    const key = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'
    const masked: string[] = []
    const { add, flush } = collectMasks((secret) => masked.push(secret))
    add([key.slice(20), key.slice(0, 8), key])
    flush()
    expect(masked.reduce((log, secret) => log.replaceAll(secret, '***'), `key: ${key}`)).toBe(
      'key: ***',
    )
  })
})

it.each([
  ['', true],
  ['abc', true],
  ['true', true],
  ['False', true],
  ['abcd', false],
  ['1234', false],
])('decides whether %j is too common to mask: %s', (secret, expected) => {
  expect(isTooCommon(secret)).toBe(expected)
})

it.each([
  ['abcd', ['abcd']],
  [' abcd ', [' abcd ', 'abcd']],
  ['----', ['----']],
  ['true', []],
  ['a\nb', []],
  ['a-line\r\n  pin9  \r\n{\r\n', ['a-line', 'pin9']],
  ['-----BEGIN A KEY-----\nMIIEvQ==\n-----END A KEY-----\n', ['MIIEvQ==']],
  ['one-line\\nanother-line', ['one-line\\nanother-line', 'one-line', 'another-line']],
])('masks of %j the forms %j', (secret, expected) => {
  expect([...new Set(masksOf(secret))].toSorted()).toEqual(expected.toSorted())
})
