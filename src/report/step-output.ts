import type { VertexLog } from '../buildx/solve-status.ts'
import { createOutputLines } from './output-lines.ts'
import { isDue } from './pace.ts'

export interface StepOutput {
  /** The lines that are whole now, each after the seconds since `start` (milliseconds). */
  add(log: VertexLog, start: number | undefined): readonly string[]
  end(): readonly string[]
}

/** One of the two output streams of a step. */
export function createStepOutput(): StepOutput {
  const output = createOutputLines()
  /** Since when a line has been redrawn, and when that was last shown. */
  let redraw: { readonly start: number; readonly shownAt?: number } | undefined
  let seconds = ''

  return {
    add({ data, timestamp }, start) {
      const at = Date.parse(timestamp)
      seconds = formatSeconds((at - (start ?? at)) / 1000)
      const lines = output.add(Buffer.from(data ?? '', 'base64'))
      if (lines.length > 0) redraw = undefined

      const redrawn = output.redrawn()
      if (redrawn !== undefined) {
        redraw ??= { start: at }
        if (isDue(redraw.start, redraw.shownAt, at)) {
          redraw = { start: redraw.start, shownAt: at }
          return [...lines, redrawn].map((line) => `${seconds} ${line}`)
        }
      }
      return lines.map((line) => `${seconds} ${line}`)
    },
    end() {
      const line = output.end()
      return line === undefined ? [] : [`${seconds} ${line}`]
    },
  }
}

/** Five characters in the first hundred seconds, as buildx writes them: `0.312`, `12.31`. */
function formatSeconds(seconds: number): string {
  const safe = Math.max(seconds, 0) || 0
  return safe.toFixed(safe < 10 ? 3 : safe < 100 ? 2 : 1)
}
