import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { PassThrough, pipeline, type Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { CanceledError } from '../base/errors.ts'
import type { CommandResult } from '../base/ports.ts'

/** A buildx to call: the binary, and the environment that it and nothing else gets. */
export interface Buildx {
  readonly file: string
  readonly env: NodeJS.ProcessEnv
}

export interface ProcessOptions {
  /** Asks buildx to stop; its reason may be the name of the signal to pass on. */
  readonly signal: AbortSignal
  /** Called with the process id as soon as there is one. */
  readonly onStart: (pid: number) => void
  /** What it is given to stop by itself, before it is ended. */
  readonly patienceMs?: number
}

export interface RunningProcess {
  /** Both must be read to their end, at any time. */
  readonly stdout: Readable
  readonly stderr: Readable
  /** The exit code; 130 when a signal ended it, as buildx itself says of a canceled build. */
  readonly ended: Promise<number>
}

/**
 * Starts a buildx that takes its time and can be told to stop.
 *
 * @throws when it can't be started
 */
export async function startProcess(
  buildx: Buildx,
  args: readonly string[],
  { signal, onStart, patienceMs = buildPatienceMs }: ProcessOptions,
): Promise<RunningProcess> {
  const child = spawn(buildx.file, args, {
    env: buildx.env,
    stdio: ['ignore', 'pipe', 'pipe'],
    windowsHide: true,
  })
  const closed = once(child, 'close')
  // Whoever awaits `ended` hears of it; until then a failed start must not count as unhandled.
  closed.catch(() => {})
  await once(child, 'spawn')
  try {
    onStart(child.pid as number)
  } catch (error) {
    // Nobody else could end it.
    child.kill('SIGKILL')
    await closed
    throw error
  }
  const stop = () => cancel(child, signal.reason, patienceMs)
  if (signal.aborted) stop()
  signal.addEventListener('abort', stop)
  const ended = closed.then(([code]) => {
    signal.removeEventListener('abort', stop)
    return (code as number | null) ?? 130
  })
  return { stdout: hold(child.stdout), stderr: hold(child.stderr), ended }
}

/** Node throws away what is unread when a process ends. Here it waits for its reader, as the process does. */
function hold(stream: Readable): Readable {
  return pipeline(stream, new PassThrough(), () => {})
}

/**
 * Runs a buildx to its end, or until time is up.
 *
 * @throws when it can't be started, when it is canceled, and when it takes too long
 */
export async function runToEnd(
  buildx: Buildx,
  args: readonly string[],
  { timeoutMs, ...options }: ProcessOptions & { readonly timeoutMs: number },
): Promise<CommandResult> {
  const timeout = AbortSignal.timeout(timeoutMs)
  const signal = AbortSignal.any([options.signal, timeout])
  const child = await startProcess(buildx, args, { patienceMs: 1000, ...options, signal })
  const [stdout, stderr, exitCode] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    child.ended,
  ])
  if (options.signal.aborted) throw new CanceledError()
  if (timeout.aborted) {
    throw new Error(`buildx ${args[0]} did not come to an end within ${timeoutMs / 1000} s.`)
  }
  return { exitCode, stdout, stderr }
}

/**
 * A canceled job is given 7.5 s, then SIGTERM, 2.5 s, then the end. Within the first of them a local builder
 * is removed, too: what a canceled background step says after that, the runner doesn't hear.
 */
const buildPatienceMs = 5000

/** buildx cancels the build on the daemon when it is asked to stop, and the daemon does when it is gone. */
function cancel(child: ChildProcess, reason: unknown, patienceMs: number): void {
  if (patienceMs === 0) {
    child.kill('SIGKILL')
    return
  }
  child.kill(reason === 'SIGTERM' ? 'SIGTERM' : 'SIGINT')
  const timer = setTimeout(() => child.kill('SIGKILL'), patienceMs)
  child.once('exit', () => clearTimeout(timer))
}
