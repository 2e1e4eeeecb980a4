import type { Place } from '../report/findings.ts'

export type Level = 'error' | 'warning' | 'notice'

/** GitHub shows at most ten annotations of each level for one action. */
const mostAnnotations = 10

export interface Annotations {
  add(level: Level, message: string, place?: Place): void
  /** Prints what was held back. Nothing may be added afterwards. */
  close(): void
}

/**
 * Prints each annotation once, and only as many as GitHub shows. The last one of a level counts the rest, which
 * are in the log.
 */
export function createAnnotations(
  annotate: (level: Level, message: string, place: Place) => void,
  say: (line: string) => void,
): Annotations {
  const seen = new Set<string>()
  const numbers = new Map<Level, number>()
  const last = new Map<Level, { readonly message: string; readonly place: Place }>()
  const sayPlainly = (level: Level, message: string) => say(`${names[level]}: ${message}`)

  return {
    add(level, message, place = {}) {
      const key = JSON.stringify([level, message, place])
      if (seen.has(key)) return
      seen.add(key)
      const number = (numbers.get(level) ?? 0) + 1
      numbers.set(level, number)
      if (number < mostAnnotations) annotate(level, message, place)
      // The last slot is held back until it is known whether a count must take it.
      else if (number === mostAnnotations) last.set(level, { message, place })
      else sayPlainly(level, message)
    },
    close() {
      for (const [level, { message, place }] of last) {
        const rest = (numbers.get(level) ?? 0) - mostAnnotations + 1
        if (rest === 1) {
          annotate(level, message, place)
          continue
        }
        sayPlainly(level, message)
        annotate(level, `${rest} more ${level}s; the log has them.`, {})
      }
      last.clear()
    },
  }
}

const names: Readonly<Record<Level, string>> = {
  error: 'Error',
  warning: 'Warning',
  notice: 'Notice',
}
