import { spawn } from 'node:child_process'

interface Options {
  readonly cwd: string
  /** What it prints to stdout is for nobody to read. */
  readonly isQuiet: boolean
  readonly longestMs: number
}

/**
 * Runs a command whose words are for people.
 *
 * @returns whether it succeeded
 * @throws when it can't be started, and when its time was up
 */
export function runShown(
  [command, ...args]: readonly [string, ...string[]],
  { cwd, isQuiet, longestMs }: Options,
): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd,
      stdio: ['ignore', isQuiet ? 'ignore' : 'inherit', 'inherit'],
      timeout: longestMs,
    })
    child.on('error', reject)
    child.on('close', (code) => {
      // By the time limit: nobody else here ends it.
      if (child.killed)
        reject(new Error(`Time was up: it was ended after ${longestMs / 60_000} min.`))
      else resolve(code === 0)
    })
  })
}
