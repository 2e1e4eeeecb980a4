import { expect, it } from '@jest/globals'
import fc from 'fast-check'
import { wildcard } from '../../src/text/wildcard.ts'
import { runs } from '../helpers/runs.ts'

// As Go's filepath.Match matches them.
it.each([
  ['abc', 'abc', true],
  ['abc', 'abcd', false],
  ['', '', true],
  ['', 'a', false],
  ['*', '', true],
  ['*', 'abc', true],
  ['**', 'abc', true],
  ['*c', 'abc', true],
  ['a*', 'abc', true],
  ['a*', 'b', false],
  ['a*b?c*x', 'abxbbxdbxebxczzx', true],
  ['a*b?c*x', 'abxbbxdbxebxczzy', false],
  ['?', '🐳', true],
  ['a?b', 'ab', false],
  ['.', 'a', false],
  ['a+b(c)', 'a+b(c)', true],
  ['ab[c]', 'abc', true],
  ['ab[b-d]', 'abc', true],
  ['ab[e-g]', 'abc', false],
  ['ab[^c]', 'abc', false],
  ['ab[^e-g]', 'abc', true],
  ['a[^b]', 'a', false],
  ['[☺-🐳]', '🐲', true],
  ['[a-]', '-', false],
  ['[\\-x]', '-', true],
  ['[x\\-]', 'x', true],
  ['[\\]a]', ']', true],
  ['[]a]', ']', false],
  ['[-]', '-', false],
  ['[]', '[]', false],
  ['[', '[', false],
  ['[a', 'a', false],
  ['[a-', 'a', false],
  ['[\\', 'a', false],
  ['a\\*b', 'a*b', true],
  ['a\\*b', 'axb', false],
  ['\\a', 'a', true],
  ['a\\', 'a\\', false],
  ['*x]', 'ax]', true],
  ['[*]', '*', true],
])('the pattern %j matches %j: %j', (pattern, name, isIt) => {
  expect(wildcard(pattern)(name)).toBe(isIt)
})

it('agrees with a regular expression', () => {
  const classes = ['[ab]', '[^b]', '[a-b]', '\\*', '\\a']
  const part = fc.constantFrom('*', '*', '?', 'a', 'b', ...classes)
  const name = fc.array(fc.constantFrom('a', 'b', 'c', '*'), { maxLength: 8 })
  fc.assert(
    fc.property(fc.array(part, { maxLength: 8 }), name, (parts, characters) => {
      const expression = parts.map((text) =>
        text === '*' ? '.*' : text === '?' ? '.' : text === '\\a' ? 'a' : text,
      )
      const text = characters.join('')
      expect(wildcard(parts.join(''))(text)).toBe(new RegExp(`^${expression.join('')}$`).test(text))
    }),
    runs(2000),
  )
})

it('ends with a pattern of many asterisks, of which it would not try all ways to divide the name', () => {
  expect(wildcard(`${'*a'.repeat(30)}b`)('a'.repeat(200))).toBe(false)
})
