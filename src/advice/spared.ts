import { secondsSooner } from '../record/critical-path.ts'
import type { Advice, AdviceFacts } from './advice.ts'

/** Seconds. Less isn't worth a change. */
const leastSeconds = 1

/** Advice that would have spared steps. */
export interface Sparing {
  readonly advice: Omit<Advice, 'seconds'>
  /** Their indices in the list of steps. */
  readonly steps: readonly number[]
}

export interface SparingOptions {
  /** Seconds from which it is worth a change. */
  readonly least?: number
  /** The most seconds that it can spare of some steps. */
  readonly most?: (steps: readonly number[]) => number
}

/**
 * Advice with the seconds that it would have spared this build, where these are worth a change. A build for several
 * platforms has a step of each at one place of the Dockerfile, and ends sooner only without all of them.
 */
export function worthwhile(
  { tasks }: Pick<AdviceFacts, 'tasks'>,
  found: readonly Sparing[],
  { least = leastSeconds, most = () => Number.POSITIVE_INFINITY }: SparingOptions = {},
): readonly Advice[] {
  const places = Map.groupBy(found, ({ advice: { code, line } }) => `${code} ${line ?? ''}`)
  return [...places.values()].flatMap((alike): readonly Advice[] => {
    const [first] = alike
    const steps = alike.flatMap((each) => each.steps)
    const free = new Set(steps)
    const sooner = secondsSooner(tasks, ({ step = -1 }) => free.has(step))
    const seconds = Math.min(sooner, most(steps))
    return first === undefined || seconds < least ? [] : [{ ...first.advice, seconds }]
  })
}
