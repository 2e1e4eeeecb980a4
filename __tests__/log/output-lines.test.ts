import { expect, it } from '@jest/globals'
import fc from 'fast-check'
import { createOutputLines } from '../../src/log/output-lines.ts'
import { runs } from '../helpers/runs.ts'

const bits = [
  ...['\n', '\r', '\r\n', '\t', '\u0000', '\u0007', '\u0085', '\u2028', 'é', '🐳', 'text', ' '],
  ...[
    '\u001b[31m',
    '\u001b[0m',
    '\u001b[1G',
    '\u001b[2K',
    '\u001b[1A',
    '\u001b',
    '\u001b[',
    '\u001b]0;t\u0007',
  ],
  ...['::error::x', '##[error]x'],
]
const output = fc
  .array(
    fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...bits) }, fc.string({ unit: 'binary' })),
  )
  .map((parts) => Buffer.from(parts.join('')))

function linesOf(...pieces: readonly Uint8Array[]): readonly string[] {
  const lines = createOutputLines()
  const whole = pieces.flatMap((piece) => lines.add(Buffer.from(piece)))
  return [...whole, ...lines.end()]
}

it('returns the same lines however the output is split into pieces', () => {
  fc.assert(
    fc.property(output, fc.array(fc.nat(200), { maxLength: 8 }), (bytes, cuts) => {
      const ends = [...cuts, bytes.length].sort((a, b) => a - b)
      const pieces = ends.map((end, index) => bytes.subarray(ends[index - 1] ?? 0, end))
      expect(linesOf(...pieces)).toEqual(linesOf(bytes))
    }),
    runs(1000),
  )
})

it('keeps only text, tabs and colours of a line', () => {
  fc.assert(
    fc.property(output, (bytes) => {
      for (const line of linesOf(bytes)) {
        const plain = line.replaceAll(/\p{Cc}\[[0-9;:]*m/gu, '').replaceAll('\t', '')
        expect(plain).not.toMatch(/[\p{Cc}\u2028\u2029]/u)
      }
    }),
    runs(1000),
  )
})

it('leaves a secret whole in a long line that arrives in pieces', () => {
  const words = Array.from({ length: 40_000 }, (_, index) => `secret-${index}`)
  const bytes = Buffer.from(words.join(' '))
  const pieces = Array.from({ length: Math.ceil(bytes.length / 4099) }, (_, index) =>
    bytes.subarray(index * 4099, (index + 1) * 4099),
  )
  expect(linesOf(...pieces).flatMap((line) => line.trim().split(' '))).toEqual(words)
})
