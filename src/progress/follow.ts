import { Transform, type Writable } from 'node:stream'
import { finished, pipeline } from 'node:stream/promises'
import type { ProcessEnd, RunningProcess } from '../processes/process.ts'
import { createRawJsonDecoder, type StreamListener } from './rawjson.ts'

export interface ProgressPorts {
  readonly listener: StreamListener
  /** Turns what the listener collected since the last call into text for the log. */
  readonly takeLog: () => string
  readonly output: Writable
  /** Gets the progress as it arrives, byte for byte. */
  readonly onStream?: (chunk: Buffer) => void
  /** Gets buildx's result, such as that of `call`. */
  readonly onResult: (chunk: Buffer) => void
}

/**
 * Feeds the progress of a `buildx build` to the listener as it arrives.
 *
 * A slow reader of the log slows buildx down instead of filling the memory.
 *
 * @returns how the process ended
 */
export async function followProgress(
  { stdout, stderr, ended }: RunningProcess,
  { listener, takeLog, output, onStream, onResult }: ProgressPorts,
): Promise<ProcessEnd> {
  const decoder = createRawJsonDecoder(listener)
  const log = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      onStream?.(chunk)
      decoder.write(chunk)
      done(null, takeLog())
    },
    flush(done) {
      decoder.end()
      done(null, takeLog())
    },
  })
  let isMidLine = false
  stdout.on('data', (chunk: Buffer) => {
    isMidLine = chunk.at(-1) !== lineFeed
    onResult(chunk)
  })
  // The start of the log precedes any result too, and its end needs a separate line.
  output.write(takeLog())
  stdout.pipe(output, { end: false })
  await Promise.all([
    pipeline(stderr, log, output, { end: false }),
    finished(stdout, { writable: false }),
  ])
  if (isMidLine) output.write('\n')
  return ended
}

const lineFeed = 0x0a
