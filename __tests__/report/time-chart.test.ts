import { describe, expect, it } from '@jest/globals'
import { type CacheReport, cacheReport, type ReportedStep } from '../../src/report/cache-report.ts'
import { timeChart } from '../../src/report/time-chart.ts'
import type { ReportedPath } from '../../src/report/timeline.ts'
import { makeResult } from '../helpers/build-results.ts'
import { recordFile } from '../helpers/recorded-streams.ts'

const report = { ...cacheReport(makeResult()), phases: [] }
const ran = (
  name: string,
  start: number,
  seconds: number,
  more: Partial<ReportedStep> = {},
): ReportedStep => ({ name, status: 'executed', start, seconds, ...more })

/** The sections of the chart, and their bars, without indentation. */
function barsOf(steps: readonly ReportedStep[], more: Partial<CacheReport> = {}) {
  const lines = timeChart({ ...report, ...more, steps }, (text) => text)
  return lines.filter((line) => /^ {2}section| :/.test(line)).map((line) => line.trim())
}

const path = (...links: readonly (number | string)[]): ReportedPath => ({
  ...{ seconds: 1, buildSeconds: 1, secondsAlone: 1 },
  links: links.map((link) =>
    typeof link === 'number'
      ? { step: link, name: 'x', seconds: 1, sooner: 1 }
      : { name: link, seconds: 1, sooner: 1 },
  ),
})

describe('timeChart', () => {
  it.each([
    ['takes less than a second', [ran('RUN a', 0, 0.99)]],
    ['only takes steps from cache', [ran('RUN a', 0, 3, { status: 'cached' })]],
  ])('is empty for a build that %s', (_, steps) => {
    expect(timeChart({ ...report, steps }, (text) => text)).toEqual([])
  })

  it('shows when each step of a stage began and ended, and which were on the critical path', () => {
    const steps = [
      ran('RUN a', 1, 2),
      ran('RUN b', 3, 10, { stage: 'build' }),
      ran('RUN c', 1, 5, { stage: 'build', platform: 'linux/arm64', status: 'failed' }),
      ran('RUN d', 1, 0.1, { stage: 'build', status: 'cached' }),
      ran('RUN e', 2, 4, { stage: 'build', waitedSeconds: 4 }),
    ]
    const phases = [
      { name: 'connecting', start: 0, seconds: 0.5 },
      { name: 'waiting', start: 0.5, seconds: 0.4 },
      { name: 'context', start: 0.9, seconds: 0.1 },
      { name: 'push', start: 13, seconds: 2 },
    ] as const
    expect(barsOf(steps, { phases, criticalPath: path(0, 1, 'pushing') })).toEqual([
      'section before',
      'connecting :0, 500',
      'waiting for the daemon :active, 500, 900',
      'loading context :done, 900, 1000',
      'section steps',
      '2.0 s RUN a :1000, 3000',
      'section build',
      '4.0 s, waited for another build RUN e :active, 2000, 6000',
      '10 s RUN b :3000, 13000',
      '1 from cache :done, 1000, 1060',
      'section linux/arm64 b…',
      '5.0 s RUN c :crit, 1000, 6000',
      'section after',
      'pushing :13000, 15000',
    ])
  })

  it('leaves out a step of an earlier try, of which it is not known when it ran', () => {
    const { start: _, ...earlier } = ran('RUN a', 0, 90)
    expect(timeChart({ ...report, steps: [earlier] }, (text) => text)).toEqual([])
    const bars = barsOf([earlier, ran('RUN b', 1, 2)])
    expect(bars).toEqual(barsOf([ran('RUN b', 1, 2)]))
  })

  it('explains the colours that it has', () => {
    const legend = (steps: readonly ReportedStep[]) =>
      timeChart({ ...report, steps, criticalPath: path(0) }, (text) => text).at(-2)
    expect(legend([ran('RUN a', 0, 2)])).toBe('Blue is the critical path.')
    expect(legend([ran('RUN a', 0, 2), ran('RUN b', 0, 1, { status: 'failed' })])).toBe(
      'Blue is the critical path, red failed.',
    )
  })

  it('has one bar for the steps after the twelfth, from their first moment to their last', () => {
    const steps = Array.from({ length: 14 }, (_, index) => ran(`RUN ${index}`, index, 20 - index))
    expect(barsOf(steps)).toHaveLength(1 + 12 + 1)
    expect(barsOf(steps).at(-1)).toBe('15 s 2 more steps :done, 12000, 20000')
  })

  it('makes the bar of what is too short to be seen a mark', () => {
    expect(barsOf([ran('RUN a', 0, 100), ran('RUN b', 50, 0.01)])).toEqual([
      'section steps',
      '1 min 40 s RUN a :done, 0, 100000',
      '0.01 s RUN b :done, 50000, 50400',
    ])
  })

  it('puts stages without a long step into one lane, when there are many', () => {
    const steps = Array.from({ length: 40 }, (_, index) =>
      ran('RUN a', index, 100 - index, { stage: `stage${index}` }),
    )
    const bars = barsOf(steps)
    expect(bars.filter((line) => line.startsWith('section'))).toHaveLength(12 + 1)
    expect(bars.slice(-2)).toEqual([
      'section 28 other stag…',
      expect.stringMatching(/28 more steps/),
    ])
  })

  it('shortens a name to the room that its bar has on either side', () => {
    const name = `RUN ${'x'.repeat(100)}`
    const lengths = [ran(name, 0, 100), ran(name, 45, 10)].map(
      (step) => barsOf([step, ran('RUN b', 0, 100)]).find((line) => line.includes('xx'))?.length,
    )
    expect(lengths[0]).toBeGreaterThan(lengths[1] ?? 0)
  })

  it('stays readable, and small, for 300 steps', () => {
    const result = makeResult({ record: recordFile('many-cold.rawjson') })
    const lines = timeChart(cacheReport(result), (text) => text)
    expect(lines.filter((line) => line.includes(' :')).length).toBeLessThan(40)
    // Mermaid refuses a text of more than 50,000 characters.
    expect(lines.join('\n').length).toBeLessThan(5000)
  })

  it.each([
    [9, '1second'],
    [11, '2second'],
    [600, '1minute'],
    [7000, '15minute'],
    [36_000, '1hour'],
    [40_000, '2hour'],
  ])('has at most ten ticks for %d seconds', (seconds, interval) => {
    const lines = timeChart({ ...report, steps: [ran('RUN a', 0, seconds)] }, (text) => text)
    expect(lines).toContain(`  tickInterval ${interval}`)
  })
})
