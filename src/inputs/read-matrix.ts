import { statSync } from 'node:fs'
import { resolve } from 'node:path'
import { ConfigurationError } from '../base/errors.ts'
import { readBuildxInputs } from './connect-inputs.ts'
import type { MatrixInputs } from './inputs.ts'
import { urlSecrets } from './masks.ts'
import { masked } from './read-inputs.ts'
import { createInputReader } from './reader.ts'
import type { InputSource } from './source.ts'

/** The inputs of `bake/matrix`: those of docker/bake-action's subaction, `vars`, and those about buildx. */
export const matrixInputNames: readonly string[] = [
  ...['buildx-download-url', 'buildx-version', 'cache-binary'],
  ...['fields', 'files', 'target', 'vars', 'workdir'],
]

/**
 * Reads and checks the inputs of a job matrix.
 *
 * @throws ConfigurationError naming the input as the user wrote it
 */
export function readMatrixInputs(source: InputSource): MatrixInputs {
  return masked(source, (masks) => {
    const reader = createInputReader(source.raw)
    const { text, list, lines } = reader
    masks.add(urlSecrets(`${text('files')} ${text('vars')}`))
    const workdir = text('workdir') || '.'
    const directory = resolve(workdir)
    if (!statSync(directory, { throwIfNoEntry: false })?.isDirectory()) {
      throw new ConfigurationError(`workdir: "${workdir}" is not a folder.`, undefined, {
        lacksFile: true,
      })
    }
    return {
      bake: {
        ...{ remote: '', allow: ['fs=*'], call: '', jobs: '', load: false, noCache: false },
        ...{ provenance: '', pull: false, push: false, sbom: '', set: [] },
        files: list('files'),
        targets: list('target'),
        vars: lines('vars', { quotes: false }),
      },
      directory,
      buildx: readBuildxInputs(reader, masks),
      fields: list('fields'),
      warnings: source.checkNames(),
    }
  })
}
