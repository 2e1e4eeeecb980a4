import type { Ports } from '../base/ports.ts'
import { readInputs } from '../inputs/read-inputs.ts'
import type { InputSource } from '../inputs/source.ts'
import { main } from '../step/step.ts'
import { exitCodes } from './exit-codes.ts'
import type { Job } from './job.ts'
import type { ProgramLog } from './log.ts'
import type { Printer } from './printer.ts'

export interface BuildRun {
  readonly source: InputSource
  readonly options: ReadonlyMap<string, string>
  readonly job: Job
  readonly log: ProgramLog
  readonly printer: Printer
  readonly openPorts: () => Ports
}

/** The command `build`. @returns the exit code */
export async function runBuild({ openPorts, ...run }: BuildRun): Promise<number> {
  const inputs = readInputs(run.source)
  const result = await main(inputs, openPorts())
  const { publish } = await import('./publish.ts')
  await publish(result, inputs, run)
  switch (result.outcome.kind) {
    case 'succeeded':
      return exitCodes.success
    case 'canceled':
      return exitCodes.canceled
    default:
      return exitCodes.failure
  }
}
