import { StringDecoder } from 'node:string_decoder'
import { splitLine } from '../text/split-line.ts'
import { cleanLine, colours, esc, forgetStates, isPlain, isRedraw } from '../text/terminal-line.ts'
import { longestLine } from './longest-line.ts'

/**
 * Splits one output stream of a step into whole lines without control characters.
 *
 * A line is what a terminal shows in the end: of a progress bar that returns to the line's start, the
 * last state. Colours stay; they are closed at the end of each line and opened again on the next, so that
 * they don't run into other steps' lines.
 */
export interface OutputLines {
  /** @returns the lines that are whole now, in order, long ones split; at most `longestRest` is kept for later */
  add(data: Buffer): readonly string[]
  /** Whether the unfinished line is being redrawn. */
  isRedrawn(): boolean
  /** The current state of the unfinished line. It takes time that grows with the line: not for each piece of it. */
  state(): string
  /** The stream has ended. @returns the rest, a line without a line break, split if it is long */
  end(): readonly string[]
}

const reset = `${esc}[0m`
/** The maximum length of an unfinished line that is kept. */
const longestRest = 256 * 1024

export function createOutputLines(): OutputLines {
  const decoder = new StringDecoder('utf8')
  const colour = createColourCarry()
  /** The last visible state of the unfinished line that was overwritten, until a later one is. */
  let ended = ''
  /** What follows it. Each piece is only appended, since there may be thousands to a line. */
  let rest = ''
  let redrawn = false

  const unfinished = () => (ended === '' ? rest : `${ended}\r${rest}`)
  const takeRest = () => {
    const line = unfinished()
    ended = ''
    rest = ''
    redrawn = false
    return line
  }
  const finish = (line: string): readonly string[] =>
    splitLine(isPlain(line) ? line : cleanLine(line), longestLine).map(colour.close)

  return {
    add(data) {
      const lines = decoder.write(data).split('\n')
      const open = lines.pop() ?? ''
      if (lines.length > 0) {
        lines[0] = takeRest() + lines[0]
      }
      rest += open
      const whole = lines.flatMap(finish)
      if (isRedraw(open)) {
        redrawn = true
        // Earlier states are never shown.
        const states = forgetStates(rest)
        ended = states.ended || ended
        rest = states.open
      } else if (rest.length > longestRest) {
        const pieces = splitLine(rest, longestLine)
        ended = ''
        // Its last piece may go on.
        rest = pieces.pop() ?? ''
        whole.push(...pieces.flatMap(finish))
      }
      return whole
    },
    isRedrawn: () => redrawn,
    state() {
      const line = unfinished()
      const [state = ''] = splitLine(cleanLine(line), longestLine)
      return `${state}${line.includes(esc) ? reset : ''}`
    },
    end() {
      const last = takeRest() + decoder.end()
      const isVisible = cleanLine(last).replace(colours, '') !== ''
      return isVisible ? finish(last) : []
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
/** Enough for foreground, background and weight; a program that never resets colours would add up more. */
const carriedColours = 4
