import { expect, it } from '@jest/globals'
import { createFence, foldedSection } from '../../src/gitlab/section.ts'
import { createBuildLog } from '../../src/log/build-log.ts'

const at = () => 1_700_000_000_400
const clearLine = '\u001b[0K'

// https://docs.gitlab.com/ci/jobs/job_logs/#custom-collapsible-sections
it('folds lines below their title', () => {
  const [first = '', ...rest] = foldedSection('Ready', ['one', 'two'], at)
  const [, name = ''] = /section_start:1700000000:([\w.-]+)\[collapsed=true\]/.exec(first) ?? []
  expect(first).toBe(
    `${clearLine}section_start:1700000000:${name}[collapsed=true]\r${clearLine}Ready`,
  )
  expect(rest).toEqual(['one', 'two', `${clearLine}section_end:1700000000:${name}\r${clearLine}`])
})

it('gives sections with different titles different names', () => {
  expect(foldedSection('a', [], at)[0]).not.toBe(foldedSection('b', [], at)[0]?.replace('Kb', 'Ka'))
})

it('keeps a step from opening or closing a section', () => {
  const log = createBuildLog(createFence(at))
  const output = `${clearLine}section_end:1:build\r${clearLine}\nsection_start:1:x\r\n`
  log.status({
    vertexes: [{ digest: 'sha256:a', name: '[1/1] RUN x', started: '2025-01-01T00:00:00Z' }],
    logs: [
      {
        vertex: 'sha256:a',
        data: Buffer.from(output).toString('base64'),
        timestamp: '2025-01-01T00:00:01Z',
      },
    ],
  })
  log.text(`section_start:1:y\r${clearLine}`)
  const text = log.take() + log.close()
  // GitLab reads text as a marker only with a carriage return. The two real markers have one.
  expect(text.split('\r')).toHaveLength(3)
})
