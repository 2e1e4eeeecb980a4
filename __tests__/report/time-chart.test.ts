import { describe, expect, it } from '@jest/globals'
import { cacheReport, type ReportedStep } from '../../src/report/cache-report.ts'
import { timeChart } from '../../src/report/time-chart.ts'
import { makeResult } from '../helpers/build-results.ts'

const report = cacheReport(makeResult())
const ran = (name: string, seconds: number, more: Partial<ReportedStep> = {}): ReportedStep => ({
  name,
  status: 'executed',
  seconds,
  ...more,
})

/** The lines of the chart's sections, without indentation. */
function barsOf(steps: readonly ReportedStep[], seconds: Partial<typeof report.seconds> = {}) {
  const nothing = Object.fromEntries(Object.keys(report.seconds).map((key) => [key, 0]))
  const parts = { ...nothing, ...seconds } as typeof report.seconds
  const lines = timeChart({ ...report, steps, seconds: parts }, (text) => text)
  return lines.filter((line) => /^ {2}section| :/.test(line)).map((line) => line.trim())
}

describe('timeChart', () => {
  it('is empty for a build of less than a second', () => {
    expect(timeChart({ ...report, steps: [ran('RUN a', 0.99)] }, (text) => text)).toEqual([])
  })

  it('has the slowest steps first, then the other parts except building', () => {
    const steps = [
      ran('RUN a', 2),
      ran('RUN b', 10, { stage: 'build' }),
      ran('RUN c', 5, { status: 'failed' }),
      ran('RUN d', 9, { status: 'cached' }),
    ]
    expect(barsOf(steps, { building: 17, pushing: 3 })).toEqual([
      'section steps',
      '10 s RUN b (build) :0, 10000ms',
      '5.0 s RUN c :crit, 0, 5000ms',
      '2.0 s RUN a :0, 2000ms',
      'section the rest',
      '3.0 s pushing :done, 0, 3000ms',
    ])
  })

  it('sums the steps after the eighth', () => {
    const steps = Array.from({ length: 10 }, (_, index) => ran(`RUN ${index}`, 10 - index))
    expect(barsOf(steps).at(-1)).toBe('3.0 s 2 other steps together :0, 3000ms')
    expect(barsOf(steps)).toHaveLength(1 + 8 + 1)
  })

  it('leaves out bars that would be invisible', () => {
    expect(barsOf([ran('RUN a', 100), ran('RUN b', 0.4)])).toEqual([
      'section steps',
      '1 min 40 s RUN a :0, 100000ms',
    ])
  })

  it.each([
    [9, '1second'],
    [11, '2second'],
    [600, '1minute'],
    [7000, '15minute'],
    [36_000, '1hour'],
    [40_000, '2hour'],
  ])('has at most ten ticks for %d seconds', (seconds, interval) => {
    const lines = timeChart({ ...report, steps: [ran('RUN a', seconds)] }, (text) => text)
    expect(lines).toContain(`  tickInterval ${interval}`)
  })
})
