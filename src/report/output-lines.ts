import { StringDecoder } from 'node:string_decoder'

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

/** One line of text that isn't a step's output, such as an error: nothing that breaks or moves. */
export function cleanLine(line: string): string {
  return lastState(line).replace(escapes, keepColour).replace(controls, '')
}

const esc = '\u001b'
const reset = `${esc}[0m`
/** CSI sequences (of which colours end in `m`), OSC sequences (titles, links), and the short ones. */
const escapes = new RegExp(
  `${esc}(?:\\[[0-?]*[ -/]*[@-~]|\\][^\\u0007${esc}]*(?:\\u0007|${esc}\\\\)|[ -/]*[0-Z\\\\^-~])`,
  'g',
)
/** The beginning of one, at the end of a piece. */
const unfinishedEscape = new RegExp(`${esc}(?:\\[[0-?]*[ -/]*|\\][^\\u0007${esc}]*${esc}?|[ -/]*)$`)
const colours = new RegExp(`${esc}\\[[0-9;:]*m`, 'g')
/** All that is left of C0 but the tab and of C1, and what JavaScript and browsers take for line ends. */
const controls = new RegExp(
  `(?!${esc}\\[[0-9;:]*m)[\\u0000-\\u0008\\u000a-\\u001f\\u007f-\\u009f\\u2028\\u2029]`,
  'g',
)
/** To the first column, as npm and yarn draw their bars. */
const toLineStart = new RegExp(`${esc}\\[[01]?G`, 'g')
const lineStarts = ['', '0', '1'].map((column) => `${esc}[${column}G`)
const special = /[^\t\u0020-\u007e\u00a0-\u2027\u202a-\uffff]/

function isPlain(line: string): boolean {
  return !special.test(line)
}

function isRedraw(text: string): boolean {
  return text.includes('\r') || lineStarts.some((sequence) => text.includes(sequence))
}

/** The last of what stood in a line that could be seen. */
function lastState(line: string): string {
  if (!isRedraw(line)) return line
  const states = line.replace(toLineStart, '\r')
  const start = lastStart(states)
  const end = states.indexOf('\r', start)
  return states.slice(start, end < 0 ? undefined : end)
}

/** Where it begins; where the last begins when none could. Looks from the end: there may be thousands. */
function lastStart(states: string): number {
  for (let end = states.length; end > 0; ) {
    const start = states.lastIndexOf('\r', end - 1) + 1
    const state = states.slice(start, end)
    if (state.replace(escapes, '').replace(controls, '') !== '') return start
    end = start - 1
  }
  return states.lastIndexOf('\r') + 1
}

/** The same line without what can't be seen any more. */
function forgetStates(line: string): string {
  // What isn't whole yet may turn out to be nothing that is seen.
  if (unfinishedEscape.test(line)) return line
  const states = line.replace(toLineStart, '\r')
  return states.slice(lastStart(states))
}

function keepColour(sequence: string): string {
  return sequence.match(colours) ? sequence : ''
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
