import { describe, expect, it } from '@jest/globals'
import { createLiveLog } from '../../src/log/live-log.ts'
import { log, vertex } from '../helpers/stream-events.ts'

const run = '[1/1] RUN make'

/** The output lines of a step, without number and seconds. Each piece comes a second after the last. */
function show(...pieces: readonly (string | Buffer)[]): readonly string[] {
  return showAt(1, ...pieces)
}

function showAt(every: number, ...pieces: readonly (string | Buffer)[]): readonly string[] {
  let written = ''
  const live = createLiveLog((text) => {
    written += text
  })
  live.status(vertex(run, { started: 0 }))
  for (const [index, piece] of pieces.entries()) live.status(log(run, index * every, piece))
  live.end()
  const [header, ...lines] = written.split('\n').slice(0, -1)
  expect(header).toBe(`#1 ${run}`)
  return lines.map((line) => {
    // Every line of the output begins with the step's number, whatever its content.
    expect(line).toMatch(/^#1 \d+\.\d+ /)
    return line.replace(/^#1 \S+ /, '')
  })
}

describe('the output of a step in the live log', () => {
  it('keeps characters whole that are split between two pieces', () => {
    const bytes = Buffer.from('naïve ☃ 🐳\nlast 🐳')
    expect(show(...[...bytes].map((byte) => Buffer.of(byte)))).toEqual(['naïve ☃ 🐳', 'last 🐳'])
  })

  it('keeps empty lines, and tabs and spaces at both ends of a line', () => {
    expect(show('\n a\tb \n\n')).toEqual(['', ' a\tb ', ''])
  })

  it('reads CRLF as a line break, also when it is split between two pieces', () => {
    expect(show('one\r\ntwo\r', '\nthree\r\n')).toEqual(['one', 'two', 'three'])
  })

  it('shows the last state of a line that was overwritten', () => {
    expect(show('  1%\r 50%\r100%\ndone\n')).toEqual(['100%', 'done'])
    expect(show('  1%', '\r 50%', '\r', '100%\r', '\n', 'done\n')).toEqual(['100%', 'done'])
    expect(show('\u001b[1G\u001b[0K10%\u001b[1G\u001b[0K20%\u001b[2K\n')).toEqual(['20%'])
  })

  it('shows a line that is being overwritten every five seconds', () => {
    const bar = Array.from({ length: 120 }, (_, index) => `\r${index}%`)
    expect(showAt(0.1, ...bar)).toEqual(['50%', '100%', '119%'])
    expect(showAt(5, '\r\u001b[32m1%', '\r\u001b[32m2%')[0]).toBe('\u001b[32m2%\u001b[0m')
  })

  it('also waits five seconds after another line before it shows a line that is being overwritten', () => {
    const pieces = ['\r1%', '\r2%', 'line\n\r3%', '\r4%', '\r5%', '\r6%\n']
    expect(showAt(2, ...pieces)).toEqual(['2%line', '6%'])
  })

  it('cannot begin a line with a workflow command', () => {
    expect(show('::error::a\n\r::error::b\n\n::error::c\r::error::d\u2028::error::e')).toEqual([
      '::error::a',
      '::error::b',
      '',
      '::error::d::error::e',
    ])
  })

  it('loses control characters and cursor movements but not the text between them', () => {
    expect(show('bell\u0007 feed\u000c null\u0000 del\u007f nel\u0085 esc\u001b!\n')).toEqual([
      'bell feed null del nel esc!',
    ])
    expect(show('\u001b[2Kup\u001b[1A and\u001b[?25l on\u001b(B\n')).toEqual(['up and on'])
    expect(
      show('\u001b]0;title\u0007a\u001b]8;;https://example.com\u001b\\link\u001b]8;;\u001b\\\n'),
    ).toEqual(['alink'])
  })

  it('keeps colours, and closes them at the end of each line', () => {
    expect(show('\u001b[32mgreen\u001b[0m plain\n')).toEqual(['\u001b[32mgreen\u001b[0m plain'])
    expect(show('\u001b[1;31mred\n', 'still\n\u001b[mplain\n')).toEqual([
      '\u001b[1;31mred\u001b[0m',
      '\u001b[1;31mstill\u001b[0m',
      '\u001b[1;31m\u001b[mplain',
    ])
  })

  it('does not accumulate colours that are never reset', () => {
    const lines = show(...Array.from({ length: 1000 }, () => '\u001b[31mred\n'))
    expect(lines.at(-1)?.length).toBeLessThan(50)
  })

  it('splits an endless line, and loses nothing of it', () => {
    const pieces = Array.from({ length: 100 }, (_, index) => `${index}`.repeat(10_000))
    const lines = show(...pieces)
    expect(lines.join('')).toBe(pieces.join(''))
    expect(Math.max(...lines.map(({ length }) => length))).toBe(4000)
  })

  it('splits a long line, and keeps its colour', () => {
    const lines = show(`\u001b[31m${'x'.repeat(9000)}\n`)
    expect(lines).toHaveLength(3)
    for (const line of lines) expect(line.replaceAll('x', '')).toBe('\u001b[31m\u001b[0m')
  })

  it('keeps only the last state of an endless progress bar', () => {
    const bar = Array.from({ length: 1000 }, (_, index) => `\r${`${index} `.repeat(1000)}`)
    const lines = showAt(0.001, ...bar)
    expect(lines).toEqual(['999 '.repeat(1000)])
  })

  it.each([
    ['a long line follows', ['\r', ...many('20 bytes of a line. ')]],
    ['a long state is overwritten by nothing', ['x'.repeat(200_000), ...many('\r\u001b[K')]],
  ])(
    'reads a line that is being overwritten once, and not at each piece, which would not end where %s',
    (_, pieces) => {
      expect(showAt(0.00001, ...pieces)).not.toEqual([])
    },
  )
})

function many(piece: string): readonly string[] {
  return Array.from({ length: 50_000 }, () => piece)
}
