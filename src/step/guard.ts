import { messageOf } from '../base/errors.ts'

/** Runs the parts of a report so that a fault in one fails neither the build nor the other parts. */
export interface Guard {
  /** @returns undefined once the part has failed; it isn't run again */
  readonly run: <Value>(part: string, work: () => Value) => Value | undefined
  /** The same for work that takes time. */
  readonly wait: <Value>(part: string, work: () => Promise<Value>) => Promise<Value | undefined>
  /** One line for each part that failed. */
  readonly faults: () => readonly string[]
}

export function createGuard(): Guard {
  const faults = new Map<string, string>()
  const fail = (part: string, error: unknown): undefined => {
    faults.set(part, `${part} is incomplete: ${messageOf(error)}`)
  }
  return {
    run(part, work) {
      if (faults.has(part)) return undefined
      try {
        return work()
      } catch (error) {
        return fail(part, error)
      }
    },
    async wait(part, work) {
      if (faults.has(part)) return undefined
      try {
        return await work()
      } catch (error) {
        return fail(part, error)
      }
    },
    faults: () => [...faults.values()],
  }
}
