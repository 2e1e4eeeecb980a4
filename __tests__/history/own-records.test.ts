import { describe, expect, it } from '@jest/globals'
import type { HistoryRecord } from '../../src/history/messages.ts'
import { ownRecords } from '../../src/history/own-records.ts'
import { fakeRecord } from '../helpers/daemon-history.ts'

const { completedAt: _, ...begun } = fakeRecord({ started: 1, ref: 'own' })
const ended = fakeRecord({ started: 1, ref: 'own' })

/** Listens to a daemon that reports these builds and then goes away. */
function listen(records: readonly HistoryRecord[], isOwn = async (ref: string) => ref === 'own') {
  const follow = async (onRecord: (record: HistoryRecord) => void) => {
    for (const record of records) onRecord(record)
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
  return ownRecords({ follow }, isOwn)
}

describe('the record of this build', () => {
  it('is found among those of other builds, at its start and at its end', async () => {
    const records = listen([fakeRecord({ started: 1, ref: 'other' }), begun, ended])
    expect(await records.own).toBe(begun)
    expect(await records.ended).toBe(ended)
  })

  it('may have ended already in its first event', async () => {
    const records = listen([ended])
    expect(await records.own).toBe(ended)
    expect(await records.ended).toBe(ended)
  })

  it('is awaited only until the daemon ends the list of builds', async () => {
    await expect(listen([]).own).rejects.toThrow('closed')
    const records = listen([begun])
    expect(await records.own).toBe(begun)
    await expect(records.ended).rejects.toThrow('closed')
  })

  it('is absent when its ref is unknown', async () => {
    const unreadable = async () => {
      throw new Error('unreadable')
    }
    await expect(listen([begun], unreadable).own).rejects.toThrow('unreadable')
  })
})
