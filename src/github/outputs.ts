import { randomUUID } from 'node:crypto'
import { appendFileSync, statSync, truncateSync } from 'node:fs'
import { EOL } from 'node:os'
import { setOutput } from '@actions/core'
import type { Outputs } from '../report/outputs.ts'

/**
 * Sets outputs. One that is written in part is taken back: the runner fails a job whose file it can't read.
 *
 * @throws when `GITHUB_OUTPUT` can't be written; then it has those outputs that there was room for
 */
export function setOutputs(outputs: Outputs, { GITHUB_OUTPUT: file } = process.env): void {
  try {
    // All with one write: `setOutput` opens the file again for each of the forty.
    if (file && statSync(file, { throwIfNoEntry: false })) {
      takingBack(file, () => appendFileSync(file, keysAndValues(outputs)))
      return
    }
  } catch {
    // There may be room for some of them.
  }
  for (const [name, value] of Object.entries(outputs)) {
    takingBack(file, () => setOutput(name, value))
  }
}

/**
 * Values of several lines, as in "Multiline strings" of
 * https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands
 */
function keysAndValues(outputs: Outputs): string {
  // No value can contain what is chosen after it.
  const delimiter = `ghadelimiter_${randomUUID()}`
  return Object.entries(outputs)
    .map(([name, value]) => [`${name}<<${delimiter}`, value, delimiter, ''].join(EOL))
    .join('')
}

/** Takes back what was written in part. */
function takingBack(file: string | undefined, write: () => void): void {
  const stats = file ? statSync(file, { throwIfNoEntry: false }) : undefined
  try {
    write()
  } catch (error) {
    if (file && stats?.isFile()) truncateSync(file, stats.size)
    throw error
  }
}

/** Sets outputs that later ones replace. A file that can't be written is reported with those. */
export function presetOutputs(outputs: Outputs): void {
  try {
    setOutputs(outputs)
  } catch {
    // A full disk must not prevent a build.
  }
}
