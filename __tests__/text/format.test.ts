import { expect, it } from '@jest/globals'
import { formatCount, formatDuration, formatSize } from '../../src/text/format.ts'

it.each([
  [0, '0.00 s'],
  [0.061, '0.06 s'],
  [0.994, '0.99 s'],
  [0.996, '1.0 s'],
  [9.94, '9.9 s'],
  [9.96, '10 s'],
  [59.4, '59 s'],
  [59.6, '1 min'],
  [130, '2 min 10 s'],
  [3599.6, '1 h'],
  [3780, '1 h 3 min'],
  [7199, '2 h'],
])('writes %d seconds as %s', (seconds, text) => {
  expect(formatDuration(seconds)).toBe(text)
})

it.each([
  [0, '0 B'],
  [999, '999 B'],
  [1000, '1.00 kB'],
  [1_982_653, '1.98 MB'],
  [999_994, '999.99 kB'],
  [999_999, '1.00 MB'],
  [999_999_999, '1.00 GB'],
  [5e15, '5000.00 TB'],
])('writes %d bytes as %s', (bytes, text) => {
  expect(formatSize(bytes)).toBe(text)
})

it('writes a number with its noun', () => {
  expect([0, 1, 2].map((number) => formatCount(number, 'step'))).toEqual([
    '0 steps',
    '1 step',
    '2 steps',
  ])
})
