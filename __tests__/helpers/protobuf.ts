import { BinaryWriter } from '@bufbuild/protobuf/wire'
import { lengthDelimited, varint } from '../../src/daemon/protobuf-fields.ts'

/** The value of a field. Numbers and booleans are varints, everything else is length-delimited. */
export type FieldValue = string | number | boolean | Uint8Array

/** A message with these fields, by their numbers. A list is a repeated field; `undefined` is an absent one. */
export function message(
  fields: Readonly<Record<number, FieldValue | readonly FieldValue[] | undefined>>,
): Buffer {
  const writer = new BinaryWriter()
  for (const [number, value] of Object.entries(fields)) {
    for (const each of [value].flat() as readonly (FieldValue | undefined)[]) {
      if (each !== undefined) writeField(writer, Number(number), each)
    }
  }
  return Buffer.from(writer.finish())
}

function writeField(writer: BinaryWriter, number: number, value: FieldValue): void {
  if (typeof value === 'string') writer.tag(number, lengthDelimited).string(value)
  else if (value instanceof Uint8Array) writer.tag(number, lengthDelimited).bytes(value)
  else writer.tag(number, varint).int64(Number(value))
}

/** A `google.protobuf.Timestamp`. @param milliseconds since 1970 */
export function timestamp(milliseconds: number): Buffer {
  const seconds = Math.floor(milliseconds / 1000)
  return message({ 1: seconds, 2: Math.round((milliseconds - seconds * 1000) * 1e6) })
}

/** An entry of a `map<string, …>`. */
export function mapEntry(key: string, value: FieldValue): Buffer {
  return message({ 1: key, 2: value })
}
