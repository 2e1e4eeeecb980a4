import { expect, it } from '@jest/globals'
import { isMet } from '../../script/rig/condition.ts'

it.each([
  ['always()', true],
  ['success()', false],
  ['failure()', true],
  ['cancelled()', false],
  ['!cancelled()', true],
  ["success() || env.COLOR == 'blue'", true],
  ["env.COLOR == 'red' || env.SIZE == 'XL'", false],
])('%s', (condition, met) => {
  expect(isMet(condition, { status: 'failure', env: { COLOR: 'blue' } })).toBe(met)
})

it('refuses text that is not a condition', () => {
  expect(() => isMet('env.COLOR', { status: 'success', env: {} })).toThrow('neither true nor false')
  expect(() => isMet('secrets.KEY', { status: 'success', env: {} })).toThrow()
})
