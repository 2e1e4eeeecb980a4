import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { Transform, type Writable } from 'node:stream'
import { finished, pipeline } from 'node:stream/promises'
import type { Buildx } from './environment.ts'
import { createRawJsonDecoder, type StreamListener } from './rawjson.ts'

export interface BuildPorts {
  readonly listener: StreamListener
  /** Turns what the listener collected since the last call into text for the log. */
  readonly takeLog: () => string
  readonly output: Writable
  readonly signal: AbortSignal
  /** Called with the process id as soon as there is one. */
  readonly onStart: (pid: number) => void
}

/**
 * Runs `buildx build` and feeds its progress to the listener as it arrives.
 *
 * A slow reader of the log slows buildx down instead of filling the memory.
 *
 * @returns the exit code; 130 when the build was canceled, 128 + n after signal n
 * @throws when buildx can't be started
 */
export async function runBuild(
  buildx: Buildx,
  args: readonly string[],
  { listener, takeLog, output, signal, onStart }: BuildPorts,
): Promise<number> {
  const child = spawn(buildx.file, args, {
    env: buildx.env,
    stdio: ['ignore', 'pipe', 'pipe'],
    windowsHide: true,
  })
  const exited = once(child, 'close')
  const stop = () => cancel(child, signal.reason)
  try {
    await once(child, 'spawn')
    onStart(child.pid as number)
    if (signal.aborted) stop()
    signal.addEventListener('abort', stop)

    const decoder = createRawJsonDecoder(listener)
    const log = new Transform({
      transform(chunk: Buffer, _encoding, done) {
        decoder.write(chunk)
        done(null, takeLog())
      },
      flush(done) {
        decoder.end()
        done(null, takeLog())
      },
    })
    child.stdout.pipe(output, { end: false })
    await Promise.all([
      pipeline(child.stderr, log, output, { end: false }),
      finished(child.stdout, { writable: false }),
    ])
    const [code, killedBy] = (await exited) as [number | null, NodeJS.Signals | null]
    return code ?? (killedBy === null ? 1 : 130)
  } finally {
    signal.removeEventListener('abort', stop)
  }
}

/** A canceled job is given 7.5 s, then SIGTERM, 2.5 s, then the end: time enough, but not for ever. */
const patienceMs = 6000

/** buildx cancels the build on the daemon when it is asked to stop, and the daemon does when it is gone. */
function cancel(child: ChildProcess, reason: unknown): void {
  child.kill(reason === 'SIGTERM' ? 'SIGTERM' : 'SIGINT')
  const timer = setTimeout(() => child.kill('SIGKILL'), patienceMs)
  child.once('exit', () => clearTimeout(timer))
}
