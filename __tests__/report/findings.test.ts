import { describe, expect, it } from '@jest/globals'
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
