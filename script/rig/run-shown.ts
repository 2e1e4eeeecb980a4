import { spawn } from 'node:child_process'

interface Options {
  readonly cwd: string
  /** Variables besides those of this process. */
  readonly env?: Readonly<Record<string, string>>
  /** Discard its stdout. */
  readonly isQuiet?: boolean
  /** Show its output in one piece when it has ended, because others run meanwhile. */
  readonly isCollected?: boolean
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
  { cwd, env, isQuiet = false, isCollected = false, longestMs }: Options,
): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const shown = isCollected ? 'pipe' : 'inherit'
    const child = spawn(command, args, {
      cwd,
      env: { ...process.env, ...env },
      stdio: ['ignore', isQuiet ? 'ignore' : shown, shown],
      timeout: longestMs,
    })
    const collected: Buffer[] = []
    for (const stream of [child.stdout, child.stderr]) {
      stream?.on('data', (chunk: Buffer) => collected.push(chunk))
    }
    child.on('error', reject)
    child.on('close', (code) => {
      process.stderr.write(Buffer.concat(collected))
      // Only the time limit sends a signal.
      if (child.killed) reject(new Error(`Timed out: ended after ${longestMs / 60_000} min.`))
      else resolve(code === 0)
    })
  })
}
