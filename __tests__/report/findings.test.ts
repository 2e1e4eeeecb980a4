import { describe, expect, it } from '@jest/globals'
import type { BuildFacts } from '../../src/report/build-facts.ts'
import type { ReportedAdvice } from '../../src/report/cache-report.ts'
import { type FindingOptions, findings } from '../../src/report/findings.ts'
import type { Outcome } from '../../src/step/outcome.ts'
import { canceled, failed } from '../helpers/build-results.ts'
import { record } from '../helpers/recorded-streams.ts'

const succeeded: Outcome = { kind: 'succeeded' }
const options: FindingOptions = {
  annotateChecks: true,
  dockerfile: 'app/Dockerfile',
  hide: (text) => text.replaceAll('pearl', '$NAME'),
}
const check = { message: 'Use JSON', title: 'JSON arguments', filename: 'Dockerfile', line: 3 }

describe('findings', () => {
  it('place the warning of a build check at its line of the Dockerfile', () => {
    expect(findings({ checks: [check], outcome: succeeded }, options)).toEqual([
      {
        level: 'warning',
        message: 'Use JSON',
        place: { file: 'app/Dockerfile', startLine: 3, title: 'JSON arguments' },
      },
    ])
  })

  it.each([
    ['the Dockerfile is not in the repository', { dockerfile: undefined }, 'Dockerfile'],
    ['the check is about another file', {}, 'Other'],
  ])('give a warning no place when %s', (_, more, filename) => {
    const checks = [{ ...check, filename, title: '' }]
    expect(findings({ checks, outcome: succeeded }, { ...options, ...more })).toEqual([
      { level: 'warning', message: 'Use JSON', place: {} },
    ])
  })

  it('give a warning without a line only its file', () => {
    const { line: _, ...other } = check
    const [found] = findings({ checks: [other], outcome: succeeded }, options)
    expect(found?.place).toEqual({ file: 'app/Dockerfile', title: 'JSON arguments' })
  })

  it('leave out build checks when these are off', () => {
    const more = { ...options, annotateChecks: false }
    expect(findings({ checks: [check], outcome: succeeded }, more)).toEqual([])
  })

  it('end with the error of a failed build, at the failing line, with values hidden', () => {
    const excerpt = { filename: 'Dockerfile', line: 8, text: '' }
    const outcome = failed(record([]), 'RUN login pearl failed', excerpt)
    expect(findings({ checks: [check], outcome }, options).at(-1)).toEqual({
      level: 'error',
      message: 'RUN login $NAME failed',
      place: { file: 'app/Dockerfile', startLine: 8 },
    })
  })

  it.each([
    ['was canceled', canceled, 'The build was canceled.'],
    [
      'lost its daemon',
      { kind: 'lost', running: [], error: 'EOF' } as const,
      expect.stringMatching(/^The connection/),
    ],
  ])('have an error without a place when the build %s', (_, outcome, message) => {
    expect(findings({ checks: [], outcome }, options)).toEqual([
      { level: 'error', message, place: {} },
    ])
  })
})

describe('advice among the findings', () => {
  const advice = (more: Partial<ReportedAdvice> = {}): ReportedAdvice => ({
    ...{ code: 'no-cache-mount', message: 'Keep pearl in a cache mount.', ...more },
  })
  const found = (each: ReportedAdvice, more: Partial<FindingOptions> = {}) => {
    const report = { advice: [each] } as unknown as BuildFacts['report']
    return findings({ checks: [], outcome: succeeded, report }, { ...options, ...more })
  }

  it('is a notice at its lines, with what it would have spared', () => {
    expect(found(advice({ line: 3, endLine: 5, seconds: 12 }))).toEqual([
      {
        level: 'notice',
        message: 'Keep $NAME in a cache mount. This build would have ended 12 s sooner.',
        place: { file: 'app/Dockerfile', startLine: 3, endLine: 5, title: 'no-cache-mount' },
      },
    ])
  })

  it('has no end where its instruction has one line, and says when the time is an upper bound', () => {
    const [notice] = found(advice({ line: 3, seconds: 12, isUpperBound: true }))
    expect(notice?.place).toEqual({ file: 'app/Dockerfile', startLine: 3, title: 'no-cache-mount' })
    expect(notice?.message).toMatch(/ have ended up to 12 s sooner\.$/)
  })

  it.each([
    ['without a line', {}, {}],
    ['when the Dockerfile is not in the repository', { line: 3 }, { dockerfile: undefined }],
  ])('has no place %s, and says nothing of time where it is not about time', (_, more, other) => {
    expect(found(advice(more), other)).toEqual([
      {
        level: 'notice',
        message: 'Keep $NAME in a cache mount.',
        place: { title: 'no-cache-mount' },
      },
    ])
  })
})
