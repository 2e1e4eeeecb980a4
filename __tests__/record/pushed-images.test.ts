import { expect, it } from '@jest/globals'
import type { SolveStatus, Vertex } from '../../src/progress/solve-status.ts'
import { createRecorder } from '../../src/record/recorder.ts'

const at = '2026-01-01T00:00:00Z'
const later = '2026-01-01T00:00:02Z'
const digest = `sha256:${'a'.repeat(64)}`
const exporting = (more: Partial<Vertex>): SolveStatus => ({
  vertexes: [{ digest: 'v', name: 'exporting to image', inputs: [], started: at, ...more }],
})
const pushing = (name: string, more: object = {}): SolveStatus => ({
  statuses: [
    {
      ...{ id: `pushing manifest for ${name}@${digest}`, vertex: 'v', timestamp: at, started: at },
      ...more,
    },
  ],
})

function pushed(...events: readonly SolveStatus[]): readonly string[] {
  const recorder = createRecorder()
  for (const event of events) recorder.status(event)
  return recorder.result().pushed.map((image) => `${image.name}@${image.digest}`)
}

it('finds the images that an export has pushed, with their digests', () => {
  const done = { completed: at }
  expect(
    pushed(
      exporting({}),
      pushing('a:5000/app:1', done),
      pushing('b/app:1', done),
      pushing('c/app:1'),
      exporting({ completed: at }),
    ),
  ).toEqual([`a:5000/app:1@${digest}`, `b/app:1@${digest}`])
})

it.each<[string, Partial<Vertex>]>([
  ['still works', {}],
  ['was canceled', { completed: later, error: 'Canceled: context canceled' }],
  ['failed', { completed: later, error: 'failed to push' }],
])('counts on nothing of an export that %s, whose push is completed all the same', (_, end) => {
  expect(pushed(exporting({}), pushing('b/app:1', { completed: at }), exporting(end))).toEqual([])
})

it('counts on nothing of an export that has begun again', () => {
  expect(
    pushed(
      exporting({ completed: at }),
      exporting({ started: later }),
      pushing('b/app:1', { completed: later }),
    ),
  ).toEqual([])
})

const sha = (letter: string) => `sha256:${letter.repeat(64)}`
const status = (id: string, vertex = 'v'): SolveStatus => ({
  statuses: [{ id, vertex, timestamp: at, started: at, completed: at }],
})

it('finds both images that two exports have pushed by one name', () => {
  expect(
    pushed(
      exporting({}),
      exporting({ digest: 'w' }),
      pushing('b/app:1', { completed: at }),
      status(`pushing manifest for b/app:1@${sha('b')}`, 'w'),
      exporting({ completed: later }),
      exporting({ digest: 'w', completed: later }),
    ),
  ).toEqual([`b/app:1@${digest}`, `b/app:1@${sha('b')}`])
})

it.each<[string, readonly string[], readonly string[]]>([
  ['manifest', [`exporting manifest ${sha('b')}`], [`b/app@${sha('b')}`]],
  [
    'index',
    [
      `exporting manifest ${sha('b')}`,
      `exporting attestation manifest ${sha('c')}`,
      `exporting manifest list ${sha('d')}`,
    ],
    [`b/app@${sha('d')}`],
  ],
  [
    'image of two targets',
    [`exporting manifest ${sha('b')}`, `exporting manifest ${sha('c')}`],
    [],
  ],
])('takes the digest of an image that is pushed by digest from the %s', (_, written, found) => {
  expect(
    pushed(
      exporting({}),
      ...written.map((id) => status(id)),
      status(`exporting manifest ${sha('e')}`, 'w'),
      status('pushing manifest for b/app'),
      exporting({ completed: later }),
    ),
  ).toEqual(found)
})
