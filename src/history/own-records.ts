import { ConnectionClosedError } from '../daemon/connection-closed.ts'
import type { DaemonHistory } from './daemon-history.ts'
import type { HistoryRecord } from './messages.ts'

/** The record of this build, as it is when it begins, and when it has ended. */
export interface OwnRecords {
  readonly own: Promise<HistoryRecord>
  readonly ended: Promise<HistoryRecord>
}

/** Listens until the daemon sends this build's record. Both reject when the answer ends before that. */
export function ownRecords(
  history: Pick<DaemonHistory, 'follow'>,
  isOwn: (ref: string) => Promise<boolean>,
): OwnRecords {
  const own = Promise.withResolvers<HistoryRecord>()
  const ended = Promise.withResolvers<HistoryRecord>()
  const fail = (error: unknown) => {
    own.reject(error)
    ended.reject(error)
  }
  ended.promise.catch(() => {})
  const look = async (record: HistoryRecord) => {
    if (!(await isOwn(record.ref))) return
    own.resolve(record)
    if (record.completedAt !== undefined) ended.resolve(record)
  }
  history
    .follow((record) => void look(record).catch(fail))
    .then(() => fail(new ConnectionClosedError()), fail)
  return { own: own.promise, ended: ended.promise }
}
