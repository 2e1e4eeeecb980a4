import { describe, expect, it } from '@jest/globals'
import { cacheReport } from '../../src/report/cache-report.ts'
import { explainMisses, firstMiss } from '../../src/report/explained-misses.ts'
import { makeResult } from '../helpers/build-results.ts'
import { recordFile } from '../helpers/recorded-streams.ts'

const report = cacheReport(makeResult({ record: recordFile('stages-late-change.rawjson') }))

describe('explainMisses', () => {
  it('separates the step that ran before from other details', () => {
    const misses = [
      { step: 0, reason: 'instruction-changed', detail: 'argument A' },
      { step: 1, reason: 'previous-step-ran', detail: '[a 1/2] RUN x' },
      { step: 2, reason: 'unknown' },
      { step: 99, reason: 'unknown' },
    ] as const
    expect(explainMisses({ ...report, misses, comparison: 'compared' })).toEqual([
      {
        step: report.steps[0],
        why: 'the instruction has changed, or an argument that it uses',
        detail: 'argument A',
      },
      { step: report.steps[1], why: 'it builds on a step that ran', before: '[a 1/2] RUN x' },
      { step: report.steps[2], why: 'the reason is not known' },
    ])
  })
})

describe('firstMiss', () => {
  it('prefers a cause to its consequence', () => {
    const misses = [
      { step: 0, reason: 'previous-step-ran' },
      { step: 1, reason: 'context-changed' },
    ] as const
    expect(firstMiss({ ...report, misses })?.step).toBe(report.steps[1])
    expect(firstMiss({ ...report, misses: misses.slice(0, 1) })?.step).toBe(report.steps[0])
    expect(firstMiss({ ...report, misses: [] })).toBeUndefined()
  })
})
