import { BinaryWriter } from '@bufbuild/protobuf/wire'
import { expect, it } from '@jest/globals'
import {
  lengthDelimited,
  readCutFields,
  readFields,
  varint,
} from '../../src/daemon/protobuf-fields.ts'

const inner = new BinaryWriter()
  .tag(1, lengthDelimited)
  .string('größer')
  .tag(1, lengthDelimited)
  .string('second')
  .finish()
const outer = new BinaryWriter()
  .tag(2, lengthDelimited)
  .bytes(inner)
  .tag(3, varint)
  .int64(2 ** 40)
  .tag(2, lengthDelimited)
  .bytes(inner.subarray(0, 10))
  .finish()

it('reads a message and those in it, where it lies among other bytes', () => {
  const fields = readFields(Buffer.concat([Buffer.from('before'), outer]).subarray(6))
  expect(fields.messages(2).map((each) => each.texts(1))).toEqual([
    ['größer', 'second'],
    ['größer'],
  ])
  expect([fields.number(3), Buffer.from(fields.bytes(2))]).toEqual([2 ** 40, Buffer.from(inner)])
})

it('reads a field that is absent, or of another wire type, as empty', () => {
  const fields = readFields(outer)
  expect([fields.text(9), fields.texts(3), fields.messages(9)]).toEqual(['', [], []])
  expect([fields.number(2), fields.bytes(3)]).toEqual([0, new Uint8Array()])
})

it.each([
  ['ends in the middle of a field', outer.subarray(0, 5)],
  ['is a text', Buffer.from('no message')],
])('rejects a message that %s', (_, message) => {
  expect(() => readFields(message)).toThrow()
})

it('reads the whole fields of a message that was cut off', () => {
  const whole = (length: number) => {
    const fields = readCutFields(outer.subarray(0, length))
    return [fields.messages(2).length, fields.number(3)]
  }
  const [first, second] = [inner.length + 2, inner.length + 9]
  for (let length = 0; length < outer.length; length += 1) {
    expect(whole(length)).toEqual([Number(length >= first), length >= second ? 2 ** 40 : 0])
  }
  expect(whole(outer.length)).toEqual([2, 2 ** 40])
  expect(() => readCutFields(Buffer.of(0x0f, 1, 1))).toThrow()
})

it('tells whether there is a field of some length', () => {
  const fields = readFields(outer)
  expect([2, 3, 9].map((field) => fields.has(field))).toEqual([true, false, false])
})

it('rejects a field that is longer than the message that it is in', () => {
  const field = Buffer.of(0x0a, 5, 1)
  const message = new BinaryWriter().tag(1, lengthDelimited).bytes(field).tag(2, varint).int64(1)
  expect(() => readFields(message.finish()).messages(1)).toThrow(RangeError)
})
