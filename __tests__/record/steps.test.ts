import { describe, expect, it } from '@jest/globals'
import type { SolveStatus } from '../../src/progress/solve-status.ts'
import { createRecorder } from '../../src/record/recorder.ts'
import { announced, at, vertex } from '../helpers/stream-events.ts'

// Whole builds are in recorded-builds.test.ts and builds-at-once.test.ts.

const context = '[internal] load build context'
const copy = '[1/2] COPY a /'
const run = '[2/2] RUN make'

/** A build that begins at second 10 and copies a file and runs a command. */
const own = announced([
  vertex(context, { started: 10, completed: 11, inputs: [] }),
  vertex(copy, { inputs: [context] }),
  vertex(run, { inputs: [copy] }),
])

/** The same steps of another build. */
const theirs = (name: string, inputs: string, started: number, completed: number) =>
  vertex(name, { digest: `other ${name}`, inputs: [`other ${inputs}`], started, completed })

function stepsOf(events: readonly SolveStatus[], begunAt?: number, succeeded = false) {
  const recorder = createRecorder({
    ...{ noCache: false, noCacheFilters: [], cacheTo: [] },
    ...(begunAt !== undefined && { begunAt: Date.parse(at(begunAt)) }),
  })
  for (const event of events) recorder.status(event)
  return recorder.result({ succeeded }).steps.map(({ name, stage, status, seconds }) => {
    const place = stage ? `${stage} ` : ''
    return `${place}${name}: ${status} ${seconds}`
  })
}

describe('a step that another build ran', () => {
  const ran = vertex(run, { inputs: [copy], started: 14, completed: 16 })

  it.each([
    ['executed, when it ran while this build went on', 12, 13, 'executed 1'],
    [
      'executed for the time that this build waited, when it had started before',
      4,
      13,
      'executed 3',
    ],
    ['cached, when it had ended before this build began', 4, 9, 'cached 0'],
  ])('counts as %s', (_, started, completed, expected) => {
    const events = [...own, theirs(copy, context, started, completed), ran]
    expect(stepsOf(events)).toEqual([`COPY a /: ${expected}`, 'RUN make: executed 2'])
  })

  it('is measured from the start of buildx, which is before the stream', () => {
    const events = [...own, theirs(copy, context, 8, 9.5), ran]
    expect(stepsOf(events)).toEqual(['COPY a /: cached 0', 'RUN make: executed 2'])
    expect(stepsOf(events, 9)).toEqual(['COPY a /: executed 0.5', 'RUN make: executed 2'])
  })

  it('is not counted as cached when the clock of the client is ahead of the stream', () => {
    const events = [...own, theirs(copy, context, 12, 13), ran]
    expect(stepsOf(events, 500)).toEqual(['COPY a /: executed 1', 'RUN make: executed 2'])
  })

  it('also fails this build when it fails', () => {
    const failed = vertex(copy, {
      ...{ digest: 'other', inputs: [context], started: 12, completed: 13 },
      error: 'exit code: 1',
    })
    expect(stepsOf([...own, failed])).toEqual(['COPY a /: failed 1', 'RUN make: not-started 0'])
  })

  it('is not one with the same text and other inputs', () => {
    const events = [...own, theirs(run, '[1/2] COPY b /', 12, 13)]
    const other = vertex('[1/2] COPY b /', {
      ...{ digest: 'other [1/2] COPY b /', inputs: ['other'], started: 11, completed: 12 },
    })
    expect(stepsOf([...events, other])).toEqual([
      'COPY a /: not-started 0',
      'RUN make: not-started 0',
    ])
  })

  it('is not one that ended after a step that uses it had started', () => {
    const events = [...own, theirs(copy, context, 14, 15), ran]
    expect(stepsOf(events)).toEqual(['COPY a /: cached 0', 'RUN make: executed 2'])
  })
})

describe('a step whose own vertex ended in an error', () => {
  const broken = vertex(copy, {
    ...{ inputs: [context], started: 11, completed: 11.5 },
    error: 'failed to compute cache key: ref not found',
  })
  const ran = vertex(run, { inputs: [copy], started: 14, completed: 16 })
  const byAnother = theirs(copy, context, 12, 13)

  it.each([
    ['that another build did', [broken, byAnother, ran], 'executed 1.5', 'executed 2'],
    ['that nothing else did', [broken, ran], 'cached 0.5', 'executed 2'],
  ])('did not fail when a step that uses it ran: %s', (_, events, first, second) => {
    expect(stepsOf([...own, ...events])).toEqual([`COPY a /: ${first}`, `RUN make: ${second}`])
  })

  it.each([
    ['an error', broken],
    ['a start without an end', vertex(copy, { inputs: [context], started: 11 })],
    ['nothing', vertex(copy, { inputs: [context] })],
  ])('completed in a build that succeeded, whatever its last event was: %s', (_, last) => {
    const statuses = (succeeded: boolean) =>
      stepsOf([...own, last], undefined, succeeded).map((step) => step.split(' ').at(-2))
    expect(statuses(true)).toEqual(['cached', 'cached'])
    expect(statuses(false)[0]).not.toBe('cached')
  })

  it('was not run by a failed vertex of another build, if this build succeeded', () => {
    const error = 'exit code: 1'
    const failed = vertex(copy, {
      digest: 'other',
      inputs: [context],
      started: 12,
      completed: 13,
      error,
    })
    expect(stepsOf([...own, failed], undefined, true)).toEqual([
      'COPY a /: cached 0',
      'RUN make: cached 0',
    ])
  })
})

describe('a vertex that two builds have in common', () => {
  const from = '[1/3] FROM base'
  const shared = '[2/3] RUN first'

  it.each([
    ['begins', '[base 3/4] RUN second', ['base RUN first', 'base RUN second']],
    ['has fewer stages', '[3/4] RUN second', ['RUN first', 'RUN second']],
  ])('has the name from the Dockerfile of the build that %s', (_, next, expected) => {
    const events = [
      vertex(from, { started: 1, completed: 2, inputs: [] }),
      vertex(shared.replace('[', next.includes('base') ? '[' : '[other '), {
        ...{ digest: 'shared', inputs: [from], started: 11, completed: 12 },
      }),
      vertex(next, { inputs: ['shared'] }),
      vertex(next, { inputs: ['shared'], started: 12, completed: 13 }),
    ]
    expect(stepsOf(events).map((step) => step.replace(/: .*/, ''))).toEqual(expected)
  })

  it.each([
    ['has no stages', '[2/3] RUN first', '[3/3] RUN second', 'tools'],
    ['goes on in the same stage', '[other 2/4] RUN first', '[other 3/4] RUN second', 'tools'],
    ['may be this one', '[other 2/3] RUN first', '[other 3/3] RUN second', 'other'],
  ])('bears the stage that a COPY --from names, where the one that named it %s', (_, ...names) => {
    const [first = '', second = '', stage = ''] = names
    const take = (from: string) => `[final 1/1] COPY --chmod=700 --from=${from} /a /`
    const stagesWith = (from: string) => {
      const events = [
        vertex(first, { digest: 'first', inputs: [] }),
        vertex(second, { digest: 'second', inputs: ['first'] }),
        vertex(take(from), { inputs: ['base', 'second'] }),
      ]
      return stepsOf(events).map((step) => step.replace(/ (?:RUN|COPY) .*/, ''))
    }
    expect(stagesWith('Tools')).toEqual([stage, stage, 'final'])
    expect(stagesWith('0')).not.toContain('tools')
  })

  it('keeps its name when one of the stages that use it has that name', () => {
    const events = announced([
      vertex('[one 1/2] RUN first', { digest: 'first', inputs: ['from'] }),
      vertex('[one 2/2] RUN a', { inputs: ['first'] }),
      vertex('[two 2/2] RUN b', { inputs: ['first'] }),
    ])
    expect(stepsOf(events).map((step) => step.replace(/: .*/, ''))).toEqual([
      ...['one RUN first', 'one RUN a', 'two RUN b'],
    ])
  })
})

describe('the result of a build', () => {
  it('belongs to this build even if another build started it, when it is listed again and shares inputs', () => {
    const amd = '[linux/amd64 1/1] RUN make'
    const arm = '[linux/arm64 1/1] RUN make'
    const started = vertex(amd, { inputs: [context], started: 5 })
    const events = [started, started, vertex(arm, { inputs: [context] }), vertex(context)]
    expect(stepsOf(events)).toHaveLength(2)
    expect(stepsOf(events.slice(1))).toHaveLength(1)
  })
})
