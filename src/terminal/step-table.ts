/** A line of the display: a numbered step of the log. */
export interface ShownStep {
  readonly title: string
  readonly state: 'running' | 'done' | 'cached' | 'failed' | 'canceled'
  /** Milliseconds, by the clock of `add`. */
  readonly startedAt: number
  readonly endedAt?: number
  /** The last lines of its output. */
  readonly output: readonly string[]
}

/** The steps in the lines of a plain log, in the order of their numbers. */
export interface StepTable {
  /** @returns false for a line that is no step's */
  readonly add: (line: string, now: number) => boolean
  readonly steps: () => readonly ShownStep[]
}

const mostOutputLines = 6

/** Reads lines of the form of `buildx build --progress=plain`, as the log writes them. */
export function createStepTable(): StepTable {
  const steps = new Map<string, ShownStep>()
  return {
    add(line, now) {
      const [, number, text] = /^#(\d+) (.*)$/.exec(line) ?? []
      if (number === undefined || text === undefined) return false
      const step = steps.get(number)
      // The first line of a number is its title. It is repeated when other lines came between.
      if (step === undefined) {
        steps.set(number, { title: text, state: 'running', startedAt: now, output: [] })
      } else if (text !== step.title) {
        steps.set(number, { ...step, ...changed(step, text, now) })
      }
      return true
    },
    steps: () => [...steps.values()],
  }
}

function changed(step: ShownStep, text: string, now: number): Partial<ShownStep> {
  if (/^DONE \d/.test(text)) return { state: 'done', endedAt: now }
  if (text === 'CACHED') return { state: 'cached', endedAt: now }
  if (text === 'CANCELED') return { state: 'canceled', endedAt: now }
  if (text.startsWith('ERROR: ')) {
    return { state: 'failed', endedAt: now }
  }
  if (text.startsWith('WARN: ')) return {}
  // An ended step may continue: an image is pushed after its export.
  return { state: 'running', output: [...step.output, text].slice(-mostOutputLines) }
}
