import { describe, expect, it } from '@jest/globals'
import {
  clockSkew,
  createVertexTable,
  isRunning,
  type VertexFacts,
  workedIntervals,
} from '../../src/progress/vertex-table.ts'

const digest = 'sha256:1'
const day = '2026-01-01T10:00:'

function factsOf(runs: readonly (readonly [started: string, completed: string])[]): VertexFacts {
  const table = createVertexTable()
  for (const [started, completed] of runs) {
    const times = { started: `${day}${started}Z`, completed: `${day}${completed}Z` }
    table.update({ digest, name: '[1/1] RUN make', ...times })
  }
  return table.get(digest) as VertexFacts
}

describe('when a vertex worked', () => {
  const seconds = (...runs: readonly (readonly [string, string])[]) =>
    workedIntervals(factsOf(runs), 0).map(({ start, end }) => [
      (start % 60_000) / 1000,
      (end % 60_000) / 1000,
    ])

  it('has a run once that comes twice, by the clocks of two requests', () => {
    const one = ['24.310948339', '25.445864806'] as const
    const other = ['24.267371607', '25.402288074'] as const
    expect(seconds(one, other)).toEqual([[24.267, 25.402]])
    expect(seconds(other, one)).toEqual([[24.31, 25.445]])
    expect(clockSkew(factsOf([one, other]))).toBe(43)
  })

  it('has a run once whose times lack the zeros at their end, as Go writes them', () => {
    const one = ['24.31094', '25.445864806'] as const
    const other = ['24.267371607', '25.402296413'] as const
    expect(seconds(one, other)).toEqual([[24.267, 25.402]])
  })

  it('does not forget the end of a run when a later event of it has none', () => {
    const table = createVertexTable()
    const run = { digest, name: '[1/1] RUN make', started: `${day}01Z` }
    table.update({ ...run, completed: `${day}02Z` })
    const facts = table.update(run)
    expect(isRunning(facts)).toBe(false)
    const [start, end] = [Date.parse(`${day}01Z`), Date.parse(`${day}02Z`)]
    expect(workedIntervals(facts, Date.parse(`${day}09Z`))).toEqual([{ start, end }])
  })

  it('has two runs whose durations differ by a nanosecond', () => {
    const [one, other] = [
      ['01.000000001', '02.100000001'] as const,
      ['03', '04.100000001'] as const,
    ]
    expect(clockSkew(factsOf([one, other]))).toBe(0)
    expect(seconds(one, other)).toEqual([
      [1, 2.1],
      [3, 4.1],
    ])
  })

  it('has two runs of the same whole milliseconds, as of a coarse clock', () => {
    expect(seconds(['01.2', '01.7'], ['03.1', '03.6'])).toEqual([
      [1.2, 1.7],
      [3.1, 3.6],
    ])
  })

  it('has two runs without a duration', () => {
    expect(
      seconds(['01.000000001', '01.000000001'], ['02.000000001', '02.000000001']),
    ).toHaveLength(2)
  })
})
