import type { ConnectInputs } from '../connect/inputs.ts'
import { readBakeInputs } from './bake-inputs.ts'
import { readConnectInputs } from './connect-inputs.ts'
import { withoutRunner } from './dockerfile-path.ts'
import type { BakeOptions } from './inputs.ts'
import { masksOf, urlSecrets } from './masks.ts'
import { masked, readOptions } from './read-inputs.ts'
import { createInputReader, type InputReader } from './reader.ts'
import type { InputSource } from './source.ts'

/**
 * Reads, masks and checks the inputs of a bake.
 *
 * @throws ConfigurationError naming the input as the user wrote it
 */
export function readBakeOptions(source: InputSource): BakeOptions {
  return masked(source, (masks) => {
    const reader = createInputReader(source.raw)
    masks.add(urlSecrets(['files', 'set', 'source', 'vars'].map(reader.text).join(' ')))
    const connect = readConnectInputs(reader, source, masks)
    const { origin, run, workspace } = source
    const read = readBakeInputs(reader, source)
    for (const value of Object.values(read.gitAuth)) masks.add(masksOf(value))
    return {
      connect: keyedByFile(connect, read.bake.files, workspace, reader),
      ...read,
      ...(run.gitRef && { repository: { context: run.defaultContext, ref: run.gitRef } }),
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

/** Bakes of one definition stay on one daemon of a pool: their targets share stages. */
function keyedByFile(
  connect: ConnectInputs,
  [file = 'docker-bake']: readonly string[],
  workspace: string,
  { text }: InputReader,
): ConnectInputs {
  const { pool } = connect
  if (pool === undefined || text('pool-key') !== '') return connect
  // An action may have written the first one, into a folder that has another name in each job.
  const name = withoutRunner(workspace, file.replace(/^cwd:\/\/(?=\/)/, ''))
  return { ...connect, pool: { ...pool, key: `${pool.key}:${name}` } }
}
