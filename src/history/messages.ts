// Reads and writes what is asked of a daemon about former builds. The field numbers are those of
// `api/services/control/control.proto` in moby/buildkit and of containerd's content service.
import { BinaryWriter } from '@bufbuild/protobuf/wire'
import { type Fields, lengthDelimited, readFields, varint } from '../daemon/protobuf-fields.ts'
import type { Vertex } from '../progress/solve-status.ts'

/** What the daemon keeps of a build. Times are milliseconds since 1970 by the daemon's clock. */
export interface HistoryRecord {
  readonly ref: string
  /** As buildx gave them: `filename`, `build-arg:NAME`, `vcs:source`, … */
  readonly attributes: ReadonlyMap<string, string>
  /** References of the images that were asked for. */
  readonly images: readonly string[]
  readonly createdAt: number
  /** Absent while it runs. */
  readonly completedAt?: number
  /** Its stream of events. */
  readonly logs?: Blob
  /** What was built of what, one for each platform; only of a build that succeeded. */
  readonly provenances: readonly Blob[]
  /** Vertices of any kind, unlike our steps. */
  readonly cachedVertices: number
  readonly totalVertices: number
}

export interface Blob {
  readonly digest: string
  readonly size: number
}

/** Something that the daemon's store holds. */
export interface UsageRecord {
  readonly parents: readonly string[]
  readonly description: string
  readonly createdAt: number
  readonly inUse: boolean
  /** Bytes. */
  readonly size: number
}

/** Which records to list. An older daemon knows neither filters nor a limit, and lists them all. */
export interface HistoryRequest {
  /** Only what begins or runs from now on, until the call is ended from here. */
  readonly follow?: boolean
  /** The record of this build alone. */
  readonly ref?: string
  /** Only builds that run now. */
  readonly running?: boolean
  readonly filter?: string
  /** The newest. */
  readonly limit?: number
}

export function writeHistoryRequest({
  follow,
  running,
  ref,
  filter,
  limit,
}: HistoryRequest): Uint8Array {
  const writer = new BinaryWriter()
  if (follow || running) writer.tag(1, varint).bool(true)
  if (ref !== undefined) writer.tag(2, lengthDelimited).string(ref)
  if (!follow) writer.tag(3, varint).bool(true)
  if (filter !== undefined) writer.tag(4, lengthDelimited).string(filter)
  if (limit !== undefined) writer.tag(5, varint).int32(limit)
  return writer.finish()
}

export function writeReadRequest({ digest, size }: Blob): Uint8Array {
  return new BinaryWriter()
    .tag(1, lengthDelimited)
    .string(digest)
    .tag(3, varint)
    .int64(size)
    .finish()
}

export function writeUsageRequest(filters: readonly string[]): Uint8Array {
  const writer = new BinaryWriter()
  for (const filter of filters) writer.tag(1, lengthDelimited).string(filter)
  return writer.finish()
}

/** @returns undefined when a record was deleted */
export function readHistoryEvent(message: Uint8Array): HistoryRecord | undefined {
  const event = readFields(message)
  if (event.number(1) === deletedEvent) return undefined
  const [record] = event.messages(2)
  if (record === undefined) return undefined
  const createdAt = readTime(record.messages(6)[0])
  const completedAt = readTime(record.messages(7)[0])
  const [logs] = record.messages(8)
  const results = [
    ...record.messages(10),
    ...record.messages(11).flatMap((each) => each.messages(2)),
  ]
  return {
    ref: record.text(1),
    attributes: readMap(record.messages(3)),
    images: record
      .messages(4)
      .flatMap((exporter) => readMap(exporter.messages(2)).get('name')?.split(',') ?? []),
    createdAt: createdAt ?? 0,
    ...(completedAt !== undefined && { completedAt }),
    ...(logs && { logs: readBlob(logs) }),
    provenances: results
      .flatMap((result) => result.messages(2))
      .filter((attestation) => attestation.text(1) === 'application/vnd.in-toto+json')
      .map(readBlob),
    cachedVertices: record.number(15),
    totalVertices: record.number(16),
  }
}

/** The bytes of an answer to a read request. */
export function readContent(message: Uint8Array): Uint8Array {
  return readFields(message).bytes(2)
}

export function readUsage(message: Uint8Array): UsageRecord[] {
  return readFields(message)
    .messages(1)
    .map((record) => ({
      parents: record.texts(12),
      description: record.text(9),
      createdAt: readTime(record.messages(6)[0]) ?? 0,
      inUse: record.number(3) === 1,
      size: record.number(4),
    }))
}

/** The vertices in a record's stream; its other events, the steps' output among them, are passed over. */
export function readLogVertices(log: Buffer): Vertex[] {
  const vertices: Vertex[] = []
  // Each message has its length before it, in four bytes. What isn't whole was cut off.
  for (let at = 0; at + 4 <= log.length; ) {
    const start = at + 4
    const end = start + log.readUInt32LE(at)
    if (end > log.length) break
    vertices.push(...readFields(log.subarray(start, end)).messages(1).map(readVertex))
    at = end
  }
  return vertices
}

function readMap(entries: readonly Fields[]): ReadonlyMap<string, string> {
  return new Map(entries.map((entry) => [entry.text(1), entry.text(2)]))
}

function readVertex(vertex: Fields): Vertex {
  const started = readTimeText(vertex.messages(5)[0])
  const completed = readTimeText(vertex.messages(6)[0])
  return {
    digest: vertex.text(1),
    inputs: vertex.texts(2),
    name: vertex.text(3),
    cached: vertex.number(4) === 1,
    ...(started && { started }),
    ...(completed && { completed }),
    error: vertex.text(7),
  }
}

function readBlob(descriptor: Fields): Blob {
  return { digest: descriptor.text(2), size: descriptor.number(3) }
}

/** @returns milliseconds since 1970 */
function readTime(timestamp: Fields | undefined): number | undefined {
  return timestamp && timestamp.number(1) * 1000 + timestamp.number(2) / 1e6
}

/** @returns RFC 3339 with nanoseconds: a start and an end are compared to the last digit */
function readTimeText(timestamp: Fields | undefined): string | undefined {
  if (timestamp === undefined) return undefined
  const second = new Date(timestamp.number(1) * 1000)
    .toISOString()
    .slice(0, 'yyyy-mm-ddThh:mm:ss'.length)
  return `${second}.${String(timestamp.number(2)).padStart(9, '0')}Z`
}

const deletedEvent = 2
