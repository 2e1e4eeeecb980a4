import type { Place } from '../report/findings.ts'

export type Level = 'error' | 'warning' | 'notice'

/** Of one step the runner shows no more than this of each level. */
const mostAnnotations = 10

export interface Annotations {
  add(level: Level, message: string, place?: Place): void
  /** Puts out what waits. Nothing may be added after. */
  close(): void
}

/**
 * Puts out annotations so that the runner shows all of them: none twice, and of those that are too many
 * for it one that counts them; the log has each.
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
      // The last place is kept until it is known whether it is needed for the count.
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
