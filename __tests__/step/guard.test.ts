import { describe, expect, it } from '@jest/globals'
import { createGuard } from '../../src/step/guard.ts'

const broken = (): never => {
  throw new Error('broken\nhere')
}

describe('createGuard', () => {
  it('returns the result of the work', async () => {
    const guard = createGuard()
    expect(guard.run('The log', () => 1)).toBe(1)
    expect(await guard.wait('The log', async () => 2)).toBe(2)
    expect(guard.faults()).toEqual([])
  })

  it('stops only the part that has a fault, at its first one', async () => {
    const guard = createGuard()
    const ran: string[] = []
    expect(guard.run('The log', broken)).toBeUndefined()
    guard.run('The log', () => ran.push('log'))
    guard.run('The record', () => ran.push('record'))
    await guard.wait('The history', async () => broken())
    await guard.wait('The history', async () => ran.push('history'))
    expect(ran).toEqual(['record'])
    expect(guard.faults()).toEqual([
      'The log is incomplete: broken here',
      'The history is incomplete: broken here',
    ])
  })
})
