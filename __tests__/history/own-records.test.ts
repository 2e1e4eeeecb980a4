import { describe, expect, it } from '@jest/globals'
import { ConnectionClosedError } from '../../src/daemon/connection-closed.ts'
import { GrpcError } from '../../src/daemon/grpc.ts'
import type { HistoryRecord } from '../../src/history/messages.ts'
import { ownRecords } from '../../src/history/own-records.ts'
import { fakeRecord } from '../helpers/daemon-history.ts'

const { completedAt: _, ...begun } = fakeRecord({ started: 1, ref: 'own' })
const ended = fakeRecord({ started: 1, ref: 'own' })

const signal = new AbortController().signal
const isOwnRef = async (ref: string) => ref === 'own'

/** Listens to a daemon that tells of these builds, and then goes away. */
function listen(records: readonly HistoryRecord[], isOwn = isOwnRef) {
  return listenAgain([records], { isOwn })
}

/** Listens to a daemon whose connection breaks after each of these answers, and that lists what has ended. */
function listenAgain(
  answers: readonly (readonly HistoryRecord[] | Error)[],
  { isOwn = isOwnRef, listed = [] as readonly HistoryRecord[] } = {},
) {
  const left = [...answers]
  const follow = async (onRecord: (record: HistoryRecord) => void) => {
    const records = left.shift() ?? []
    if (records instanceof Error) throw records
    for (const record of records) onRecord(record)
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
  const list = async () => listed
  return ownRecords({ follow, list }, isOwn, signal, [1, 1, 1])
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

  it('is awaited again when the connection breaks', async () => {
    const records = listenAgain([[begun], new ConnectionClosedError(), [ended]])
    expect(await records.own).toBe(begun)
    expect(await records.ended).toBe(ended)
  })

  it('is found in the list when the build ended while the connection was broken', async () => {
    const records = listenAgain([[begun]], { listed: [ended] })
    expect(await records.ended).toBe(ended)
  })

  it('is not awaited again when the daemon refuses', async () => {
    const refusal = new GrpcError('unimplemented', 200, 12)
    await expect(listenAgain([[begun], refusal, [ended]]).ended).rejects.toThrow('unimplemented')
  })
})
