import { describe, expect, it } from '@jest/globals'
import type { Vertex } from '../../src/progress/solve-status.ts'
import { createVertexTable } from '../../src/progress/vertex-table.ts'
import { ignoresErrors, readCacheExports } from '../../src/record/cache-exports.ts'
import { at } from '../helpers/stream-events.ts'

/** The exports among these events, with 10 s after the start as now. */
function read(...events: readonly Partial<Vertex>[]) {
  const table = createVertexTable()
  for (const event of events) {
    table.update({ digest: 'a', name: 'exporting cache to registry', inputs: [], ...event })
  }
  return readCacheExports(table.all(), Date.parse(at(10)))
}

const [started, completed] = [at(1), at(3)]

describe('a cache export', () => {
  it.each<[string, readonly Partial<Vertex>[], object]>([
    ['exported', [{ started, completed }], { status: 'exported', seconds: 2 }],
    ['unfinished while it runs', [{ started }], { status: 'unfinished', seconds: 9 }],
    [
      'unfinished when it has begun again',
      [{ started, completed }, { started: at(5) }],
      { status: 'unfinished', seconds: 7 },
    ],
    [
      'failed by its own error',
      [{ started, completed, error: 'denied' }],
      { status: 'failed', seconds: 2, error: 'denied' },
    ],
    [
      'unfinished when it was canceled',
      [{ started, completed, error: 'context canceled: context canceled' }],
      { status: 'unfinished', seconds: 2, error: 'context canceled: context canceled' },
    ],
  ])('is %s', (_, events, expected) => {
    expect(read(...events)).toEqual([{ name: 'registry', ...expected }])
  })

  it('is no other vertex', () => {
    expect(read({ name: 'exporting to image', started, completed })).toEqual([])
  })
})

it.each([
  [[], false],
  [['type=registry,ref=a'], false],
  [['type=registry,ignore-error=true'], true],
  [['type=registry, Ignore-Error = T '], true],
  [['ignore-error=1', 'type=gha'], false],
  [['ignore-error=false'], false],
  // With a text that Go can't read, BuildKit refuses the entry.
  [['ignore-error=tRUE'], false],
])('whether no error of an export to %j counts: %s', (cacheTo, expected) => {
  expect(ignoresErrors(cacheTo)).toBe(expected)
})
