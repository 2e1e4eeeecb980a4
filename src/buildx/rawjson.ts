import type { SolveStatus } from './solve-status.ts'

/** Who reads the stream: once for each event, and once for each line that isn't an event. */
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
    return isSolveStatus(value) ? value : undefined
  } catch {
    return undefined
  }
}

/** The arrays of a SolveStatus with the fields that must be strings in each of their entries. */
const arrays: readonly (readonly [keyof SolveStatus, readonly string[]])[] = [
  ['vertexes', ['digest']],
  ['statuses', ['id', 'vertex', 'timestamp']],
  ['logs', ['vertex', 'timestamp']],
  ['warnings', []],
]

/** Fields that may be absent but are never of another type. `data` is null for no bytes. */
const optionalStrings = ['name', 'started', 'completed', 'error', 'data', 'short', 'url']
const optionalNumbers = ['current', 'total', 'stream']
const optionalObjects = ['inputs', 'progressGroup']

function isSolveStatus(value: unknown): value is SolveStatus {
  const object = value as Record<string, unknown>
  // An event without news is `{}`; an object of another kind is somebody's log line.
  const known = arrays.filter(([key]) => object[key] !== undefined)
  if (known.length === 0) return Object.keys(object).length === 0
  return known.every(([key, required]) => {
    const list = object[key]
    return Array.isArray(list) && list.every((entry) => isEntry(entry, required))
  })
}

function isEntry(entry: unknown, required: readonly string[]): boolean {
  if (typeof entry !== 'object' || entry === null) return false
  const object = entry as Record<string, unknown>
  return (
    required.every((key) => typeof object[key] === 'string') &&
    optionalStrings.every((key) => object[key] == null || typeof object[key] === 'string') &&
    optionalNumbers.every((key) => object[key] == null || typeof object[key] === 'number') &&
    optionalObjects.every((key) => object[key] == null || typeof object[key] === 'object')
  )
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
    /** Appends and empties. What is returned is only good until something is appended again. */
    takeWith(bytes: Buffer): Buffer {
      this.append(bytes)
      const taken = buffer.subarray(0, length)
      length = 0
      if (buffer.length > initialCapacity) buffer = Buffer.allocUnsafe(initialCapacity)
      return taken
    },
  }
}
