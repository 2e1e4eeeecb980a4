import type { ChildProcess } from 'node:child_process'
import type { EventEmitter } from 'node:events'
import { PassThrough, type Readable } from 'node:stream'

/** The process, as far as its end is concerned. */
type Child = Pick<ChildProcess, 'exitCode' | 'signalCode'> & Pick<EventEmitter, 'once'>

/** How long output gathers. A reader of the log doesn't notice it. */
const gatherMs = 10

/** Bytes that are passed on at once, so that a flood of output isn't slowed down. */
const most = 32 * 1024

/**
 * Passes on what a process writes, in pieces of some milliseconds. buildx writes some hundred short lines while it
 * builds for a quarter of a second, and each piece takes about as long to pass on as a line takes to read.
 *
 * What isn't read stays there after the process has exited, where Node would discard it. Until then the process waits
 * for its reader.
 */
export function gatheredOutput(stream: Readable, child: Child): Readable {
  const gathered = new PassThrough()
  const hasExited = () => child.exitCode !== null || child.signalCode !== null
  let timer: NodeJS.Timeout | undefined
  const passOn = () => {
    clearTimeout(timer)
    timer = undefined
    if (gathered.writableNeedDrain) return
    const piece: Buffer | null = stream.read()
    if (piece !== null) gathered.write(piece)
  }
  stream.on('readable', () => {
    const length = stream.readableLength
    // Without a byte there is only the end.
    if (length === 0 || length >= most || hasExited()) passOn()
    else timer ??= setTimeout(passOn, gatherMs)
  })
  gathered.on('drain', passOn)
  child.once('exit', passOn)
  stream.once('end', () => gathered.end())
  stream.once('error', (error) => gathered.destroy(error))
  gathered.once('close', () => stream.destroy())
  return gathered
}
