import { expect, it } from '@jest/globals'
import type { BakeResult } from '../../src/bake/result.ts'
import type { BuildFailure } from '../../src/record/failure.ts'
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

const failed = { kind: 'failed', cause: { kind: 'lasting' } } as const
const withFailure = (result: BakeResult, failure: BuildFailure, ...names: readonly string[]) => ({
  ...result,
  targets: result.targets.map((each) =>
    names.includes(each.name)
      ? { ...each, status: 'failed' as const, record: { ...each.record, failure } }
      : each,
  ),
})

it('has one error for a step that targets share, which buildx names after one of them', () => {
  const step = { name: 'RUN make', stage: 'base' }
  const failure = { name: '[base 2/2] RUN make', error: 'exit code: 2', lastOutput: ['a'], step }
  const shared = { ...step, stage: 'tool base' }
  const vertex = { ...failure, name: '[tool base 2/2] RUN make', step: shared }
  const outcome = { ...failed, error: failure.error, vertex }
  const result = withFailure(bakeResult('warm', ['app', 'tool']), failure, 'app', 'tool')
  expect(find({ ...result, outcome }).map(({ message }) => message)).toEqual([
    'app, tool: [base 2/2] RUN make failed: exit code: 2',
  ])
  // The same beside another failure that ended the bake.
  const other = { ...failed, error: 'registry is away' }
  expect(find({ ...result, outcome: other }).map(({ message }) => message)).toEqual([
    'registry is away',
    'app, tool: [base 2/2] RUN make failed: exit code: 2',
  ])
})

it('places an error outside of any step in the Dockerfile of the target that buildx names', () => {
  const excerpt = { filename: 'Dockerfile', line: 2, text: 'RUNN true' }
  const error = 'target tool: failed to solve: dockerfile parse error on line 2'
  const outcome = { ...failed, error, excerpt }
  expect(find({ ...bakeResult('warm', ['app', 'tool']), outcome })).toEqual([
    { level: 'error', message: error, place: { file: 'tool/Dockerfile', startLine: 2 } },
  ])
})

it('has an error for each target that failed', () => {
  const result = bakeResult('deferred', ['app', 'bad'])
  const failure = { name: '[2/3] RUN make', error: 'exit code: 2', lastOutput: [] }
  const excerpt = { filename: 'Dockerfile', line: 4, text: 'RUN make' }
  const { targets } = withFailure(result, failure, 'app')
  const placed = targets.map((each) => (each.name === 'app' ? { ...each, excerpt } : each))
  expect(find({ ...result, targets: placed })).toMatchObject([
    { message: expect.stringMatching(/^\[bad bad 1\/1\] RUN/) },
    {
      message: 'app: [2/3] RUN make failed: exit code: 2',
      place: { file: 'app/Dockerfile', startLine: 4 },
    },
  ])
})
