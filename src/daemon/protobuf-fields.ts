import { BinaryReader } from '@bufbuild/protobuf/wire'

/** Wire types: https://protobuf.dev/programming-guides/encoding/#structure */
export const varint = 0
export const lengthDelimited = 2

/**
 * A message's fields by their numbers. The wire format doesn't distinguish a text, bytes and a message, so
 * the caller chooses. A field that is absent, or of another wire type, reads as empty.
 */
export interface Fields {
  text(field: number): string
  texts(field: number): string[]
  bytes(field: number): Uint8Array
  /** 0 when absent. */
  number(field: number): number
  messages(field: number): Fields[]
}

/** @throws RangeError or Error when the bytes aren't a message */
export function readFields(message: Uint8Array): Fields {
  const reader = new BinaryReader(message)
  const fields = new Map<number, (Uint8Array | number)[]>()
  while (reader.pos < reader.len) {
    const [field, wireType] = reader.tag()
    const values = fields.get(field) ?? []
    fields.set(field, values)
    if (wireType === lengthDelimited) values.push(reader.bytes())
    else if (wireType === varint) values.push(Number(reader.int64()))
    else reader.skip(wireType, field)
  }
  const all = (field: number) =>
    (fields.get(field) ?? []).filter((value) => typeof value !== 'number')
  return {
    texts: (field) => all(field).map(decode),
    text(field) {
      const [first] = all(field)
      return first === undefined ? '' : decode(first)
    },
    bytes: (field) => all(field)[0] ?? new Uint8Array(),
    number: (field) => Number(fields.get(field)?.find((value) => typeof value === 'number') ?? 0),
    messages: (field) => all(field).map(readFields),
  }
}

/** Without a copy of the bytes. */
function decode({ buffer, byteOffset, byteLength }: Uint8Array): string {
  return Buffer.from(buffer, byteOffset, byteLength).toString()
}
