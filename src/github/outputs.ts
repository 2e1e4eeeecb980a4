import { statSync, truncateSync } from 'node:fs'
import { setOutput } from '@actions/core'
import type { Outputs } from '../report/outputs.ts'

/**
 * Sets outputs. One that is written in part is taken back: the runner fails a job whose file it can't read.
 *
 * @throws when `GITHUB_OUTPUT` can't be written
 */
export function setOutputs(outputs: Outputs, { GITHUB_OUTPUT: file } = process.env): void {
  for (const [name, value] of Object.entries(outputs)) {
    const stats = file ? statSync(file, { throwIfNoEntry: false }) : undefined
    try {
      setOutput(name, value)
    } catch (error) {
      if (file && stats?.isFile()) truncateSync(file, stats.size)
      throw error
    }
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
