import { describe, expect, it } from '@jest/globals'
import { emptyRecord } from '../../src/record/empty-record.ts'
import type { Outcome } from '../../src/step/outcome.ts'
import { hasReported, withUsableBuildx } from '../../src/step/usable-buildx.ts'

/** @param isReplaced whether the check finds another buildx */
function scene(isReplaced: boolean, results: readonly (string | Error)[]) {
  const deeds: string[] = []
  const held = {
    async checkBuildx() {
      deeds.push('check')
      return isReplaced
    },
  }
  const left = [...results]
  const work = async () => {
    deeds.push('work')
    const result = left.shift()
    if (result instanceof Error) throw result
    return result
  }
  return { deeds, run: () => withUsableBuildx(held, work, (value) => value !== 'nothing') }
}

describe('a buildx of unknown version', () => {
  it('is not checked when it does its work', async () => {
    const { deeds, run } = scene(true, ['done'])
    expect(await run()).toBe('done')
    expect(deeds).toEqual(['work'])
  })

  it.each([
    ['does nothing', 'nothing'],
    ['does not run', new Error('EACCES')],
  ])('is replaced when it %s and cannot be used', async (_, first) => {
    const { deeds, run } = scene(true, [first, 'done'])
    expect(await run()).toBe('done')
    expect(deeds).toEqual(['work', 'check', 'work'])
  })

  it('has its result when it can be used', async () => {
    const { deeds, run } = scene(false, ['nothing'])
    expect(await run()).toBe('nothing')
    expect(deeds).toEqual(['work', 'check'])
  })

  it('has its error when it can be used', async () => {
    const { deeds, run } = scene(false, [new Error('no such target')])
    await expect(run()).rejects.toThrow('no such target')
    expect(deeds).toEqual(['work', 'check'])
  })
})

describe('a build', () => {
  const vertex = {} as (typeof emptyRecord.vertices)[number]
  const failed: Outcome = { kind: 'failed', cause: { kind: 'lasting' }, error: 'unknown flag' }
  it.each<[string, Outcome, boolean, boolean]>([
    ['that failed before it began', failed, false, false],
    ['that failed', failed, true, true],
    ['that succeeded without a word', { kind: 'succeeded' }, false, false],
    ['that succeeded', { kind: 'succeeded' }, true, true],
    ['that was canceled', { kind: 'canceled' }, false, true],
    ['whose daemon died', { kind: 'lost', running: [], error: 'EOF' }, false, true],
  ])('%s has or has not shown what buildx is', (_, outcome, hasVertex, isShown) => {
    const record = { ...emptyRecord, vertices: hasVertex ? [vertex] : [] }
    expect(hasReported({ outcome, record })).toBe(isShown)
  })
})
