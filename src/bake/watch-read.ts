import { text } from 'node:stream/consumers'
import { finished } from 'node:stream/promises'
import { CanceledError } from '../base/errors.ts'
import type { Ports } from '../base/ports.ts'
import { startStopwatch } from '../base/stopwatch.ts'
import type { Builder } from '../connect/builder.ts'
import type { BakeOptions } from '../inputs/inputs.ts'
import { bytesRead } from '../processes/bytes-read.ts'
import type { RunningProcess } from '../processes/process.ts'
import { createRawJsonDecoder } from '../progress/rawjson.ts'
import { createRecorder } from '../record/recorder.ts'
import { createDaemonQuestions } from '../step/daemon-questions.ts'
import { createHeartbeat } from '../step/heartbeat.ts'
import { isWaitingForConnection } from '../step/hints.ts'
import { type Stall, startStallWatchdog } from '../step/stall-watchdog.ts'
import { formatDuration } from '../text/format.ts'
import { cleanLine } from '../text/terminal-line.ts'
import type { ReadResult } from './read-command.ts'

interface RunningRead extends RunningProcess {
  /** Ends buildx. */
  readonly stop: () => void
}

interface WatchReadOptions extends Pick<BakeOptions, 'stallTimeoutMs'> {
  /** How often a line says that it goes on. */
  readonly periodMs?: number
  /** After how long a connected daemon over a network is asked for the first time: later than most reads end. */
  readonly askAfterMs?: number
}

/**
 * Follows buildx while the daemon fetches a definition. As with a build, a daemon that falls silent ends it, and a long
 * wait is named every minute.
 *
 * @throws CanceledError when it is canceled
 */
export async function watchRead(
  { stdout, stderr, ended, pid, stop }: RunningRead,
  builder: Builder,
  { stallTimeoutMs, periodMs = 60_000, askAfterMs = 500 }: WatchReadOptions,
  { directory, signal, log }: Pick<Ports, 'directory' | 'signal' | 'log'>,
): Promise<ReadResult> {
  const seconds = startStopwatch()
  const recorder = createRecorder()
  const questions = createDaemonQuestions(builder, { directory, earlierRefs: [] })
  let isConnected = false
  let stall: Stall | undefined
  const watchdog = startStallWatchdog({
    ...(questions && { questions }),
    timeoutMs: stallTimeoutMs,
    isConclusive: builder.isOverNetwork !== true,
    mayAsk: () => isConnected || builder.isOverNetwork !== true,
    // buildx gives a read no id by which the daemon could list it.
    needsDaemon: () => false,
    bytesRead: () => bytesRead(pid),
    note: (line) => log.info(line),
    onStall(found) {
      stall = found
      stop()
    },
  })
  // An answer beside buildx's connection proves that silence is a fault. A build gets one from the daemon's history.
  // Most reads take less time than this waits, and would pay for a connection that the bake may use.
  let asking: NodeJS.Timeout | undefined
  const ask = () => questions?.ask(stallTimeoutMs / 3).then(watchdog.prove, () => {})
  const connect = () => {
    if (isConnected) return
    isConnected = true
    if (stallTimeoutMs === 0 || builder.isOverNetwork !== true) return
    asking = setTimeout(ask, askAfterMs)
    asking.unref()
  }
  const heartbeat = createHeartbeat({
    periodMs,
    onSilence() {
      const running = recorder.result().running.map(cleanLine)
      const what = running.length > 0 ? `: ${running.join(', ')}` : ''
      log.info(`Still reading the bake definition after ${formatDuration(seconds())}${what}`)
    },
  })
  const decoder = createRawJsonDecoder({
    status(status) {
      watchdog.news()
      if (status.vertexes?.some(({ name }) => !isWaitingForConnection(name ?? ''))) connect()
      recorder.status(status)
    },
    text: () => watchdog.news(),
  })
  const errors: Buffer[] = []
  stderr.on('data', (chunk: Buffer) => {
    errors.push(chunk)
    decoder.write(chunk)
  })
  try {
    const [output, { exitCode }] = await Promise.all([
      text(stdout),
      ended,
      finished(stderr, { writable: false }),
    ])
    if (signal.aborted) throw new CanceledError()
    return {
      ...{ exitCode, stdout: output, stderr: String(Buffer.concat(errors)) },
      ...(stall && { stall }),
    }
  } finally {
    clearTimeout(asking)
    heartbeat.stop()
    watchdog.stop()
  }
}
