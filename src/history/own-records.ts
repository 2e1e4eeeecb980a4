import { setTimeout as sleep } from 'node:timers/promises'
import { ConnectionClosedError } from '../daemon/connection-closed.ts'
import { GrpcError } from '../daemon/grpc.ts'
import type { DaemonHistory } from './daemon-history.ts'
import type { HistoryRecord } from './messages.ts'

/** The record of this build at its start and at its end. */
export interface OwnRecords {
  readonly own: Promise<HistoryRecord>
  readonly ended: Promise<HistoryRecord>
}

/** Milliseconds before the next call, longer after each successive failure. After the last one it gives up. */
const defaultPauses: readonly number[] = [100, 200, 400, 800, 1600]

/** A call that lasted this many milliseconds had reached the daemon. */
const shortestCallMs = 500

/**
 * Listens until the daemon sends this build's record. Once it has sent the first, a connection that breaks is
 * replaced. Both promises reject when the answer ends before that, or the daemon can't be reached any more.
 *
 * @param signal ends it
 */
export function ownRecords(
  history: Pick<DaemonHistory, 'follow' | 'list'>,
  isOwn: (ref: string) => Promise<boolean>,
  signal: AbortSignal,
  pauses = defaultPauses,
): OwnRecords {
  const own = Promise.withResolvers<HistoryRecord>()
  const ended = Promise.withResolvers<HistoryRecord>()
  let ownRef: string | undefined
  let hasEnded = false
  const fail = (error: unknown) => {
    own.reject(error)
    ended.reject(error)
  }
  ended.promise.catch(() => {})
  const look = async (record: HistoryRecord) => {
    if (!(await isOwn(record.ref))) return
    ownRef = record.ref
    own.resolve(record)
    if (record.completedAt === undefined) return
    hasEnded = true
    ended.resolve(record)
  }
  const onRecord = (record: HistoryRecord) => void look(record).catch(fail)

  /** @returns whether it lasted */
  async function listenOnce(): Promise<boolean> {
    const started = performance.now()
    try {
      // A build that ended while the connection was broken is no longer among the running ones.
      if (ownRef !== undefined)
        for (const record of await history.list({ ref: ownRef })) onRecord(record)
      await history.follow(onRecord)
    } catch (error) {
      if (ownRef === undefined || error instanceof GrpcError) throw error
    }
    return performance.now() - started >= shortestCallMs
  }

  async function listen(): Promise<void> {
    for (let failures = 0; ; ) {
      failures = (await listenOnce()) ? 0 : failures + 1
      const pause = pauses[failures]
      const isOver = hasEnded || signal.aborted
      if (isOver || ownRef === undefined || pause === undefined) throw new ConnectionClosedError()
      await sleep(pause, undefined, { ref: false, signal })
    }
  }

  listen().catch(fail)
  return { own: own.promise, ended: ended.promise }
}
