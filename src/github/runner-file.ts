// Only Node's own modules: post loads no library.
import { appendFileSync, statSync, truncateSync } from 'node:fs'

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

/** In bytes; 0 when there is no such file. */
export function sizeOf(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0
}
