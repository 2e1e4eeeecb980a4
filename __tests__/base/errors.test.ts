import { describe, expect, it } from '@jest/globals'
import { CommandError, messageOf } from '../../src/base/errors.ts'

describe('messageOf', () => {
  it('takes a text with so much space that a search from each space would not end', () => {
    const text = `a${' '.repeat(1_000_000)}b`
    expect(messageOf(text)).toBe(text)
  })

  it.each([
    [new Error('one\n  two\r\nthree\n'), 'one two three'],
    ['text', 'text'],
    [undefined, 'undefined'],
  ])('is one line', (error, line) => {
    expect(messageOf(error)).toBe(line)
  })
})

describe('CommandError', () => {
  it('names the command and the last line of its output', () => {
    const output = 'WARNING: a\nERROR: no such driver\n\n'
    expect(new CommandError('buildx create', 1, output).message).toBe(
      'buildx create failed: no such driver',
    )
    expect(new CommandError('buildx create', 3, '').message).toBe(
      'buildx create failed: exit code 3',
    )
  })

  it('names why the command crashed, not the end of its stack', () => {
    const output =
      'a\npanic: assignment to entry in nil map\n\ngoroutine 1 [running]:\n\tmain.go:9\n'
    expect(new CommandError('buildx create', 2, output).message).toBe(
      'buildx create failed: panic: assignment to entry in nil map',
    )
  })
})
