import { describe, expect, it } from '@jest/globals'
import { cacheReport } from '../../src/report/cache-report.ts'
import { peakMemory } from '../../src/report/peak-memory.ts'
import { summarize } from '../../src/report/summary.ts'
import { makeFacts, makeResult } from '../helpers/build-results.ts'
import { noFacts } from '../helpers/history-facts.ts'
import { record } from '../helpers/recorded-streams.ts'
import { announced, vertex } from '../helpers/stream-events.ts'

const run = (name: string, started: number, completed: number) =>
  vertex(`[${name} 1/1] RUN ${name}`, { started, completed })
const built = record(announced([run('a', 0, 4), run('b', 2, 6), run('c', 6, 8)]))
const resources = new Map([
  [0, { peakMemoryBytes: 3_000_000_000, cpuSeconds: 41 }],
  [1, { peakMemoryBytes: 1_000_000_000 }],
  [2, { peakMemoryBytes: 3_500_000_000 }],
])

describe('peakMemory', () => {
  it('adds up what ran at the same moment', () => {
    expect(peakMemory(built, resources)).toEqual({ peakMemoryBytes: 4_000_000_000 })
  })

  it('is absent when the daemon recorded none', () => {
    expect(peakMemory(built, undefined)).toEqual({})
    expect(peakMemory(built, new Map([[0, { cpuSeconds: 1 }]]))).toEqual({})
  })
})

describe('what steps took of the machine', () => {
  const facts = { historyFacts: { ...noFacts, resources } }

  it('is in the report, and absent where it is not known', () => {
    const { steps, peakMemoryBytes } = cacheReport(makeResult({ record: built, ...facts }))
    expect(steps[0]).toMatchObject({ cpuSeconds: 41, peakMemoryBytes: 3_000_000_000 })
    expect(steps[1]).not.toHaveProperty('cpuSeconds')
    expect(peakMemoryBytes).toBe(4_000_000_000)
  })

  it('is in the summary', () => {
    const text = summarize(makeFacts(built, facts), (words) => words).replaceAll('\u00a0', ' ')
    expect(text).toContain('| `RUN a` | `a` | ran | 41 s CPU, 3.00 GB | 4.0 s |')
    expect(text).toContain('**Memory:** steps used 4.00 GB at most')
  })
})
