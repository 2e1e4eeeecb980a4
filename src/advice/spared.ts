import { secondsSooner } from '../record/critical-path.ts'
import type { AdviceFacts } from './advice.ts'

/** Seconds. Less isn't worth a change. */
export const leastSeconds = 1

/** How much sooner the build would have ended if these steps had been cached. */
export function sparedBySteps({ tasks }: AdviceFacts, steps: readonly number[]): number {
  const free = new Set(steps)
  return secondsSooner(tasks, ({ step = -1 }) => free.has(step))
}
