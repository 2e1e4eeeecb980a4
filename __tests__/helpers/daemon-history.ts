import { BinaryWriter } from '@bufbuild/protobuf/wire'
import type { DaemonHistory } from '../../src/history/daemon-history.ts'
import type { Blob, HistoryRecord } from '../../src/history/messages.ts'
import type { SolveStatus, Vertex } from '../../src/progress/solve-status.ts'
import { at } from './stream-events.ts'

/** A record in the daemon's history, with the events of its stream. */
export interface FakeRecord extends HistoryRecord {
  readonly log: Buffer
}

interface RecordOptions extends Partial<Omit<HistoryRecord, 'createdAt' | 'completedAt'>> {
  /** In seconds, like the events of the stream. */
  readonly started: number
  readonly seconds?: number
  readonly events?: readonly SolveStatus[]
  /** Bytes of output before the last event. */
  readonly output?: number
  /** Bytes of output in the same message as all events, behind them. Without it each has its own. */
  readonly printed?: number
}

export function fakeRecord({
  started,
  seconds = 1,
  events = [],
  output = 0,
  printed = 0,
  ...rest
}: RecordOptions): FakeRecord {
  const vertices = events.flatMap(({ vertexes = [] }) => vertexes)
  const digests = new Set(vertices.map(({ digest }) => digest))
  const cached = new Set(vertices.filter((each) => each.cached).map(({ digest }) => digest))
  const messages: Uint8Array[] = vertices.map(writeVertex)
  if (output > 0) messages.splice(-1, 0, writeLog(output))
  const log =
    printed > 0
      ? frame(Buffer.concat([...messages, ...Array(8).fill(writeLog(printed / 8))]))
      : Buffer.concat(messages.map(frame))
  return {
    ref: `at ${started}`,
    attributes: new Map([['filename', 'Dockerfile']]),
    images: ['example.com/app:latest'],
    createdAt: Date.parse(at(started)),
    completedAt: Date.parse(at(started + seconds)),
    logs: { digest: `log at ${started}`, size: log.length },
    provenances: [],
    cachedVertices: cached.size,
    totalVertices: digests.size,
    log,
    ...rest,
  }
}

/**
 * A daemon with these builds in its history. It treats every record as one of the requested
 * repository, and supports only the filter for the duration of a build.
 */
export function fakeHistory(records: readonly FakeRecord[]) {
  const read: string[] = []
  const requests: { readonly filter?: string; readonly limit?: number }[] = []
  const history: Pick<DaemonHistory, 'list' | 'read'> = {
    async list(request) {
      requests.push(request)
      const { filter = '', limit } = request
      const least = filter.includes('duration>1s') ? 1000 : -1
      return records
        .filter(({ createdAt, completedAt = createdAt }) => completedAt - createdAt > least)
        .toSorted((a, b) => b.createdAt - a.createdAt)
        .slice(0, limit)
    },
    async read({ digest, size }: Blob, most: number) {
      const record = records.find(({ logs }) => logs?.digest === digest)
      if (record === undefined) throw new Error('not found')
      read.push(record.ref)
      return record.log.subarray(0, Math.min(size, most))
    },
  }
  return { history, read, requests }
}

/** An event in the form of the daemon: its length in four bytes, and the message. */
function frame(message: Uint8Array): Buffer {
  const length = Buffer.alloc(4)
  length.writeUInt32LE(message.length)
  return Buffer.concat([length, message])
}

function writeVertex({
  digest,
  inputs = [],
  name = '',
  cached,
  started,
  completed,
  error,
}: Vertex) {
  const writer = new BinaryWriter().uint32(tag(1)).fork()
  writer.uint32(tag(1)).string(digest)
  for (const input of inputs) writer.uint32(tag(2)).string(input)
  writer.uint32(tag(3)).string(name)
  if (cached) writer.uint32(4 << 3).bool(true)
  for (const [field, time] of [[5, started] as const, [6, completed] as const]) {
    if (time === undefined) continue
    const milliseconds = Date.parse(time)
    writer.uint32(tag(field)).fork()
    writer.uint32(1 << 3).int64(Math.floor(milliseconds / 1000))
    writer.uint32(2 << 3).int32((milliseconds % 1000) * 1e6)
    writer.join()
  }
  if (error) writer.uint32(tag(7)).string(error)
  return writer.join().finish()
}

function writeLog(bytes: number): Uint8Array {
  const writer = new BinaryWriter().uint32(tag(3)).fork()
  return writer.uint32(tag(4)).bytes(Buffer.alloc(bytes)).join().finish()
}

/** The tag of a length-delimited field. */
function tag(field: number): number {
  return (field << 3) | 2
}
