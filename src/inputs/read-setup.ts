import { ConfigurationError } from '../base/errors.ts'
import { setUpVariable } from '../connect/set-up-variable.ts'
import { readConnectInputs } from './connect-inputs.ts'
import type { SetupInputs } from './inputs.ts'
import { masked } from './read-inputs.ts'
import { createInputReader } from './reader.ts'
import type { InputSource } from './source.ts'

/**
 * Reads, masks and checks the inputs of a builder that stays for later steps.
 *
 * @throws ConfigurationError naming the input as the user wrote it
 */
export function readSetupInputs(source: InputSource): SetupInputs {
  return masked(source, (masks) => {
    const reader = createInputReader(source.raw)
    const { env, ...rest } = source
    const own = { ...rest, env: { ...env, [setUpVariable]: undefined } }
    const connect = readConnectInputs(reader, own, masks)
    const name = reader.optional('name', parseBuilderName)
    return {
      connect,
      ...(name !== undefined && { name }),
      use: reader.boolean('use', true),
      warnings: source.checkNames(),
    }
  })
}

/** As buildx checks it: `ValidateName` in docker/buildx store/util.go. `default` is Docker's own. */
function parseBuilderName(name: string): string {
  if (/^[a-zA-Z][a-zA-Z0-9._-]*$/.test(name) && name !== 'default') return name.toLowerCase()
  throw new ConfigurationError(
    `name: "${name}" is not a name for a builder. Use letters, digits, and . _ - after a first letter.`,
  )
}
