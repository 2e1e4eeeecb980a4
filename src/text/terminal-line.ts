// Lines with control sequences, as a terminal would finally show them.

/** The visible text of a line, with its colours but without any other control character. */
export function cleanLine(line: string): string {
  return lastState(line).replace(escapes, keepColour).replace(controls, '')
}

/** A text of several lines as one, such as an error. */
export function oneLine(text: string): string {
  return text.split('\n').map(cleanLine).join(' ').replaceAll(/\s+/g, ' ').trim()
}

export const esc = '\u001b'
/** CSI sequences (of which colours end in `m`), OSC sequences (titles, links), and the short ones. */
const escapes = new RegExp(
  `${esc}(?:\\[[0-?]*[ -/]*[@-~]|\\][^\\u0007${esc}]*(?:\\u0007|${esc}\\\\)|[ -/]*[0-Z\\\\^-~])`,
  'g',
)
export const colours = new RegExp(`${esc}\\[[0-9;:]*m`, 'g')
/**
 * C0 without the tab, C1, the line separators that JavaScript and browsers know, and the characters that change the
 * direction of writing, with which a line can look like another one.
 */
const controls = new RegExp(
  `(?!${esc}\\[[0-9;:]*m)[\\u0000-\\u0008\\u000a-\\u001f\\u007f-\\u009f\\u061c\\u200e\\u200f\\u2028-\\u202e\\u2066-\\u2069]`,
  'g',
)
/** Cursor to the first column: how npm and yarn redraw their progress bars. */
const toLineStart = new RegExp(`${esc}\\[[01]?G`, 'g')
const lineStarts = ['', '0', '1'].map((column) => `${esc}[${column}G`)
const special =
  /[^\t\u0020-\u007e\u00a0-\u061b\u061d-\u200d\u2010-\u2027\u202f-\u2065\u206a-\uffff]/

export function isPlain(line: string): boolean {
  return !special.test(line)
}

export function isRedraw(text: string): boolean {
  return text.includes('\r') || lineStarts.some((sequence) => text.includes(sequence))
}

/** The last visible state of a line. */
function lastState(line: string): string {
  if (!isRedraw(line)) return line
  const states = line.replace(toLineStart, '\r')
  const start = lastStart(states)
  const end = states.indexOf('\r', start)
  return states.slice(start, end < 0 ? undefined : end)
}

/** Where the last visible state begins, or else the last state. Searches from the end: there may be thousands. */
function lastStart(states: string): number {
  for (let end = states.length; end > 0; ) {
    const start = states.lastIndexOf('\r', end - 1) + 1
    if (isVisible(states.slice(start, end))) return start
    end = start - 1
  }
  return states.lastIndexOf('\r') + 1
}

export interface RedrawnLine {
  /** The last visible state that was followed by a return to the line's start; empty when there is none. */
  readonly ended: string
  /** The state that may go on. */
  readonly open: string
}

/**
 * The same line without the states that were overwritten. The open state isn't judged, since a sequence at its end may
 * turn out to be invisible.
 */
export function forgetStates(line: string): RedrawnLine {
  const states = line.replace(toLineStart, '\r')
  const end = states.lastIndexOf('\r')
  if (end < 0) return { ended: '', open: states }
  const ended = states.slice(0, end).split('\r').findLast(isVisible) ?? ''
  return { ended, open: states.slice(end + 1) }
}

function isVisible(state: string): boolean {
  return state.replace(escapes, '').replace(controls, '') !== ''
}

function keepColour(sequence: string): string {
  return sequence.match(colours) ? sequence : ''
}
