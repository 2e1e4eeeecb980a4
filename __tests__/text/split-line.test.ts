import { expect, it } from '@jest/globals'
import fc from 'fast-check'
import { cutLine, splitLine } from '../../src/text/split-line.ts'

const red = '\u001b[31m'

it.each([
  ['a short line', 'abc', 4, ['abc']],
  ['an empty line', '', 4, ['']],
  ['no spaces', 'abcdefghij', 4, ['abcd', 'efgh', 'ij']],
  ['a space near the end of a piece', 'abcdefg hijkl', 9, ['abcdefg ', 'hijkl']],
  ['a space far from it', 'a bcdefghijkl', 10, ['a bcdefghi', 'jkl']],
  ['no white space but marks', '{"a":"bcde","fghij"}', 10, ['{"a":"', 'bcde","', 'fghij"}']],
  ['a space far from marks', 'a: {"b":"cd","efghij"}', 16, ['a: {"b":"cd","', 'efghij"}']],
  ['characters of two code units', '😀😀😀', 3, ['😀', '😀', '😀']],
  ['a colour at the boundary', `abc${red}def`, 5, ['abc', `${red}`, 'def']],
])('splits %s', (_, line, longest, pieces) => {
  expect(splitLine(line, longest)).toEqual(pieces)
})

it('leaves a secret whole, which a mask would not match in parts', () => {
  const secret = 'github_pat_11ABCDE'
  for (let before = 1; before < 60; before += 1) {
    for (const mark of [' ', ',', '"', '\t']) {
      const line = `${'x'.repeat(before)}${mark}${secret}${mark}${'y'.repeat(60)}`
      expect(splitLine(line, 40).filter((piece) => piece.includes(secret))).toHaveLength(1)
      expect(cutLine(line, 40).replace(secret, '')).not.toMatch(/git|hub/)
    }
  }
})

it('cuts a line where it would be split, and says that it is cut', () => {
  expect(cutLine('abc', 3)).toBe('abc')
  expect(cutLine('abc defgh', 6)).toBe('abc …')
})

it('loses nothing, and makes no piece longer than the limit', () => {
  const bit = fc.constantFrom('a', ' ', '😀', 'é', red, '\u001b[0m')
  fc.assert(
    fc.property(
      fc.array(bit, { maxLength: 300 }),
      fc.integer({ min: 8, max: 40 }),
      (bits, most) => {
        const line = bits.join('')
        const pieces = splitLine(line, most)
        expect(pieces.join('')).toBe(line)
        for (const piece of pieces) {
          expect(piece.length).toBeLessThanOrEqual(most)
          expect(piece.isWellFormed()).toBe(true)
        }
      },
    ),
  )
})
