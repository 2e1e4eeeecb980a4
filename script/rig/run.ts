import { type ChildProcess, spawn } from 'node:child_process'

export interface Ran {
  readonly code: number
  readonly stdout: string
  readonly stderr: string
}

export interface RunOptions {
  readonly cwd?: string
  readonly env?: NodeJS.ProcessEnv
  readonly input?: string | Buffer
  /** Kills the command after this many milliseconds. */
  readonly timeout?: number
}

const running = new Set<ChildProcess>()

/** Runs a command to its end. A command that can't be started ends with code 127, as in a shell. */
export function tryRun(
  command: string,
  args: readonly string[],
  options: RunOptions = {},
): Promise<Ran> {
  const { input, ...rest } = options
  return new Promise((resolve) => {
    const child = spawn(command, args, { ...rest, stdio: 'pipe', killSignal: 'SIGKILL' })
    running.add(child)
    const stdout: Buffer[] = []
    const stderr: Buffer[] = []
    child.stdout.on('data', (chunk: Buffer) => stdout.push(chunk))
    child.stderr.on('data', (chunk: Buffer) => stderr.push(chunk))
    // A command may exit without reading its input.
    child.stdin.on('error', () => {})
    child.stdin.end(input)
    child.on('error', (error) => resolve({ code: 127, stdout: '', stderr: error.message }))
    child.on('close', (code) => {
      running.delete(child)
      resolve({
        code: code ?? 1,
        stdout: Buffer.concat(stdout).toString(),
        stderr: Buffer.concat(stderr).toString(),
      })
    })
  })
}

/** Runs a command that must succeed, and returns its output. */
export async function run(
  command: string,
  args: readonly string[],
  options: RunOptions = {},
): Promise<string> {
  const { code, stdout, stderr } = await tryRun(command, args, options)
  if (code === 0) return stdout
  const lastLines = (stderr || stdout).trim().split('\n').slice(-15).join('\n')
  throw new Error(`${command} ${args.join(' ')} ended with code ${code}:\n${lastLines}`)
}

/** Ends an interrupted rig: each pending command then fails. */
export function endRunningCommands(): void {
  for (const child of running) child.kill()
}

/** The command line that runs as root: with sudo if the rig isn't root. */
export function asRoot(...command: string[]): string[] {
  return process.getuid?.() === 0 ? command : ['sudo', '-n', ...command]
}
