import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import type { Readable } from 'node:stream'
import type { Buildx } from './environment.ts'

export interface ProcessOptions {
  /** Asks buildx to stop; its reason may be the name of the signal to pass on. */
  readonly signal: AbortSignal
  /** Called with the process id as soon as there is one. */
  readonly onStart: (pid: number) => void
}

export interface RunningProcess {
  /** Both must be read to their end. */
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
  { signal, onStart }: ProcessOptions,
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
  onStart(child.pid as number)
  const stop = () => cancel(child, signal.reason)
  if (signal.aborted) stop()
  signal.addEventListener('abort', stop)
  const ended = closed.then(([code]) => {
    signal.removeEventListener('abort', stop)
    return (code as number | null) ?? 130
  })
  return { stdout: child.stdout, stderr: child.stderr, ended }
}

/** A canceled job is given 7.5 s, then SIGTERM, 2.5 s, then the end: time enough, but not for ever. */
const patienceMs = 6000

/** buildx cancels the build on the daemon when it is asked to stop, and the daemon does when it is gone. */
function cancel(child: ChildProcess, reason: unknown): void {
  child.kill(reason === 'SIGTERM' ? 'SIGTERM' : 'SIGINT')
  const timer = setTimeout(() => child.kill('SIGKILL'), patienceMs)
  child.once('exit', () => clearTimeout(timer))
}
