// What a terminal would be left with of a line that steers it.

/** What is left standing of a line, with its colours: nothing that breaks or moves. */
export function cleanLine(line: string): string {
  return lastState(line).replace(escapes, keepColour).replace(controls, '')
}

export const esc = '\u001b'
/** CSI sequences (of which colours end in `m`), OSC sequences (titles, links), and the short ones. */
const escapes = new RegExp(
  `${esc}(?:\\[[0-?]*[ -/]*[@-~]|\\][^\\u0007${esc}]*(?:\\u0007|${esc}\\\\)|[ -/]*[0-Z\\\\^-~])`,
  'g',
)
/** The beginning of one, at the end of a piece. */
const unfinishedEscape = new RegExp(`${esc}(?:\\[[0-?]*[ -/]*|\\][^\\u0007${esc}]*${esc}?|[ -/]*)$`)
export const colours = new RegExp(`${esc}\\[[0-9;:]*m`, 'g')
/** All that is left of C0 but the tab and of C1, and what JavaScript and browsers take for line ends. */
const controls = new RegExp(
  `(?!${esc}\\[[0-9;:]*m)[\\u0000-\\u0008\\u000a-\\u001f\\u007f-\\u009f\\u2028\\u2029]`,
  'g',
)
/** To the first column, as npm and yarn draw their bars. */
const toLineStart = new RegExp(`${esc}\\[[01]?G`, 'g')
const lineStarts = ['', '0', '1'].map((column) => `${esc}[${column}G`)
const special = /[^\t\u0020-\u007e\u00a0-\u2027\u202a-\uffff]/

export function isPlain(line: string): boolean {
  return !special.test(line)
}

export function isRedraw(text: string): boolean {
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
export function forgetStates(line: string): string {
  // What isn't whole yet may turn out to be nothing that is seen.
  if (unfinishedEscape.test(line)) return line
  const states = line.replace(toLineStart, '\r')
  return states.slice(lastStart(states))
}

function keepColour(sequence: string): string {
  return sequence.match(colours) ? sequence : ''
}
