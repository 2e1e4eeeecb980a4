import { describe, expect, it } from '@jest/globals'
import type { SolveStatus } from '../../src/progress/solve-status.ts'
import { createVertexTable } from '../../src/progress/vertex-table.ts'
import { readEvidence } from '../../src/record/evidence.ts'
import { at, vertex } from '../helpers/stream-events.ts'

const step = '[2/3] RUN make'
const behind = '[3/3] COPY missing /'

/** What the events prove about the step. The vertex `behind` has it as an input. */
function evidenceOf(events: readonly SolveStatus[]) {
  const table = createVertexTable()
  for (const { vertexes = [] } of events) for (const each of vertexes) table.update(each)
  const facts = table.get(step)
  if (facts === undefined) throw new Error('not mentioned')
  const consumer = table.get(behind)
  const { kind, interval } = readEvidence(facts, consumer ? [consumer] : []) ?? {}
  const seconds = (moment = Number.NaN) => (moment - Date.parse(at(0))) / 1000
  return interval ? `${kind} ${seconds(interval.start)}-${seconds(interval.end)}` : `${kind}`
}

const announced = vertex(step)
const started = vertex(step, { started: 1 })
const ran = vertex(step, { started: 1, completed: 3 })
const loading = vertex(step, { started: 1, cached: true })
const loaded = vertex(step, { started: 1, completed: 2, cached: true })
const presumed = vertex(step, { started: 4, completed: 4, cached: true })
const consumer = (options: Parameters<typeof vertex>[1]) =>
  vertex(behind, { inputs: [step], ...options })
const pulling = vertex(step, { started: 5, inputs: [] })
const pulled = vertex(step, { started: 5, completed: 6, inputs: [] })

describe('what the events of a vertex prove', () => {
  it.each([
    ['nothing, when it was only listed', 'undefined', [announced]],
    ['that it ran', 'ran 1-3', [announced, started, ran]],
    ['that it ran, when the stream has only its end', 'ran 1-3', [ran]],
    ['that it was loaded', 'loaded 1-2', [announced, loading, loaded]],
    [
      'nothing, when what uses it has failed',
      'undefined',
      [announced, presumed, consumer({ started: 4, completed: 5, error: 'not found' })],
    ],
    [
      'nothing, when what uses it has started',
      'undefined',
      [announced, presumed, consumer({ started: 4 })],
    ],
    [
      'that it was loaded, when nothing that uses it started then',
      'loaded 4-4',
      [announced, presumed, consumer({ started: 5 })],
    ],
    [
      'that it was canceled, whatever it was presumed to be',
      'canceled',
      [
        ...[started, presumed, consumer({ started: 4, error: 'not found' })],
        vertex(step, { started: 1, completed: 5, error: 'process "x": context canceled' }),
      ],
    ],
    ['that it had begun, when the stream ended', 'canceled', [announced, started]],
    ['that it had begun to load, when the stream ended', 'canceled', [announced, loading]],
    ['that it was loaded, though its layer came later', 'loaded 1-2', [loaded, pulling, pulled]],
    ['that it was loaded, though its layer did not', 'loaded 1-2', [loaded, pulling]],
    [
      'that it failed',
      'failed',
      [started, vertex(step, { started: 1, completed: 2, error: 'exit code: 1' })],
    ],
    [
      'that it ran, after an attempt that failed',
      'ran 3-4',
      [
        vertex(step, { started: 3, completed: 4 }),
        vertex(step, { started: 1, completed: 2, error: 'no active session' }),
      ],
    ],
    [
      'that it failed, after an attempt that succeeded',
      'failed',
      [ran, vertex(step, { started: 4, completed: 5, error: 'exit code: 1' })],
    ],
    [
      'that it ran, after a load that failed',
      'ran 3-4',
      [
        vertex(step, { started: 1, completed: 2, cached: true, error: 'blob not found' }),
        vertex(step, { started: 3, error: 'blob not found' }),
        vertex(step, { started: 3, completed: 4 }),
      ],
    ],
    [
      'that it ran, when one of two attempts was canceled',
      'ran 3-4',
      [
        vertex(step, { started: 1, completed: 2, error: 'context canceled' }),
        vertex(step, { started: 3, completed: 4 }),
      ],
    ],
    [
      'that it ran, when an old engine reported its start twice',
      'ran 1-3',
      [vertex(step, { started: 0.5 }), started, ran],
    ],
  ])('%s', (_, expected, events) => {
    expect(evidenceOf(events)).toBe(expected)
  })

  const key = vertex(step, { started: 1, completed: 1.1, inputs: [] })

  it.each([
    ['nothing, when only its key was computed', 'undefined', [key]],
    ['that it ran', 'ran 2-3', [key, vertex(step, { started: 2, completed: 3, inputs: [] })]],
    [
      'that it was loaded',
      'loaded 2-3',
      [key, vertex(step, { started: 2, completed: 3, cached: true, inputs: [] })],
    ],
    [
      'that it failed, when its key could not be computed',
      'failed',
      [
        vertex(step, {
          started: 1,
          completed: 2,
          error: 'invalid response status 404',
          inputs: [],
        }),
      ],
    ],
  ])('of a vertex without inputs: %s', (_, expected, events) => {
    expect(evidenceOf(events)).toBe(expected)
  })
})
