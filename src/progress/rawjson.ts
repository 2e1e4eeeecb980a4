import { inRunOrder } from './event-order.ts'
import type { SolveStatus } from './solve-status.ts'

/** The listener of a stream: called once for each event, and once for each line that isn't an event. */
export interface StreamListener {
  status(status: SolveStatus): void
  /** A line without its line break. */
  text(line: string): void
}

/**
 * Decodes what buildx writes to stderr with `--progress=rawjson`: one SolveStatus a line, and between
 * them plain text such as warnings, the Dockerfile excerpt of a failed build and `ERROR: …`.
 *
 * Chunks may end anywhere. Bytes are kept only until their line is whole, so memory follows the
 * longest line and time follows the length of the stream. Whatever isn't an event goes to `text`;
 * nothing is dropped and no input throws.
 */
export function createRawJsonDecoder(listener: StreamListener): {
  write(chunk: Uint8Array): void
  end(): void
} {
  const rest = createByteBuffer()

  return {
    write(chunk) {
      const bytes = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength)
      let start = 0
      for (let end = bytes.indexOf(lineFeed); end >= 0; end = bytes.indexOf(lineFeed, start)) {
        const line = bytes.subarray(start, end)
        start = end + 1
        decodeLine(rest.isEmpty() ? line : rest.takeWith(line), listener)
      }
      rest.append(bytes.subarray(start))
    },
    end() {
      if (!rest.isEmpty()) decodeLine(rest.takeWith(Buffer.alloc(0)), listener)
    },
  }
}

const lineFeed = 0x0a
const carriageReturn = 0x0d
const openingBrace = 0x7b

function decodeLine(bytes: Buffer, listener: StreamListener): void {
  const end = bytes.at(-1) === carriageReturn ? bytes.length - 1 : bytes.length
  const line = bytes.toString('utf8', 0, end)
  const status = bytes[0] === openingBrace ? parseStatus(line) : undefined
  if (status) listener.status(status)
  else listener.text(line)
}

function parseStatus(line: string): SolveStatus | undefined {
  try {
    const value: unknown = JSON.parse(line)
    if (!isSolveStatus(value)) return undefined
    const { vertexes } = value
    return vertexes ? { ...value, vertexes: inRunOrder(vertexes) } : value
  } catch {
    return undefined
  }
}

type Check = (value: unknown) => boolean

const text: Check = (value) => typeof value === 'string'
const number: Check = (value) => typeof value === 'number'
/** Absent, or null as Go writes what is empty. */
const maybe =
  (check: Check): Check =>
  (value) =>
    value == null || check(value)
const listOf =
  (check: Check): Check =>
  (value) =>
    Array.isArray(value) && value.every(check)

/** An object whose named fields fit; it may have others. */
function objectOf(fields: Readonly<Record<string, Check>>): Check {
  const checks = Object.entries(fields)
  return (value) => {
    if (typeof value !== 'object' || value === null) return false
    const object = value as Record<string, unknown>
    return checks.every(([key, check]) => check(object[key]))
  }
}

/** The arrays of a SolveStatus with the fields of their entries that are read. */
const arrays: Readonly<Record<keyof SolveStatus, Check>> = {
  vertexes: objectOf({
    digest: text,
    inputs: maybe(listOf(text)),
    name: maybe(text),
    started: maybe(text),
    completed: maybe(text),
    error: maybe(text),
    progressGroup: maybe(objectOf({ id: maybe(text), name: maybe(text) })),
  }),
  statuses: objectOf({
    id: text,
    vertex: text,
    timestamp: text,
    current: maybe(number),
    total: maybe(number),
    started: maybe(text),
    completed: maybe(text),
  }),
  logs: objectOf({ vertex: text, timestamp: text, data: maybe(text), stream: maybe(number) }),
  warnings: objectOf({
    vertex: maybe(text),
    short: maybe(text),
    detail: maybe(listOf(maybe(text))),
    url: maybe(text),
    sourceInfo: maybe(objectOf({ filename: maybe(text) })),
    range: maybe(listOf(maybe(objectOf({ start: maybe(objectOf({ line: maybe(number) })) })))),
  }),
}

function isSolveStatus(value: unknown): value is SolveStatus {
  const object = value as Record<string, unknown>
  // An event without changes is `{}`. An object of another kind is a log line of something else.
  const known = Object.entries(arrays).filter(([key]) => object[key] !== undefined)
  if (known.length === 0) return Object.keys(object).length === 0
  return known.every(([key, isEntry]) => listOf(isEntry)(object[key]))
}

/** The bytes of a line that isn't whole yet. Its capacity doubles, so many small chunks cost no more. */
function createByteBuffer() {
  const initialCapacity = 64 * 1024
  let buffer = Buffer.allocUnsafe(initialCapacity)
  let length = 0

  return {
    isEmpty: () => length === 0,
    append(bytes: Buffer): void {
      if (length + bytes.length > buffer.length) {
        const larger = Buffer.allocUnsafe(Math.max(buffer.length * 2, length + bytes.length))
        buffer.copy(larger, 0, 0, length)
        buffer = larger
      }
      bytes.copy(buffer, length)
      length += bytes.length
    },
    /** Appends and empties. The returned bytes are valid only until the next append. */
    takeWith(bytes: Buffer): Buffer {
      this.append(bytes)
      const taken = buffer.subarray(0, length)
      length = 0
      if (buffer.length > initialCapacity) buffer = Buffer.allocUnsafe(initialCapacity)
      return taken
    },
  }
}
