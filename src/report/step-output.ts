import type { VertexLog } from '../buildx/solve-status.ts'
import { createOutputLines } from './output-lines.ts'

/** How long, by the stream's own clock, until a line that is being redrawn is shown as it stands. */
const pause = 5000

export interface StepOutput {
  /** The lines that are whole now, each after the seconds since `start` (milliseconds). */
  add(log: VertexLog, start: number | undefined): readonly string[]
  end(): readonly string[]
}

/** One of the two output streams of a step. */
export function createStepOutput(): StepOutput {
  const output = createOutputLines()
  /** Since when the line that is being redrawn hasn't been shown. */
  let redrawnSince: number | undefined
  let seconds = ''

  return {
    add({ data, timestamp }, start) {
      const at = Date.parse(timestamp)
      seconds = formatSeconds((at - (start ?? at)) / 1000)
      const lines = output.add(Buffer.from(data ?? '', 'base64'))
      if (lines.length > 0) redrawnSince = undefined

      const redrawn = output.redrawn()
      if (redrawn === undefined) return lines.map((line) => `${seconds} ${line}`)
      redrawnSince ??= at
      if (at - redrawnSince < pause) return lines.map((line) => `${seconds} ${line}`)
      redrawnSince = at
      return [...lines, redrawn].map((line) => `${seconds} ${line}`)
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
