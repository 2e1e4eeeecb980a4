import { describe, expect, it } from '@jest/globals'
import {
  mergeIntervals,
  roundedSeconds,
  subtractIntervals,
  wallSeconds,
} from '../../src/progress/intervals.ts'

const interval = (start: number, end: number) => ({ start, end })

describe('mergeIntervals', () => {
  it('joins intervals that overlap or touch, in any order', () => {
    const intervals = [interval(50, 60), interval(0, 10), interval(5, 20), interval(20, 30)]
    expect(mergeIntervals(intervals)).toEqual([interval(0, 30), interval(50, 60)])
  })

  it('keeps the longer one when one interval lies within the other', () => {
    expect(mergeIntervals([interval(0, 30), interval(5, 10)])).toEqual([interval(0, 30)])
  })
})

describe('subtractIntervals', () => {
  it('cuts holes, and the start and end of intervals', () => {
    const holes = [interval(90, 200), interval(15, 25), interval(10, 20), interval(-5, 5)]
    expect(subtractIntervals([interval(0, 100)], holes)).toEqual([
      interval(5, 10),
      interval(25, 90),
    ])
    expect(subtractIntervals([interval(0, 4)], holes)).toEqual([])
  })
})

describe('wallSeconds', () => {
  it('counts overlapping time once', () => {
    expect(wallSeconds([interval(0, 1000), interval(500, 1501), interval(3000, 3001)])).toBe(1.502)
    expect(wallSeconds([])).toBe(0)
  })
})

it.each([
  [0.1 + 0.2, 0.3],
  [1.0004, 1],
  [1.0005, 1.001],
])('%s seconds are rounded to %s', (seconds, rounded) => {
  expect(roundedSeconds(seconds)).toBe(rounded)
})
