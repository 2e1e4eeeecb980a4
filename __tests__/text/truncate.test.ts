import { describe, expect, it } from '@jest/globals'
import { shortLine, truncate } from '../../src/text/truncate.ts'

describe('truncate', () => {
  it.each([
    ['abc', 3, 'abc'],
    ['abcd', 3, 'ab…'],
    ['😀😀😀', 3, '😀😀😀'],
    ['😀😀😀😀', 3, '😀😀…'],
    ['', 3, ''],
  ])('of %j at %d is %j', (text, longest, short) => {
    expect(truncate(text, longest)).toBe(short)
  })
})

describe('shortLine', () => {
  it.each([
    ['line breaks and spaces', ' a\r\n  b\t', 10, 'a b'],
    ['control and direction characters', 'a\u001b[31mb\u202ec', 10, 'a [31mb c'],
    ['a long text', 'abcdefgh', 4, 'abc…'],
    ['a long text whose beginning is short', `a${' '.repeat(1000)}b`, 4, 'a…'],
  ])('of %s', (_, text, longest, line) => {
    expect(shortLine(text, longest)).toBe(line)
  })
})
