// Only Node's own modules: post loads no library.
import {
  appendFileSync,
  closeSync,
  ftruncateSync,
  openSync,
  readFileSync,
  statSync,
  truncateSync,
  writeSync,
} from 'node:fs'

/**
 * Appends lines to a file of the runner, all of them or none: the runner fails a job whose file ends in the middle of a
 * line.
 *
 * @throws when the file can't be written
 */
export function appendWhole(file: string, lines: string): void {
  const size = sizeOf(file)
  try {
    appendFileSync(file, lines)
  } catch (error) {
    if (statSync(file, { throwIfNoEntry: false })?.isFile()) truncateSync(file, size)
    throw error
  }
}

/**
 * Removes lines from a file of the runner, and keeps what was written after them. Does nothing if they aren't there: an
 * action that is canceled in a container may outlive the runner's files.
 *
 * @param at where they begin, in bytes
 */
export function cutOut(file: string, at: number, lines: string): void {
  const end = at + Buffer.byteLength(lines)
  if (sizeOf(file) < end) return
  const opened = openSync(file, 'r+')
  try {
    const text = readFileSync(opened)
    if (text.toString('utf8', at, end) !== lines) return
    // In place, so that a full disk loses nothing.
    writeSync(opened, text, end, text.length - end, at)
    ftruncateSync(opened, text.length - (end - at))
  } finally {
    closeSync(opened)
  }
}

/** In bytes; 0 when there is no such file. */
export function sizeOf(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0
}
