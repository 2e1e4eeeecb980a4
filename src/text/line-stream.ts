import { Writable } from 'node:stream'
import { StringDecoder } from 'node:string_decoder'
import { splitLine } from './split-line.ts'

export interface LineStream {
  readonly stream: Writable
  /** Hands on the last line, even if it has no line break. Resolves when everything is handed on. */
  readonly flush: () => Promise<void>
}

/** In UTF-16 code units. What is kept of a line without an end is limited. */
const longestRest = 1024 * 1024

/**
 * A stream whose chunks may end anywhere, within a character too, and that hands on whole lines.
 *
 * @param handOn gets lines with their line breaks, or pieces of an endless one; the writer is slowed down until it calls
 *   `done`
 */
export function lineStream(handOn: (text: string, done: () => void) => void): LineStream {
  const decoder = new StringDecoder('utf8')
  let rest = ''
  const stream = new Writable({
    decodeStrings: false,
    write(chunk: string | Buffer, _encoding, done) {
      const text = typeof chunk === 'string' ? chunk : decoder.write(chunk)
      const end = text.lastIndexOf('\n') + 1
      let whole = ''
      if (end > 0) {
        whole = rest + text.slice(0, end)
        rest = ''
      }
      // Only appended, since there may be thousands of chunks to a line.
      rest += text.slice(end)
      if (rest.length > longestRest) {
        const pieces = splitLine(rest, longestRest)
        rest = pieces.pop() ?? ''
        whole += pieces.join('')
      }
      if (whole === '') done()
      else handOn(whole, done)
    },
  })
  return {
    stream,
    flush: () =>
      new Promise((resolve) => {
        // Behind what is still waiting.
        stream.write('', () => {
          const last = rest + decoder.end()
          rest = ''
          if (last === '') resolve()
          else handOn(last, resolve)
        })
      }),
  }
}
