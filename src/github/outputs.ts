import { setOutput } from '@actions/core'
import type { Outputs } from '../report/outputs.ts'

export function setOutputs(outputs: Outputs): void {
  for (const [name, value] of Object.entries(outputs)) setOutput(name, value)
}
