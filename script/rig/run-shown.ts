import { spawn } from 'node:child_process'

interface Options {
  readonly cwd: string
  /** Discard its stdout. */
  readonly isQuiet: boolean
  readonly longestMs: number
}

/**
 * Runs a command and shows its output.
 *
 * @returns whether it succeeded
 * @throws when it can't be started, and when it exceeds its time limit
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
      // Only the time limit sends a signal.
      if (child.killed) reject(new Error(`Timed out: ended after ${longestMs / 60_000} min.`))
      else resolve(code === 0)
    })
  })
}
