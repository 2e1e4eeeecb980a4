import { afterEach, describe, expect, it, jest } from '@jest/globals'
import { ConnectionClosedError } from '../../src/daemon/connection-closed.ts'
import { GrpcError } from '../../src/daemon/grpc.ts'
import type { HistoryRecord } from '../../src/history/messages.ts'
import { ownRecords } from '../../src/history/own-records.ts'
import { fakeRecord } from '../helpers/daemon-history.ts'
import { until } from '../helpers/until.ts'

const { completedAt: _, ...begun } = fakeRecord({ started: 1, ref: 'own' })
const ended = fakeRecord({ started: 1, ref: 'own' })
const other = fakeRecord({ started: 1, ref: 'other' })

/** The events of one call that listens, after which its connection breaks; or its error. */
type Call = readonly HistoryRecord[] | Error | 'stays open'

interface Daemon {
  readonly calls?: readonly Call[]
  /** What the daemon answers when it is asked for the record. */
  readonly listed?: readonly HistoryRecord[] | Error
  readonly isOwn?: (ref: string) => boolean
  readonly ref?: string | undefined
  /** How long each call lasts, in milliseconds. */
  readonly callMs?: number
}

/** Listens to a daemon. `log` has the calls that it got, and the end of those that stayed open. */
function listen(daemon: Daemon) {
  const { calls = [], isOwn = (ref) => ref === 'own' } = daemon
  const { listed = [], ref = 'ref' in daemon ? undefined : 'own' } = daemon
  const left = [...calls]
  const { callMs } = daemon
  let nowMs = 0
  if (callMs !== undefined) jest.spyOn(performance, 'now').mockImplementation(() => nowMs)
  const log: string[] = []
  const follow = async (onRecord: (record: HistoryRecord) => void, signal?: AbortSignal) => {
    log.push('follow')
    nowMs += callMs ?? 0
    const call = left.shift() ?? []
    if (call instanceof Error) throw call
    if (call === 'stays open') {
      await new Promise((_, reject) => {
        signal?.addEventListener('abort', () => reject(signal.reason))
      }).finally(() => log.push('ended'))
      return
    }
    for (const record of call) onRecord(record)
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
  const list = async (request: { readonly ref?: string }) => {
    log.push(`list ${request.ref}`)
    if (listed instanceof Error) throw listed
    return listed
  }
  const { signal } = new AbortController()
  const refs = { isOwn, find: () => ref }
  return { ...ownRecords({ follow, list }, refs, signal, [1, 1, 1]), log }
}

afterEach(() => void jest.restoreAllMocks())

describe('the record of this build', () => {
  it('is found among those of other builds, at its start and at its end', async () => {
    const records = listen({ calls: [[other, begun, ended]] })
    expect(await records.own).toBe(begun)
    expect(await records.ended).toBe(ended)
  })

  it('may have ended already in its first event', async () => {
    const records = listen({ calls: [[ended]] })
    expect(await records.own).toBe(ended)
    expect(await records.ended).toBe(ended)
  })

  it('is absent when its ref is unknown', async () => {
    const isOwn = () => {
      throw new Error('unreadable')
    }
    await expect(listen({ calls: [[begun]], isOwn }).own).rejects.toThrow('unreadable')
  })

  it('is awaited again when the connection breaks, before it is known and after', async () => {
    const closed = new ConnectionClosedError()
    const records = listen({ calls: [closed, [begun], [ended]] })
    expect(await records.own).toBe(begun)
    expect(await records.ended).toBe(ended)
  })

  it('is found in the list when the build ended while the connection was broken', async () => {
    const records = listen({ calls: [[begun]], listed: [ended] })
    expect(await records.ended).toBe(ended)
    expect(records.log).toEqual(['follow', 'list own'])
  })

  it('is not awaited again when the daemon refuses', async () => {
    const refusal = new GrpcError('unimplemented', 200, 12)
    const records = listen({ calls: [[begun], refusal, [ended]] })
    await expect(records.ended).rejects.toThrow('unimplemented')
  })

  it('is asked for when the build is over, if no connection could be had before', async () => {
    const refused = Object.assign(new Error('refused'), { code: 'ECONNREFUSED' })
    const records = listen({ calls: Array.from({ length: 9 }, () => refused), listed: [ended] })
    await until(() => records.log.length === 3, 'it gives up for now')
    records.ask()
    expect(await records.own).toBe(ended)
    expect(records.log).toEqual(['follow', 'follow', 'follow', 'list own'])
  })

  it('is awaited as often as a call breaks that had reached the daemon', async () => {
    const closed = new ConnectionClosedError()
    const calls = [...Array.from({ length: 9 }, () => closed), [ended]]
    expect(await listen({ calls, callMs: 500 }).ended).toBe(ended)
  })

  it('is not awaited for now when each call breaks at once', async () => {
    const closed = new ConnectionClosedError()
    const calls = [...Array.from({ length: 9 }, () => closed), [ended]]
    const records = listen({ calls, callMs: 499 })
    await until(() => records.log.length === 3, 'it gives up for now')
    records.ask()
    await expect(records.own).rejects.toMatchObject({ name: 'UnrecordedError' })
    expect(records.log).toEqual(['follow', 'follow', 'follow', 'list own'])
  })

  it('is awaited after the end of a build that the daemon is still writing down', async () => {
    const records = listen({ calls: ['stays open', [ended]], listed: [begun] })
    records.ask()
    expect(await records.ended).toBe(ended)
    expect(records.log).toEqual(['follow', 'ended', 'list own', 'follow'])
  })

  it.each([
    ['the daemon has none', {}, 'UnrecordedError'],
    ['buildx started no build', { ref: undefined }, 'Error'],
  ])('is absent when %s', async (_, daemon, name) => {
    const records = listen({ calls: ['stays open'], ...daemon })
    records.ask()
    await expect(records.own).rejects.toMatchObject({ name })
  })

  it('is not awaited for ever when the daemon is gone in the end', async () => {
    const records = listen({ listed: new ConnectionClosedError() })
    records.ask()
    await expect(records.own).rejects.toThrow('closed')
  })
})

describe('a connection', () => {
  it('is left to others until the build is over', async () => {
    const records = listen({ calls: [[begun], 'stays open'], listed: [begun] })
    await records.own
    await until(() => records.log.length === 3, 'it listens again')
    records.rest()
    await until(() => records.log.includes('ended'), 'the call has ended')
    await new Promise((resolve) => setTimeout(resolve, 20))
    expect(records.log).toEqual(['follow', 'list own', 'follow', 'ended'])
  })

  it('is used again on request', async () => {
    const records = listen({ calls: ['stays open', [begun]] })
    records.rest()
    records.listen()
    expect(await records.own).toBe(begun)
  })
})
