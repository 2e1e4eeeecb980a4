import { setOutput } from '@actions/core'
import type { Outputs } from '../report/outputs.ts'

/** @throws when `GITHUB_OUTPUT` can't be written */
export function setOutputs(outputs: Outputs): void {
  for (const [name, value] of Object.entries(outputs)) setOutput(name, value)
}

/** Sets outputs that later ones replace. A file that can't be written is reported with those. */
export function presetOutputs(outputs: Outputs): void {
  try {
    setOutputs(outputs)
  } catch {
    // A full disk must not prevent a build.
  }
}
