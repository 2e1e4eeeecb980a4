import { describe, expect, it } from '@jest/globals'
import { checkAnnotation, placeOf } from '../../src/report/annotations.ts'
import { createCheckList } from '../../src/report/checks.ts'

const base64 = (text: string) => Buffer.from(text).toString('base64')
const warning = (line: number) => ({
  short: base64(`JSONArgsRecommended: use JSON (line ${line})`),
  detail: [base64('JSON arguments recommended')],
  url: 'https://example.com/rule',
  sourceInfo: { filename: 'Dockerfile' },
  range: [{ start: { line }, end: { line } }],
})

describe('what build checks find', () => {
  it('is told once, however many platforms find it', () => {
    const checks = createCheckList()
    checks.status({ warnings: [warning(2), warning(3)] })
    checks.status({ warnings: [warning(2)] })
    expect(checks.all().map((check) => checkAnnotation(check, 'app/Dockerfile'))).toEqual(
      [2, 3].map((startLine) => ({
        message: 'JSONArgsRecommended: use JSON (https://example.com/rule)',
        place: { file: 'app/Dockerfile', startLine, title: 'JSON arguments recommended' },
      })),
    )
  })

  it('has no line where BuildKit tells none', () => {
    const checks = createCheckList()
    const { range: _, ...other } = warning(1)
    for (const range of [[], [{}], [{ start: {} }]])
      checks.status({ warnings: [{ ...other, range }] })
    expect(checks.all().map((check) => checkAnnotation(check, 'Dockerfile').place)).toEqual([
      { file: 'Dockerfile', title: 'JSON arguments recommended' },
    ])
  })

  it('is read from the text of call: check, too', () => {
    const checks = createCheckList()
    checks.text(
      'Check complete, 2 warnings have been found!\n\nWARNING: One - https://example.com/one\nFirst words\nDockerfile:2\n----\n\nWARNING: Two\nOther words\nDockerfile:5\n----\n',
    )
    expect(checks.all()).toEqual([
      {
        title: 'One',
        message: 'First words (https://example.com/one)',
        filename: 'Dockerfile',
        line: 2,
      },
      { title: 'Two', message: 'Other words', filename: 'Dockerfile', line: 5 },
    ])
  })

  it('has no place when the file is not in the repository', () => {
    expect(placeOf('Dockerfile', 3, undefined)).toEqual({})
    expect(placeOf('Other', 3, 'app/Dockerfile')).toEqual({})
  })
})
