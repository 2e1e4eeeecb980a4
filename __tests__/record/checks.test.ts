import { describe, expect, it } from '@jest/globals'
import { createCheckList, readChecks } from '../../src/record/checks.ts'

const base64 = (text: string) => Buffer.from(text).toString('base64')
const warning = (line: number) => ({
  short: base64(`JSONArgsRecommended: use JSON (line ${line})`),
  detail: [base64('JSON arguments recommended')],
  url: 'https://example.com/rule',
  sourceInfo: { filename: 'Dockerfile' },
  range: [{ start: { line }, end: { line } }],
})

describe('a finding of the build checks', () => {
  it('is reported once, however many platforms report it', () => {
    const checks = createCheckList()
    checks.status({ warnings: [warning(2), warning(3)] })
    checks.status({ warnings: [warning(2)] })
    expect(checks.all()).toEqual(
      [2, 3].map((line) => ({
        message: 'JSONArgsRecommended: use JSON (https://example.com/rule)',
        title: 'JSON arguments recommended',
        filename: 'Dockerfile',
        line,
      })),
    )
  })

  it('has no line when BuildKit reports none', () => {
    const checks = createCheckList()
    const { range: _, ...other } = warning(1)
    for (const range of [[], [{}], [{ start: {} }]])
      checks.status({ warnings: [{ ...other, range }] })
    expect(checks.all()).toEqual([
      {
        message: 'JSONArgsRecommended: use JSON (https://example.com/rule)',
        title: 'JSON arguments recommended',
        filename: 'Dockerfile',
      },
    ])
  })

  it('is read from the text of call: check, too', () => {
    const checks = createCheckList()
    checks.text(
      'Check complete, 2 warnings have been found!\n\nWARNING: One - https://example.com/one\nFirst words\nmy Dockerfile:2\n----\n\nWARNING: Two\nOther words:\nsuch:7\nDockerfile:5\n----\n',
    )
    expect(checks.all()).toEqual([
      {
        title: 'One',
        message: 'First words (https://example.com/one)',
        filename: 'my Dockerfile',
        line: 2,
      },
      { title: 'Two', message: 'Other words: such:7', filename: 'Dockerfile', line: 5 },
    ])
  })

  // The form of buildx v0.36.
  it('is read from the JSON of call: check, too', () => {
    const location = { ranges: [{ start: { line: 2 }, end: { line: 2 } }] }
    const found = { ruleName: 'One', description: 'All', url: 'https://example.com/one' }
    const warnings = [
      { ...found, detail: 'First words (line 2)', location },
      { ruleName: 'Two', detail: 'Other words', location: { sourceIndex: -1 } },
    ]
    const sources = [{ filename: 'Dockerfile', language: 'Dockerfile', data: 'RlJPTSBh' }]
    expect(readChecks(JSON.stringify({ warnings, sources }, null, 2))).toEqual([
      {
        title: 'One',
        message: 'First words (https://example.com/one)',
        filename: 'Dockerfile',
        line: 2,
      },
      { title: 'Two', message: 'Other words', filename: '' },
    ])
    expect(readChecks('{"warnings": [], "sources": null}')).toEqual([])
    for (const other of [
      '',
      '[]',
      'null',
      '{"targets": []}',
      '{"warnings": null}',
      '{"warnings": 1}',
    ]) {
      expect(readChecks(other)).toBeUndefined()
    }
  })
})
