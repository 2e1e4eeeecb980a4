import { expect, it } from '@jest/globals'
import { shortList } from '../../src/text/list.ts'

it.each([
  [[], ''],
  [['a', 'b'], 'a, b'],
  [['a', 'b', 'c'], 'a, b and 1 more'],
])('shows at most two of %j', (items, text) => {
  expect(shortList(items, 2)).toBe(text)
})
