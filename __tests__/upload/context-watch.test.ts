import { describe, expect, it } from '@jest/globals'
import type { SolveStatus } from '../../src/progress/solve-status.ts'
import { createContextWatch } from '../../src/upload/context-watch.ts'
import { readStream } from '../helpers/recorded-streams.ts'

const loading = '[internal] load build context'
const [started, completed] = ['2026-11-01T10:00:00Z', '2026-11-01T10:00:01Z']

/** Each event comes at a moment of its own: 1, 2, 3 … */
function endOf(events: readonly SolveStatus[]) {
  let moment = 0
  const watch = createContextWatch(() => moment)
  for (const event of events) {
    moment += 1
    watch.status(event)
  }
  return watch.end()
}

const begin = { digest: 'a', name: loading, started }

describe('the upload of a context', () => {
  it('ended when its vertex did, whatever comes after', () => {
    expect(
      endOf([
        { vertexes: [begin] },
        { vertexes: [{ ...begin, completed }] },
        {
          vertexes: [{ digest: 'b', name: '[2/2] RUN false', started, completed, error: 'exit 1' }],
        },
      ]),
    ).toBe(2)
  })

  it('ended when the last of several vertices did', () => {
    const other = { ...begin, digest: 'b', name: '[linux/arm64 internal] load build context' }
    const events = [
      { vertexes: [begin, other] },
      { vertexes: [{ ...begin, completed }] },
      { vertexes: [{ ...other, completed }] },
    ]
    expect(endOf(events)).toBe(3)
    expect(endOf(events.slice(0, 2))).toBe('failed')
  })

  it.each([
    ['it has not ended', { vertexes: [begin] }],
    ['it ended in an error', { vertexes: [{ ...begin, completed, error: 'no space left' }] }],
    [
      'it started again',
      {
        vertexes: [
          { ...begin, completed },
          { ...begin, started: completed },
        ],
      },
    ],
  ])('failed when %s', (_, event) => {
    expect(endOf([event])).toBe('failed')
  })

  it('is known by its progress where a frontend names it otherwise', () => {
    const vertex = { ...begin, name: 'load my files' }
    const statuses = [{ id: 'transferring context:', vertex: 'a', timestamp: started, current: 5 }]
    expect(endOf([{ vertexes: [vertex] }, { statuses }])).toBe('failed')
    expect(
      endOf([{ vertexes: [vertex], statuses }, { vertexes: [{ ...vertex, completed }] }]),
    ).toBe(2)
  })

  it('did not take place when nothing is copied from the context', () => {
    const dockerfile = { ...begin, name: '[internal] load build definition from Dockerfile' }
    expect(endOf([{ vertexes: [{ ...dockerfile, completed }] }])).toBe('not-sent')
  })

  it.each(['large-cold', 'large-late-change'])('is found in the recorded stream %s', (name) => {
    expect(endOf(readStream(`${name}.rawjson`).events)).toEqual(expect.any(Number))
  })
})
