import type { VertexLog } from '../progress/solve-status.ts'
import { createOutputLines } from './output-lines.ts'
import { isDue } from './repeat-interval.ts'

export interface StepOutput {
  /** @returns the lines that are whole now, each behind the seconds since `start` (milliseconds) */
  add(log: VertexLog, start: number | undefined): readonly string[]
  /** Whether the last piece filled a buffer: then its last line goes on in the next piece. */
  isMidway(): boolean
  /** The stream has ended. @returns the unfinished line, if there is one */
  end(): readonly string[]
}

/** Programs, pipes and BuildKit use buffers of multiples of this; a shorter piece is complete. */
const bufferBytes = 4096

/** One of the two output streams of a step. */
export function createStepOutput(): StepOutput {
  const output = createOutputLines()
  /** When the redrawing of a line began, and when it was last shown (milliseconds). */
  let redraw: { readonly start: number; readonly shownAt?: number } | undefined
  let seconds = ''
  let isMidway = false

  return {
    add({ data, timestamp }, start) {
      const at = Date.parse(timestamp)
      seconds = formatSeconds((at - (start ?? at)) / 1000)
      const bytes = Buffer.from(data ?? '', 'base64')
      isMidway = bytes.length > 0 && bytes.length % bufferBytes === 0
      const lines = output.add(bytes)
      if (lines.length > 0) redraw = undefined

      if (output.isRedrawn()) {
        redraw ??= { start: at }
        if (isDue(redraw.start, redraw.shownAt, at)) {
          redraw = { start: redraw.start, shownAt: at }
          return [...lines, output.state()].map((line) => `${seconds} ${line}`)
        }
      }
      return lines.map((line) => `${seconds} ${line}`)
    },
    isMidway: () => isMidway,
    end: () => output.end().map((line) => `${seconds} ${line}`),
  }
}

/** In buildx's form, five characters in the first hundred seconds: `0.312`, `12.31`. */
function formatSeconds(seconds: number): string {
  const safe = Math.max(seconds, 0) || 0
  return safe.toFixed(safe < 10 ? 3 : safe < 100 ? 2 : 1)
}
