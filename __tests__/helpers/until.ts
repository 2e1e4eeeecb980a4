import { setTimeout as sleep } from 'node:timers/promises'

/** Waits at most 30 seconds, so that a test cannot wait for ever. */
export async function until(
  condition: () => boolean | Promise<boolean>,
  what: string,
): Promise<void> {
  for (let left = 600; !(await condition()); left -= 1) {
    if (left === 0) throw new Error(`gave up waiting until ${what}`)
    await sleep(50)
  }
}
