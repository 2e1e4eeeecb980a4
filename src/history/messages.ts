// Encodes and decodes requests to a daemon about earlier builds. Fields are named as in
// https://github.com/moby/buildkit/blob/master/api/services/control/control.proto,
// https://github.com/containerd/containerd/blob/main/api/services/content/v1/content.proto and
// https://github.com/protocolbuffers/protobuf/blob/main/src/google/protobuf/timestamp.proto
import { BinaryWriter } from '@bufbuild/protobuf/wire'
import {
  type Fields,
  lengthDelimited,
  readCutFields,
  readFields,
  varint,
} from '../daemon/protobuf-fields.ts'
import { inRunOrder } from '../progress/event-order.ts'
import type { Vertex } from '../progress/solve-status.ts'

const historyRequest = { activeOnly: 1, ref: 2, earlyExit: 3, filter: 4, limit: 5 } as const
const historyEvent = { type: 1, record: 2 } as const
const historyEventTypes = { deleted: 2 } as const
const historyRecord = {
  ...{ ref: 1, frontendAttrs: 3, exporters: 4, createdAt: 6, completedAt: 7, logs: 8, result: 10 },
  ...{ results: 11, numCachedSteps: 15, numTotalSteps: 16 },
} as const
const exporter = { attrs: 2 } as const
const resultInfo = { attestations: 2 } as const
const descriptor = { mediaType: 1, digest: 2, size: 3 } as const
/** An entry of a map. */
const entry = { key: 1, value: 2 } as const
const diskUsageRequest = { filter: 1 } as const
const diskUsageResponse = { record: 1 } as const
const usageRecord = {
  ...{ id: 1, inUse: 3, size: 4, createdAt: 6, lastUsedAt: 7, usageCount: 8, description: 9 },
  parents: 12,
} as const
const statusResponse = { vertexes: 1, statuses: 2, logs: 3 } as const
const vertexFields = {
  ...{ digest: 1, inputs: 2, name: 3, cached: 4, started: 5, completed: 6, error: 7 },
} as const
const readContentRequest = { digest: 1, size: 3 } as const
const readContentResponse = { data: 2 } as const
const timestampFields = { seconds: 1, nanos: 2 } as const

/** The daemon's record of a build. Times are milliseconds since 1970 by the daemon's clock. */
export interface HistoryRecord {
  readonly ref: string
  /** As buildx gave them: `filename`, `build-arg:NAME`, `vcs:source`, … */
  readonly attributes: ReadonlyMap<string, string>
  /** References of the requested images. */
  readonly images: readonly string[]
  readonly createdAt: number
  /** Absent while it runs. */
  readonly completedAt?: number
  /** Its stream of events. */
  readonly logs?: Blob
  /** Provenances, one for each platform; only of a build that succeeded. */
  readonly provenances: readonly Blob[]
  /** Vertices of any kind, unlike our steps. */
  readonly cachedVertices: number
  readonly totalVertices: number
}

export interface Blob {
  readonly digest: string
  readonly size: number
}

/** An entry of the daemon's store. */
export interface UsageRecord {
  readonly id: string
  readonly parents: readonly string[]
  readonly description: string
  readonly createdAt: number
  /** Absent until the first use has ended. */
  readonly lastUsedAt?: number
  /** How often it was used, without the present use. */
  readonly uses: number
  readonly inUse: boolean
  /** Bytes. */
  readonly size: number
}

/** Which records to list. An older daemon knows neither filters nor a limit, and lists them all. */
export interface HistoryRequest {
  /** Only builds that run or start from now on, until the client ends the call. */
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
  if (follow || running) writer.tag(historyRequest.activeOnly, varint).bool(true)
  if (!follow) writer.tag(historyRequest.earlyExit, varint).bool(true)
  if (ref !== undefined) writer.tag(historyRequest.ref, lengthDelimited).string(ref)
  if (filter !== undefined) writer.tag(historyRequest.filter, lengthDelimited).string(filter)
  if (limit !== undefined) writer.tag(historyRequest.limit, varint).int32(limit)
  return writer.finish()
}

export function writeReadRequest({ digest, size }: Blob): Uint8Array {
  return new BinaryWriter()
    .tag(readContentRequest.digest, lengthDelimited)
    .string(digest)
    .tag(readContentRequest.size, varint)
    .int64(size)
    .finish()
}

export function writeUsageRequest(filters: readonly string[]): Uint8Array {
  const writer = new BinaryWriter()
  for (const filter of filters) writer.tag(diskUsageRequest.filter, lengthDelimited).string(filter)
  return writer.finish()
}

/** @returns undefined when a record was deleted */
export function readHistoryEvent(message: Uint8Array): HistoryRecord | undefined {
  const event = readFields(message)
  if (event.number(historyEvent.type) === historyEventTypes.deleted) return undefined
  const [record] = event.messages(historyEvent.record)
  if (record === undefined) return undefined
  const createdAt = readTime(record.messages(historyRecord.createdAt)[0])
  const completedAt = readTime(record.messages(historyRecord.completedAt)[0])
  const [logs] = record.messages(historyRecord.logs)
  return {
    ref: record.text(historyRecord.ref),
    attributes: readMap(record.messages(historyRecord.frontendAttrs)),
    // Of a whole list, these are needed of few records.
    get images() {
      return readImages(record)
    },
    createdAt: createdAt ?? 0,
    ...(completedAt !== undefined && { completedAt }),
    ...(logs && { logs: readBlob(logs) }),
    get provenances() {
      return readProvenances(record)
    },
    cachedVertices: record.number(historyRecord.numCachedSteps),
    totalVertices: record.number(historyRecord.numTotalSteps),
  }
}

function readImages(record: Fields): readonly string[] {
  return record
    .messages(historyRecord.exporters)
    .flatMap((each) => readMap(each.messages(exporter.attrs)).get('name')?.split(',') ?? [])
}

function readProvenances(record: Fields): readonly Blob[] {
  const results = [
    ...record.messages(historyRecord.result),
    ...record.messages(historyRecord.results).flatMap((each) => each.messages(entry.value)),
  ]
  return results
    .flatMap((result) => result.messages(resultInfo.attestations))
    .filter(
      (attestation) => attestation.text(descriptor.mediaType) === 'application/vnd.in-toto+json',
    )
    .map(readBlob)
}

/** The bytes of an answer to a read request. */
export function readContent(message: Uint8Array): Uint8Array {
  return readFields(message).bytes(readContentResponse.data)
}

export function readUsage(message: Uint8Array): UsageRecord[] {
  return readFields(message)
    .messages(diskUsageResponse.record)
    .map((record) => {
      const lastUsedAt = readTime(record.messages(usageRecord.lastUsedAt)[0])
      return {
        id: record.text(usageRecord.id),
        parents: record.texts(usageRecord.parents),
        description: record.text(usageRecord.description),
        createdAt: readTime(record.messages(usageRecord.createdAt)[0]) ?? 0,
        ...(lastUsedAt !== undefined && { lastUsedAt }),
        uses: record.number(usageRecord.usageCount),
        inUse: record.number(usageRecord.inUse) === 1,
        size: record.number(usageRecord.size),
      }
    })
}

/** What a record's stream says of vertices. Its other events, the steps' output among them, are passed over. */
export interface LogVertices {
  readonly vertices: readonly Vertex[]
  /** Whether no event of a vertex is missing. */
  readonly isWhole: boolean
}

/**
 * Reads the vertices in the beginning of a record's stream.
 *
 * BuildKit writes the stream when the build has ended: one message has all events of vertices, then those of their
 * progress, and then output. More than 1 MiB of output is in further messages (`SolveStatus.Marshal` in moby/buildkit
 * `client/status.go`). So of a message that is cut off behind its vertices, none is missing. If it is cut off among them,
 * it is left out: a step would seem not to have ended.
 *
 * @param isCut whether the stream goes on
 */
export function readLogVertices(log: Buffer, isCut = false): LogVertices {
  const vertices: Vertex[] = []
  let isWhole = !isCut
  // Each message follows its length, in four bytes.
  for (let at = 0; at + 4 <= log.length; ) {
    const start = at + 4
    const end = start + log.readUInt32LE(at)
    const isComplete = end <= log.length
    const message = (isComplete ? readFields : readCutFields)(log.subarray(start, end))
    const isPast = message.has(statusResponse.statuses) || message.has(statusResponse.logs)
    if (!isComplete) isWhole = isPast
    if (isComplete || isPast) {
      vertices.push(...inRunOrder(message.messages(statusResponse.vertexes).map(readVertex)))
    }
    at = end
  }
  return { vertices, isWhole }
}

function readMap(entries: readonly Fields[]): ReadonlyMap<string, string> {
  return new Map(entries.map((each) => [each.text(entry.key), each.text(entry.value)]))
}

function readVertex(vertex: Fields): Vertex {
  const started = readTimeText(vertex.messages(vertexFields.started)[0])
  const completed = readTimeText(vertex.messages(vertexFields.completed)[0])
  return {
    digest: vertex.text(vertexFields.digest),
    inputs: vertex.texts(vertexFields.inputs),
    name: vertex.text(vertexFields.name),
    cached: vertex.number(vertexFields.cached) === 1,
    ...(started && { started }),
    ...(completed && { completed }),
    error: vertex.text(vertexFields.error),
  }
}

function readBlob(blob: Fields): Blob {
  return { digest: blob.text(descriptor.digest), size: blob.number(descriptor.size) }
}

/** @returns milliseconds since 1970 */
function readTime(timestamp: Fields | undefined): number | undefined {
  return (
    timestamp &&
    timestamp.number(timestampFields.seconds) * 1000 + timestamp.number(timestampFields.nanos) / 1e6
  )
}

/** @returns RFC 3339 with nanoseconds: a start and an end are compared to the last digit */
function readTimeText(timestamp: Fields | undefined): string | undefined {
  if (timestamp === undefined) return undefined
  const second = new Date(timestamp.number(timestampFields.seconds) * 1000)
    .toISOString()
    .slice(0, 'yyyy-mm-ddThh:mm:ss'.length)
  return `${second}.${String(timestamp.number(timestampFields.nanos)).padStart(9, '0')}Z`
}
