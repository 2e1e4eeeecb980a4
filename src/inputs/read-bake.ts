import { readBakeInputs } from './bake-inputs.ts'
import { readConnectInputs } from './connect-inputs.ts'
import type { BakeOptions } from './inputs.ts'
import { masked, readOptions } from './read-inputs.ts'
import { createInputReader } from './reader.ts'
import type { InputSource } from './source.ts'

/**
 * Reads, masks and checks the inputs of a bake.
 *
 * @throws ConfigurationError naming the input as the user wrote it
 */
export function readBakeOptions(source: InputSource): BakeOptions {
  return masked(source, (_, masks) => {
    const reader = createInputReader(source.raw)
    const connect = readConnectInputs(reader, source, masks)
    const { origin, run, workspace } = source
    return {
      connect,
      ...readBakeInputs(reader, source),
      ...readOptions(reader),
      origin,
      attestRun: run,
      workspace,
      defaultContext: run.defaultContext,
      warnings: source.checkNames(),
      annotateChecks: run.annotateChecks,
    }
  })
}
