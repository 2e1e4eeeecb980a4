import { expect, it } from '@jest/globals'
import { ignoredByName } from '../../src/text/dockerignore.ts'

it.each([
  ['node_modules', true],
  ['/node_modules/', true],
  ['**/node_modules', true],
  ['node_*', true],
  ['# node_modules', false],
  ['src/node_modules', false],
  ['modules', false],
  ['', false],
])('the pattern %s leaves out node_modules: %s', (pattern, isIgnored) => {
  expect(ignoredByName(`dist\n${pattern}\n`)?.('node_modules')).toBe(isIgnored)
})

it('does not judge a file with exceptions', () => {
  expect(ignoredByName('*\n!src\n')).toBeUndefined()
})
