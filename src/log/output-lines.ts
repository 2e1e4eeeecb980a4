import { StringDecoder } from 'node:string_decoder'
import { cleanLine, colours, esc, forgetStates, isPlain, isRedraw } from '../text/terminal-line.ts'

/**
 * Makes whole, harmless lines of one stream of a step's output.
 *
 * A line is what a terminal would be left with: of a progress bar that returns to the line's start the
 * last state. Colours stay, and are closed at the end of each line and opened again on the next so that
 * they don't run into other steps' lines. Other control characters would move a cursor or break the
 * line for whoever reads the log, so they go.
 */
export interface OutputLines {
  /** The lines that are whole now, in order. The rest waits, at most `longestRest` characters of it. */
  add(data: Buffer): readonly string[]
  /** A line that is being redrawn, as it stands; `undefined` when there is none. */
  redrawn(): string | undefined
  /** What is left when no more comes: a line without its break. */
  end(): string | undefined
}

const reset = `${esc}[0m`
/** A line without end is given out in pieces of about this many characters. */
const longestRest = 256 * 1024

export function createOutputLines(): OutputLines {
  const decoder = new StringDecoder('utf8')
  const colour = createColourCarry()
  let rest = ''
  let redrawn = false

  const finish = (line: string): string => colour.close(isPlain(line) ? line : cleanLine(line))

  return {
    add(data) {
      const lines = decoder.write(data).split('\n')
      const open = lines.pop() ?? ''
      if (lines.length > 0) {
        lines[0] = rest + lines[0]
        rest = ''
        redrawn = false
      }
      rest += open
      const whole = lines.map(finish)
      if (isRedraw(open)) {
        redrawn = true
        // Only the last state can ever be shown.
        rest = forgetStates(rest).slice(-longestRest)
      } else if (rest.length > longestRest) {
        whole.push(finish(rest))
        rest = ''
      }
      return whole
    },
    redrawn: () => (redrawn ? `${cleanLine(rest)}${rest.includes(esc) ? reset : ''}` : undefined),
    end() {
      const line = finish(rest + decoder.end())
      rest = ''
      redrawn = false
      return line === '' ? undefined : line
    },
  }
}

/** Closes colours at a line's end, and opens them again on the next line of the same stream. */
function createColourCarry() {
  let open: readonly string[] = []

  return {
    close(line: string): string {
      if (open.length === 0 && !line.includes(esc)) return line
      const start = open.join('')
      for (const [sequence] of line.matchAll(colours)) {
        open = resets.test(sequence) ? [] : [...open, sequence].slice(-carriedColours)
      }
      return `${start}${line}${open.length > 0 ? reset : ''}`
    },
  }
}

const resets = /\[(?:0+;)*0*m$/
/** Foreground, background, weight: programs that never reset would pile up more and more. */
const carriedColours = 4
