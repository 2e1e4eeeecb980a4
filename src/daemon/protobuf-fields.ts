import { BinaryReader } from '@bufbuild/protobuf/wire'

/** Wire types: https://protobuf.dev/programming-guides/encoding/#structure */
export const varint = 0
export const lengthDelimited = 2

/**
 * A message's fields by their numbers. The wire format doesn't distinguish a text, bytes and a message, so
 * the caller chooses. A field that is absent, or of another wire type, reads as empty.
 */
export interface Fields {
  /** Whether there is such a field that isn't a number. */
  has(field: number): boolean
  text(field: number): string
  texts(field: number): string[]
  bytes(field: number): Uint8Array
  /** 0 when absent. */
  number(field: number): number
  messages(field: number): Fields[]
}

/** @throws RangeError or Error when the bytes aren't a message */
export function readFields(message: Uint8Array): Fields {
  return new Message(new BinaryReader(message), bufferOf(message), 0, message.length)
}

/** The fields of a message whose end is missing, without the one in which it was cut off. */
export function readCutFields(message: Uint8Array): Fields {
  const reader = new BinaryReader(message)
  let end = 0
  try {
    while (reader.pos < message.length) {
      const [field, wireType] = reader.tag()
      reader.skip(wireType, field)
      end = reader.pos
    }
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
  }
  return readFields(message.subarray(0, end))
}

/**
 * A message within a message. It has the reader of the outermost one, and no copy of its bytes: the answer to a question
 * about builds is some thousand small messages, of which few fields are needed.
 */
class Message implements Fields {
  readonly reader: BinaryReader
  readonly buffer: Buffer
  /** Three numbers for each field: its number, where its bytes start, and where they end. */
  readonly places: number[] = []
  /** Two numbers for each field that is a number: its own, and its value. */
  readonly numbers: number[] = []

  constructor(reader: BinaryReader, buffer: Buffer, start: number, end: number) {
    this.reader = reader
    this.buffer = buffer
    reader.pos = start
    while (reader.pos < end) {
      const [field, wireType] = reader.tag()
      if (wireType === lengthDelimited) {
        const length = reader.uint32()
        this.places.push(field, reader.pos, reader.pos + length)
        reader.pos += length
      } else if (wireType === varint) this.numbers.push(field, Number(reader.int64()))
      else reader.skip(wireType, field)
    }
    if (reader.pos > end) throw new RangeError('a field is longer than its message')
  }

  #all<Read>(field: number, read: (start: number, end: number) => Read): Read[] {
    const { places } = this
    const found: Read[] = []
    for (let at = 0; at < places.length; at += 3) {
      if (places[at] === field) found.push(read(places[at + 1] ?? 0, places[at + 2] ?? 0))
    }
    return found
  }

  has(field: number): boolean {
    return this.#all(field, () => true).length > 0
  }

  text(field: number): string {
    return this.texts(field)[0] ?? ''
  }

  texts(field: number): string[] {
    return this.#all(field, (start, end) => this.buffer.toString('utf8', start, end))
  }

  bytes(field: number): Uint8Array {
    return this.#all(field, (start, end) => this.buffer.subarray(start, end))[0] ?? new Uint8Array()
  }

  number(field: number): number {
    const { numbers } = this
    for (let at = 0; at < numbers.length; at += 2) {
      if (numbers[at] === field) return numbers[at + 1] ?? 0
    }
    return 0
  }

  messages(field: number): Fields[] {
    return this.#all(field, (start, end) => new Message(this.reader, this.buffer, start, end))
  }
}

/** Without a copy of the bytes. */
function bufferOf({ buffer, byteOffset, byteLength }: Uint8Array): Buffer {
  return Buffer.from(buffer, byteOffset, byteLength)
}
