import { expect, it } from '@jest/globals'
import { failedTargets } from '../../src/bake/failed-targets.ts'
import type { BuildFailure } from '../../src/record/failure.ts'
import type { Failed } from '../../src/step/outcome.ts'

const failure = (more: Partial<BuildFailure> = {}): BuildFailure => ({
  ...{ name: '[2/2] RUN make', error: 'exit code: 2', lastOutput: ['oh no'] },
  ...{ step: { name: 'RUN make' }, ...more },
})
const target = (name: string, found?: BuildFailure) => ({
  ...{ name, record: found === undefined ? {} : { failure: found } },
})
const outcome = (error: string, vertex?: BuildFailure): Failed => ({
  ...{ kind: 'failed', cause: { kind: 'lasting' }, error, ...(vertex && { vertex }) },
})

it('are all those of which the vertex is, whatever its name there', () => {
  const shared = failure({ name: '[app 2/2] RUN make' })
  const targets = [target('app', failure()), target('tool', failure()), target('docs')]
  expect(failedTargets(outcome('exit code: 2', shared), targets)).toEqual(['app', 'tool'])
})

it.each([
  ['another error', { error: 'exit code: 1' }],
  ['another output', { lastOutput: [] }],
  ['another step', { step: { name: 'RUN other' } }],
])('are none that failed with %s', (_, more) => {
  const targets = [target('app', failure()), target('tool', failure(more))]
  expect(failedTargets(outcome('exit code: 2', failure()), targets)).toEqual(['app'])
})

it.each([
  ['the one that buildx names', 'target tool: failed to solve: parse error', ['tool']],
  ['none where buildx names another', 'target old: failed to solve: parse error', []],
  ['none where buildx names none', 'registry is away', []],
])('outside of any vertex are %s', (_, error, names) => {
  expect(failedTargets(outcome(error), [target('app'), target('tool')])).toEqual(names)
})

it('outside of any vertex is the only one there is', () => {
  expect(failedTargets(outcome('parse error'), [target('app')])).toEqual(['app'])
})

it('are none where the bake did not fail', () => {
  expect(failedTargets({ kind: 'canceled' }, [target('app', failure())])).toEqual([])
})
