import { describe, expect, it } from '@jest/globals'
import { createLastWords } from '../../src/log/last-words.ts'
import { readStream } from '../helpers/recorded-streams.ts'

const rule = '-'.repeat(20)

/** Adds the lines. @returns those for the log, and the last words */
function sort(...lines: readonly string[]) {
  const words = createLastWords()
  const shown = lines.flatMap((line) => words.add(line))
  return { shown: [...shown, ...words.interrupt()], ...words.result() }
}

describe('createLastWords', () => {
  it('passes on text that is not part of an error', () => {
    expect(sort('a warning', 'proxy:8080', 'see: http://localhost:1')).toEqual({
      shown: ['a warning', 'proxy:8080', 'see: http://localhost:1'],
      lines: [],
      plain: 'see: http://localhost:1',
    })
  })

  it('keeps the excerpt and the error, and reads the place when the file name has spaces', () => {
    const lines = ['my Dockerfile:3', rule, '   3 | >>> RUN x', rule, 'ERROR: failed to build: x']
    expect(sort('a warning', ...lines)).toEqual({
      shown: ['a warning'],
      lines,
      error: 'failed to build: x',
      excerpt: { filename: 'my Dockerfile', line: 3, text: '   3 | >>> RUN x' },
    })
  })

  it('finds the excerpt of a recorded build', () => {
    expect(sort(...readStream('failed.rawjson').text)).toMatchObject({
      excerpt: { filename: 'Dockerfile', line: 8, text: expect.stringContaining('>>> RUN') },
    })
  })

  it('holds back a line that may start an excerpt only until the next event', () => {
    const words = createLastWords()
    expect(words.add('proxy:8080')).toEqual([])
    expect(words.interrupt()).toEqual(['proxy:8080'])
    expect(words.add(rule)).toEqual([rule])
    expect(words.result().lines).toEqual([])
  })

  it('takes the last error with the lines that follow it', () => {
    const { error, lines } = sort('ERROR: first', 'ERROR: second\u001b[2J', 'more', 'WARNING: x')
    expect(error).toBe('second\u001b[2J\nmore\nWARNING: x')
    expect(lines).toEqual(['ERROR: first', 'ERROR: second', 'more', 'WARNING: x'])
  })

  it('finds no excerpt when its closing rule is missing', () => {
    expect(sort('Dockerfile:3', rule, '   3 | >>> RUN x', 'ERROR: x').excerpt).toBeUndefined()
  })
})
