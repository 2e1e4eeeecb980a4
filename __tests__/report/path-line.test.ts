import { describe, expect, it } from '@jest/globals'
import { cacheReport } from '../../src/report/cache-report.ts'
import { pathLine } from '../../src/report/path-line.ts'
import { makeResult } from '../helpers/build-results.ts'
import { recordFile } from '../helpers/recorded-streams.ts'

const reportOf = (name: string) =>
  cacheReport(makeResult({ record: recordFile(`${name}.rawjson`) }))

describe('pathLine', () => {
  it('names the four longest links in the order of time', () => {
    const line = pathLine(reportOf('large-late-change'))
    expect(line?.share).toBe('7.5 s of 7.7 s')
    expect(line?.links.map(({ step }) => step?.name.slice(0, 13))).toEqual([
      'RUN sleep 0.4',
      'RUN sleep 1.2',
      'RUN sleep 0.4',
      'RUN sleep 0.8',
    ])
  })

  it('adds up the links that it leaves out, unless they are next to nothing', () => {
    const { criticalPath, ...report } = reportOf('large-late-change')
    if (criticalPath === undefined) throw new Error('no path')
    const whole = pathLine({ ...report, criticalPath })
    const shown = whole?.links.map(({ link }) => link) ?? []
    const left = criticalPath.links.filter((link) => !shown.includes(link))
    const seconds = left.reduce((sum, link) => sum + link.seconds, 0)
    expect(whole?.rest).toBe(`${left.length} more ${seconds.toFixed(1)} s`)
    expect(pathLine({ ...report, criticalPath: { ...criticalPath, links: shown } })?.rest).toBe(
      undefined,
    )
  })

  it('says what the build would have taken alone, when that is less', () => {
    expect(pathLine(reportOf('large-cold'))?.share).toBe('14 s of 14 s')
    const { criticalPath, ...report } = reportOf('large-cold')
    const crowded = { ...criticalPath, secondsAlone: 9 } as NonNullable<typeof criticalPath>
    expect(pathLine({ ...report, criticalPath: crowded })?.share).toBe(
      '14 s of 14 s, 9.0 s if all else were free',
    )
  })

  it.each(['single-cold', 'stages-again'])('is absent for the short build %s', (name) => {
    expect(pathLine(reportOf(name))).toBeUndefined()
  })

  it('is absent when no step ran', () => {
    const report = reportOf('large-cold')
    const steps = report.steps.map((step) => ({ ...step, status: 'cached' as const }))
    expect(pathLine({ ...report, steps })).toBeUndefined()
  })
})
