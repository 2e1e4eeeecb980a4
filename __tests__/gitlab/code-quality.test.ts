import { expect, it } from '@jest/globals'
import { codeQuality } from '../../src/gitlab/code-quality.ts'
import type { Finding } from '../../src/report/findings.ts'

const warning: Finding = {
  level: 'warning',
  message: 'FROM and AS in different cases',
  place: { file: 'app/Dockerfile', startLine: 3, title: 'FromAsCasing' },
}
const read = (...findings: Finding[]) => JSON.parse(codeQuality(findings))

it('has an issue for each finding, at its line', () => {
  expect(read(warning)).toEqual([
    {
      description: 'FROM and AS in different cases',
      check_name: 'FromAsCasing',
      fingerprint: expect.stringMatching(/^[0-9a-f]{64}$/),
      severity: 'minor',
      location: { path: 'app/Dockerfile', lines: { begin: 3 } },
    },
  ])
})

it('ranks an error above a warning, and reports a finding without a line at line 1', () => {
  const error: Finding = { level: 'error', message: 'no such file', place: { file: 'Dockerfile' } }
  expect(read(error)).toMatchObject([
    { check_name: 'build', severity: 'major', location: { lines: { begin: 1 } } },
  ])
})

it('leaves out a finding outside the files of the repository', () => {
  expect(read({ level: 'error', message: 'canceled', place: {} })).toEqual([])
})

it('gives a finding that has moved the same fingerprint, and two equal ones different fingerprints', () => {
  const moved = { ...warning, place: { ...warning.place, startLine: 9 } }
  const [first, second] = read(warning, moved)
  expect(read(moved)[0].fingerprint).toBe(first.fingerprint)
  expect(second.fingerprint).not.toBe(first.fingerprint)
})

it('gives advice the same fingerprint, however long the step took', () => {
  const advice = (seconds: string): Finding => ({
    level: 'notice',
    message: `npm downloads everything again. It would have ended up to ${seconds} sooner.`,
    place: { file: 'Dockerfile', startLine: 3, title: 'no-cache-mount' },
  })
  const prints = ['0.98 s', '12 s', '1 min', '1 min 2 s', '2 h 3 min'].map(
    (seconds) => read(advice(seconds))[0].fingerprint,
  )
  expect(new Set(prints).size).toBe(1)
  expect(read(advice('12 s'))[0]).toMatchObject({ severity: 'info', check_name: 'no-cache-mount' })
})
