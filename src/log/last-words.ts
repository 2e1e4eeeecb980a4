import { crashLine } from '../base/errors.ts'
import { cleanLine } from '../text/terminal-line.ts'

/** The failing lines of the Dockerfile, as buildx shows them. */
export interface Excerpt {
  readonly filename: string
  readonly line: number
  readonly text: string
}

/** What buildx writes about a failed build once its progress has ended: lines of text, not events. */
export interface LastWords {
  /** Lines for the log: the excerpt, then `ERROR: …` with the lines that follow it. */
  readonly lines: readonly string[]
  /** The text after the last `ERROR: `, to its end, as buildx wrote it. Absent when there is none. */
  readonly error?: string
  /** The line that says why buildx crashed, or else its last line that is no warning. Absent when there is an error. */
  readonly plain?: string
  readonly excerpt?: Excerpt
}

const errorPrefix = 'ERROR: '
/** The Dockerfile excerpt begins with its place (`Dockerfile:12`), below which is a rule. */
const placeOfExcerpt = /^(.+):(\d+)$/
const ruleLine = /^-{3,}$/

/**
 * Sorts buildx's lines of text into those that the log shows at once, such as warnings, and its last
 * words, which are shown after the output of the step that failed.
 */
export function createLastWords(): {
  /** @returns the lines that belong to the log, without control characters */
  add(line: string): readonly string[]
  /** Called when no more text follows directly. @returns as for `add` */
  interrupt(): readonly string[]
  result(): LastWords
} {
  const lines: string[] = []
  let error: string[] | undefined
  /** A line that is the place of an excerpt if a rule comes next. */
  let place: string | undefined
  let plain: string | undefined
  let crash: string | undefined

  function interrupt(): readonly string[] {
    const held = place === undefined ? [] : [place]
    place = undefined
    return held
  }

  return {
    interrupt,
    add(raw) {
      const line = cleanLine(raw)
      const isError = line.startsWith(errorPrefix)
      crash ??= crashLine(line)
      if (line.trim() !== '' && !line.startsWith('WARNING')) plain = line.trim()
      if (isError) error = [raw.slice(raw.indexOf(errorPrefix) + errorPrefix.length)]
      else error?.push(raw)
      if (place !== undefined && ruleLine.test(line)) {
        lines.push(place)
        place = undefined
      }
      const shown = interrupt()
      if (lines.length > 0 || isError) lines.push(line)
      else if (placeOfExcerpt.test(line)) place = line
      else return [...shown, line]
      return shown
    },
    result() {
      const excerpt = readExcerpt(lines)
      const reason = error === undefined ? (crash ?? plain) : undefined
      return {
        lines,
        ...(error && { error: error.join('\n') }),
        ...(reason !== undefined && { plain: reason }),
        ...(excerpt && { excerpt }),
      }
    },
  }
}

function readExcerpt(lines: readonly string[]): Excerpt | undefined {
  const start = lines.findIndex(
    (line, index) => placeOfExcerpt.test(line) && ruleLine.test(lines[index + 1] ?? ''),
  )
  const [, filename = '', line] = placeOfExcerpt.exec(lines[start] ?? '') ?? []
  const rest = lines.slice(start + 2)
  const end = rest.findIndex((text) => ruleLine.test(text))
  if (line === undefined || end < 0) return undefined
  return { filename, line: Number(line), text: rest.slice(0, end).join('\n') }
}
