import type { Control } from '../daemon/control.ts'
import {
  type Blob,
  type HistoryRecord,
  type HistoryRequest,
  readContent,
  readHistoryEvent,
  readUsage,
  type UsageRecord,
  writeHistoryRequest,
  writeReadRequest,
  writeUsageRequest,
} from './messages.ts'

/** Requests to a daemon about the builds in its history. */
export interface DaemonHistory {
  /** Ends when the connection does. Rejects when `signal` is aborted. */
  follow(onRecord: (record: HistoryRecord) => void, signal?: AbortSignal): Promise<void>
  /** Newest first. */
  list(
    request: Pick<HistoryRequest, 'ref' | 'filter' | 'limit' | 'running'>,
    signal?: AbortSignal,
  ): Promise<readonly HistoryRecord[]>
  /** No more than `most` bytes of its beginning. */
  read(blob: Blob, most: number): Promise<Buffer>
  /** The entries of its store that match one of the filters. */
  usage(...filters: string[]): Promise<readonly UsageRecord[]>
}

const service = '/moby.buildkit.v1.Control'

/** By their messages: the targets of a bake get the same message, so that it is decoded once. */
const records = new WeakMap<Uint8Array, HistoryRecord | undefined>()

function readOnce(message: Uint8Array): HistoryRecord | undefined {
  if (!records.has(message)) records.set(message, readHistoryEvent(message))
  return records.get(message)
}

export function daemonHistory({ call }: Pick<Control, 'call'>): DaemonHistory {
  const listen = (
    request: HistoryRequest,
    onRecord: (record: HistoryRecord) => void,
    signal: AbortSignal | undefined,
  ) => {
    const onMessage = (message: Uint8Array) => {
      const record = readOnce(message)
      if (record) onRecord(record)
    }
    return call(`${service}/ListenBuildHistory`, writeHistoryRequest(request), onMessage, signal)
  }

  return {
    follow: (onRecord, signal) => listen({ follow: true }, onRecord, signal),
    async list(request, signal) {
      const records: HistoryRecord[] = []
      await listen(request, (record) => records.push(record), signal)
      return records.sort((a, b) => b.createdAt - a.createdAt)
    },
    async read({ digest, size }, most) {
      const pieces: Uint8Array[] = []
      const request = writeReadRequest({ digest, size: Math.min(size, most) })
      await call('/containerd.services.content.v1.Content/Read', request, (message) =>
        pieces.push(readContent(message)),
      )
      return Buffer.concat(pieces)
    },
    async usage(...filters) {
      const records: UsageRecord[] = []
      await call(`${service}/DiskUsage`, writeUsageRequest(filters), (message) =>
        records.push(...readUsage(message)),
      )
      return records
    },
  }
}

/** A regular expression for the end of a description, in quotes as the daemon's filters take it. */
export function endPattern(text: string): string {
  return JSON.stringify(`${text.replaceAll(/[\\^$.*+?()[\]{}|]/g, '\\$&')}$`)
}
