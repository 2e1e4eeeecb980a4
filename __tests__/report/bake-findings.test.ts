import { expect, it } from '@jest/globals'
import type { BakeResult } from '../../src/bake/result.ts'
import { bakeFacts } from '../../src/report/bake-facts.ts'
import { bakeFindings } from '../../src/report/bake-findings.ts'
import { bakeResult } from '../helpers/bake-results.ts'

const options = {
  annotateChecks: true,
  dockerfileOf: (target: string) => `${target}/Dockerfile`,
  hide: (text: string) => text,
}
const find = (result: BakeResult) => bakeFindings(bakeFacts(result), options)
const check = { message: 'm', title: 't', filename: 'Dockerfile', line: 3 }

it('places the warnings of each target in its own Dockerfile', () => {
  const { targets } = bakeResult('warm', ['app', 'tool'])
  const found = find(
    bakeResult('warm', ['app', 'tool'], {
      targets: targets.map((each) => ({ ...each, checks: [check] })),
    }),
  )
  expect(found.map(({ message, place }) => [message, place.file])).toEqual([
    ['app: m', 'app/Dockerfile'],
    ['tool: m', 'tool/Dockerfile'],
  ])
})

it('tells a warning once that two targets have of one Dockerfile', () => {
  const { targets } = bakeResult('warm', ['app', 'tool'])
  const result = bakeResult('warm', ['app', 'tool'], {
    targets: targets.map((each) => ({ ...each, checks: [check] })),
  })
  const shared = { ...options, dockerfileOf: () => 'Dockerfile' }
  expect(bakeFindings(bakeFacts(result), shared).map(({ message }) => message)).toEqual([
    'app, tool: m',
  ])
})

it('names no target when there is only one', () => {
  const { targets } = bakeResult('warm', ['app'])
  const result = bakeResult('warm', ['app'], {
    targets: targets.map((each) => ({ ...each, checks: [check] })),
  })
  expect(find(result).map(({ message }) => message)).toEqual(['m'])
})

it('names the target of an error, and places it where buildx says', () => {
  const result = bakeResult('failed', ['app', 'bad'])
  const excerpt = { filename: 'Dockerfile', line: 10, text: '' }
  const outcome = { ...result.outcome, excerpt } as typeof result.outcome
  expect(find({ ...result, outcome })).toEqual([
    {
      level: 'error',
      message: expect.stringMatching(/^\[bad bad 1\/1\] RUN echo nearly; false failed/),
      place: { file: 'bad/Dockerfile', startLine: 10 },
    },
  ])
})

it('puts the target before an error that does not name it', () => {
  const result = bakeResult('failed', ['app', 'bad'])
  const error = 'failed to push: denied'
  const failure = { name: 'exporting to image', error, lastOutput: [] }
  const targets = result.targets.map((each) =>
    each.name === 'bad' ? { ...each, record: { ...each.record, failure } } : each,
  )
  const outcome = { kind: 'failed', cause: { kind: 'lasting' }, error, vertex: failure } as const
  expect(find({ ...result, targets, outcome })[0]?.message).toBe(
    'bad: exporting to image failed: failed to push: denied',
  )
})

it('has an error for each target that failed', () => {
  const result = bakeResult('deferred', ['app', 'bad'])
  const failure = { name: '[2/3] RUN make', error: 'exit code: 2', lastOutput: [] }
  const targets = result.targets.map((each) =>
    each.name === 'app'
      ? { ...each, status: 'failed' as const, record: { ...each.record, failure } }
      : each,
  )
  expect(find({ ...result, targets }).map(({ message }) => message)).toEqual([
    expect.stringMatching(/^\[bad bad 1\/1\] RUN/),
    'app: [2/3] RUN make failed: exit code: 2',
  ])
})
