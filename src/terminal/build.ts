import type { Ports } from '../base/ports.ts'
import { readInputs } from '../inputs/read-inputs.ts'
import type { InputSource } from '../inputs/source.ts'
import type { Outcome } from '../step/outcome.ts'
import { main } from '../step/step.ts'
import { exitCodes } from './exit-codes.ts'
import type { PublishOptions } from './publish.ts'

export interface BuildRun extends PublishOptions {
  readonly source: InputSource
  readonly openPorts: () => Ports
}

/** The command `build`. @returns the exit code */
export async function runBuild({ openPorts, ...run }: BuildRun): Promise<number> {
  const inputs = readInputs(run.source)
  const result = await main(inputs, openPorts())
  const { publish } = await import('./publish.ts')
  await publish(result, inputs, run)
  return exitCodeOf(result.outcome)
}

export function exitCodeOf({ kind }: Outcome): number {
  switch (kind) {
    case 'succeeded':
      return exitCodes.success
    case 'unusable':
      return exitCodes.noDaemon
    case 'canceled':
      return exitCodes.canceled
    default:
      return exitCodes.failure
  }
}
