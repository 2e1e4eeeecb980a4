import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { basename } from 'node:path'
import type { Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { CanceledError } from '../base/errors.ts'
import type { CommandResult } from '../base/ports.ts'
import { gatheredOutput } from './gathered-output.ts'
import { type Program, type SpawnOptions, spawnChild } from './program.ts'

export interface ProcessOptions extends SpawnOptions {
  /** Asks the process to stop. With the reason `SIGTERM` it gets that signal, else SIGINT. */
  readonly signal: AbortSignal
  /** How long it may take to stop by itself before it is killed. */
  readonly gracePeriodMs?: number
}

export interface RunningProcess {
  /** Both must be read to their end, at any time. */
  readonly stdout: Readable
  readonly stderr: Readable
  readonly ended: Promise<ProcessEnd>
  readonly pid?: number | undefined
}

export interface ProcessEnd {
  /** 130 when a signal ended it, as buildx itself reports a canceled build. */
  readonly exitCode: number
  /** The signal that ended it, if one did. */
  readonly signal?: NodeJS.Signals
}

/**
 * Starts a program that takes its time and can be asked to stop.
 *
 * @throws when it can't be started
 */
export async function startProcess(
  program: Program,
  args: readonly string[],
  { signal, gracePeriodMs = buildGracePeriodMs, ...options }: ProcessOptions,
): Promise<RunningProcess> {
  const child = spawnChild(program, args, options, 'ignore')
  const closed = once(child, 'close')
  // The caller awaits `ended`; until then a failed start must not count as an unhandled rejection.
  closed.catch(() => {})
  await once(child, 'spawn')
  const stop = () => cancel(child, signal.reason, gracePeriodMs)
  if (signal.aborted) stop()
  signal.addEventListener('abort', stop)
  const ended = closed.then(([code, name]): ProcessEnd => {
    signal.removeEventListener('abort', stop)
    return { exitCode: code ?? 130, ...(name && { signal: name }) }
  })
  return {
    stdout: gatheredOutput(child.stdout, child),
    stderr: gatheredOutput(child.stderr, child),
    ended,
    pid: child.pid,
  }
}

/**
 * Runs a short command to its end, or until its time is up.
 *
 * @throws CanceledError when it is canceled, Error when it can't be started or takes too long
 */
export async function runToEnd(
  program: Program,
  args: readonly string[],
  { timeoutMs, ...options }: ProcessOptions & { readonly timeoutMs: number },
): Promise<CommandResult> {
  const timeout = AbortSignal.timeout(timeoutMs)
  const signal = AbortSignal.any([options.signal, timeout])
  const child = await startProcess(program, args, { gracePeriodMs: 1000, ...options, signal })
  const [stdout, stderr, { exitCode }] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    child.ended,
  ])
  if (options.signal.aborted) throw new CanceledError()
  if (timeout.aborted) {
    const command = `${basename(program.file)} ${args[0]}`
    throw new Error(`${command} did not end within ${timeoutMs / 1000} s.`)
  }
  return { exitCode, stdout, stderr }
}

/**
 * A canceled job is given 7.5 s after SIGINT, then 2.5 s after SIGTERM, then it is killed. Removing a local
 * builder has to fit into the first of them, too: the runner ignores what a canceled background
 * step prints after that.
 */
const buildGracePeriodMs = 5000

/** buildx cancels the build on the daemon when asked to stop, and the daemon does when buildx is gone. */
function cancel(child: ChildProcess, reason: unknown, gracePeriodMs: number): void {
  if (gracePeriodMs === 0) {
    child.kill('SIGKILL')
    return
  }
  child.kill(reason === 'SIGTERM' ? 'SIGTERM' : 'SIGINT')
  const timer = setTimeout(() => child.kill('SIGKILL'), gracePeriodMs)
  child.once('exit', () => clearTimeout(timer))
}
