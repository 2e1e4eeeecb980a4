import { expect, it } from '@jest/globals'
import { isDue } from '../../src/log/repeat-interval.ts'

it.each([
  ['not in the first five seconds', undefined, 4999, false],
  ['after five seconds', undefined, 5000, true],
  ['not before five more', 5000, 9999, false],
  ['once the duration has doubled', 5000, 10_000, true],
  ['not before it has doubled', 20_000, 39_999, false],
  ['at least once a minute after that', 300_000, 360_000, true],
  ['not sooner than that', 300_000, 359_999, false],
])('is due %s', (_, shownAfter, after, isIt) => {
  const start = 1_000_000
  const shownAt = shownAfter === undefined ? undefined : start + shownAfter
  expect(isDue(start, shownAt, start + after)).toBe(isIt)
})
