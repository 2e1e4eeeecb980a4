import type { VertexStatus } from '../buildx/solve-status.ts'
import { cleanLine } from './output-lines.ts'

/** How long, by the stream's own clock, until what isn't done is shown, and shown again. */
const pause = 5000

/**
 * Thins out the progress of a vertex's parts (`transferring context: 1.98MB 0.3s done`): most are over
 * at once and are worth one line at their end; the long ones are shown now and then.
 */
export function createProgressLines() {
  const shown = new Map<string, { at: number; isDone: boolean }>()

  return {
    /** The line for an event, or `undefined`. `isAside`: not even the end is shown unless it was long. */
    lineFor(status: VertexStatus, isAside: boolean): string | undefined {
      const start = Date.parse(status.started ?? status.timestamp)
      const at = Date.parse(status.timestamp)
      const key = `${status.vertex} ${status.id}`
      const last = shown.get(key)

      if (status.completed !== undefined) {
        if (last?.isDone || (isAside && last === undefined)) return undefined
        shown.set(key, { at, isDone: true })
        return `${describe(status, start, Date.parse(status.completed))} done`
      }
      if (at - Math.max(last?.at ?? 0, start) < pause) return undefined
      shown.set(key, { at, isDone: false })
      return describe(status, start, at)
    },
  }
}

function describe({ id, current, total = 0 }: VertexStatus, start: number, end: number): string {
  const seconds = (end - start) / 1000
  const bytes =
    total > 0 ? ` ${size(current)} / ${size(total)}` : current > 0 ? ` ${size(current)}` : ''
  return `${cleanLine(id)}${bytes}${seconds > 0.01 ? ` ${seconds.toFixed(1)}s` : ''}`
}

/** Bytes in powers of 1000, as buildx writes them: `329B`, `1.98MB`. */
function size(bytes: number): string {
  if (bytes < 1000) return `${bytes}B`
  const power = Math.min(Math.floor(Math.log10(bytes) / 3), units.length)
  return `${(bytes / 1000 ** power).toFixed(2)}${units[power - 1]}`
}

const units = ['kB', 'MB', 'GB', 'TB']
