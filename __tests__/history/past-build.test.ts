import { describe, expect, it } from '@jest/globals'
import { buildGraph, ranSteps, readPastBuild } from '../../src/history/past-build.ts'
import type { SolveStatus } from '../../src/progress/solve-status.ts'
import { createVertexTable } from '../../src/progress/vertex-table.ts'
import { readSteps } from '../../src/record/steps.ts'
import { fakeRecord } from '../helpers/daemon-history.ts'
import { vertex } from '../helpers/stream-events.ts'

const image = '[1/2] FROM a@sha256:1'
const make = '[2/2] RUN make'

function graph(events: readonly SolveStatus[]) {
  const table = createVertexTable()
  for (const { vertexes = [] } of events) for (const each of vertexes) table.update(each)
  return buildGraph(readSteps(table.all(), 0))
}

/** Steps that ran one after the other, each on the one before. */
function chain(names: readonly string[], context = 'digest of the context') {
  const digest = (name: string) => `${name} on ${context}`
  return names.map((name, index) =>
    vertex(name, {
      ...{ digest: digest(name), started: index, completed: index + 1 },
      inputs: index === 0 ? [] : [digest(names[index - 1] ?? '')],
    }),
  )
}

/** The definition of the last step. */
function definition(events: readonly SolveStatus[]): string {
  const { steps, definitionOf } = graph(events)
  const last = steps.at(-1)
  return last === undefined ? 'none' : definitionOf(last)
}

describe('the definition of a step', () => {
  const usual = chain(['[1/3] FROM a', '[2/3] COPY a /', '[3/3] RUN make'])

  it.each<[string, boolean, readonly SolveStatus[]]>([
    ['equal on another context', true, chain(namesOf(usual), 'another')],
    [
      'equal when steps are numbered otherwise, in a stage of another name',
      true,
      chain(['[build 2/4] FROM a', '[build 3/4] COPY a /', '[build 4/4] RUN make']),
    ],
    ['other when its text differs', false, chain([...namesOf(usual).slice(0, 2), '[3/3] RUN m'])],
    [
      'other when the text of an input differs',
      false,
      chain(['[1/3] FROM a', '[2/3] COPY b /', '[3/3] RUN make']),
    ],
    ['other without one of its inputs', false, chain(['[1/2] COPY a /', '[2/2] RUN make'])],
  ])('is %s', (_, isEqual, events) => {
    expect(definition(events) === definition(usual)).toBe(isEqual)
    expect(definition(usual)).not.toBe('none')
  })

  it('is equal on another commit of a Git context, not on another repository', () => {
    const from = (source: string) =>
      chain([`[internal] load git source ${source}`, '[1/1] COPY a /'])
    const [first, second, other] = ['x.git#main', 'x.git?branch=dev#12', 'y.git#main'].map(
      (source) => definition(from(`https://example.com/${source}`)),
    )
    expect(first).toBe(second)
    expect(first).not.toBe(other)
  })

  it('includes the platform when steps differ only in it', () => {
    const both = ['linux/amd64', 'linux/arm64'].map((platform) =>
      vertex(`[${platform} 1/1] RUN make`, { digest: platform, started: 0, completed: 1 }),
    )
    const { steps, definitionOf, instructionOf } = graph(both)
    expect(new Set(steps.map(definitionOf)).size).toBe(2)
    expect(steps.map(instructionOf)).toEqual([
      'linux/amd64 [null,"RUN make"] 0',
      'linux/arm64 [null,"RUN make"] 0',
    ])
  })
})

it('the instruction of a step counts those with the same text in its stage', () => {
  const { steps, instructionOf, byInstruction, byText } = graph(
    chain(['[a 1/3] RUN x', '[a 2/3] RUN y', '[a 3/3] RUN x']),
  )
  const names = steps.map(instructionOf)
  expect(names).toEqual(['["a","RUN x"] 0', '["a","RUN y"] 0', '["a","RUN x"] 1'])
  expect(names.map((name) => byInstruction.get(name))).toEqual(steps)
  expect(byText.get('["a","RUN x"]')).toEqual([steps[0], steps[2]])
})

describe('a build of the past', () => {
  const events = [
    vertex(image, { inputs: [], started: 0, completed: 1 }),
    vertex(make, { inputs: [image], started: 1, completed: 2 }),
  ]
  const past = fakeRecord({ started: 0, events })

  it('has the steps of its log', () => {
    const { steps, record, isWhole } = readPastBuild(past, past.log)
    expect(steps.map(({ step, status }) => [step.instruction, status])).toEqual([
      ['RUN make', 'executed'],
    ])
    expect([record, isWhole]).toEqual([past, true])
  })

  it.each([
    ['is not known to its end when its log is longer', past, past.log.length - 1, false],
    ['is known to its end when all of its log was read', past, past.log.length, true],
    ['is not known to its end without a log', { ...past, logs: undefined }, 0, false],
  ])('%s', (_, { logs, ...record }, length, isWhole) => {
    const read = readPastBuild({ ...record, ...(logs && { logs }) }, past.log.subarray(0, length))
    expect(read.isWhole).toBe(isWhole)
  })

  it.each([
    ['of which one ran', true],
    ['of which none ran', false],
  ])('had steps %s', (_, hasRun) => {
    const copy = '[2/3] COPY a /'
    const from = vertex('[1/3] FROM a', { inputs: [], started: 0, completed: 1 })
    const cached = vertex(copy, {
      ...{ inputs: ['[1/3] FROM a'], started: 0, completed: 0.1, cached: true },
    })
    const last = vertex('[3/3] RUN make', {
      ...{ inputs: [copy], started: 1, completed: 2, cached: !hasRun },
    })
    const { log, ...record } = fakeRecord({ started: 0, events: [from, cached, last] })
    const read = readPastBuild(record, log)
    // An image is no step.
    expect(read.mayHaveRun).toBe(hasRun)
    expect(ranSteps(read).map(({ step }) => step.instruction)).toEqual(hasRun ? ['RUN make'] : [])
    expect(read.steps).toHaveLength(2)
  })

  it('may have a chain of steps deeper than the stack', () => {
    const names = Array.from({ length: 3000 }, (_, index) => `[${index + 1}/3000] RUN ${index}`)
    const events = names.map((name, index) =>
      vertex(name, { inputs: [names[index - 1] ?? 'input'], started: 0, completed: 1 }),
    )
    const { log, ...record } = fakeRecord({ started: 0, events })
    const { steps, definitionOf } = readPastBuild(record, log)
    expect(new Set(steps.toReversed().map(definitionOf)).size).toBe(3000)
  })
})

function namesOf(events: readonly SolveStatus[]): readonly string[] {
  return events.flatMap(({ vertexes = [] }) => vertexes.map(({ name = '' }) => name))
}
