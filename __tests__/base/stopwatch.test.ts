import { describe, expect, it } from '@jest/globals'
import { startStopwatch } from '../../src/base/stopwatch.ts'

describe('startStopwatch', () => {
  it('counts seconds, and continues after a reading', async () => {
    const before = performance.now()
    const seconds = startStopwatch()
    const first = seconds()
    await new Promise((resolve) => setTimeout(resolve, 20))
    const second = seconds()
    const whole = (performance.now() - before) / 1000
    expect(first).toBeGreaterThanOrEqual(0)
    expect(second - first).toBeGreaterThan(0.01)
    expect(second).toBeLessThanOrEqual(whole)
  })
})
