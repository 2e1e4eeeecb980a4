import { expect, it } from '@jest/globals'
import { type IgnoredPart, ignoredByName } from '../../src/text/dockerignore.ts'

// As github.com/moby/patternmatcher matches them.
it.each<[string, string, IgnoredPart | undefined]>([
  ['node_modules', 'node_modules', 'all'],
  ['node_modules/', 'node_modules', 'all'],
  ['/node_modules/', 'node_modules', 'all'],
  ['./node_modules//.', 'node_modules', 'all'],
  ['**/node_modules', 'node_modules', 'all'],
  ['node_*', 'node_modules', 'all'],
  ['*', 'node_modules', 'all'],
  ['**', 'node_modules', 'all'],
  ['\uFEFFnode_modules', 'node_modules', 'all'],
  ['node_modules/**', 'node_modules', 'content'],
  ['/node_modules/**/', 'node_modules', 'content'],
  ['**/node_modules/**', 'node_modules', 'content'],
  ['node_modules/*', 'node_modules', 'content'],
  ['node_modules/**/*', 'node_modules', 'content'],
  ['*/**', 'node_modules', 'content'],
  ['node_modules/**\nnode_modules', 'node_modules', 'all'],
  ['# node_modules', 'node_modules', undefined],
  [' #node_modules', '#node_modules', 'all'],
  ['src/node_modules', 'node_modules', undefined],
  ['node_modules/*/*', 'node_modules', undefined],
  ['node_modules/a', 'node_modules', undefined],
  ['../node_modules', 'node_modules', undefined],
  ['node_modules/..', 'node_modules', undefined],
  ['modules', 'node_modules', undefined],
  ['.*', 'node_modules', undefined],
  ['node**modules', 'node_modules', undefined],
  ['', 'node_modules', undefined],
  ['a\n\uFEFFnode_modules', 'node_modules', undefined],
  ['[ab]', '[ab]', undefined],
  ['a\\b', 'a\\b', undefined],
  ['a^*', 'a^b', undefined],
])('the pattern %j leaves out of %s: %s', (pattern, name, part) => {
  expect(ignoredByName(`${pattern}\ndist\n`)?.(name)).toBe(part)
})

it.each(['!src', ' !src', './!src', '/!src', '\u0085!src'])(
  'does not judge a file with the exception %j',
  (exception) => expect(ignoredByName(`*\n${exception}\n`)).toBeUndefined(),
)

it('judges a file whose comment looks like an exception', () => {
  expect(ignoredByName('#!src\nsrc\n')?.('src')).toBe('all')
})

it('judges a name by a pattern of many asterisks, of which it would not try all ways to divide the name', () => {
  expect(ignoredByName(`${'*a'.repeat(30)}b`)?.('a'.repeat(200))).toBeUndefined()
})

it('reads a line with so much space that a search from each space would not end', () => {
  expect(ignoredByName(`a${' '.repeat(1_000_000)}b`)?.('a')).toBeUndefined()
})
