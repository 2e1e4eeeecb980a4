import { randomUUID } from 'node:crypto'
import { lstatSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { ConfigurationError } from '../base/errors.ts'
import type { ConnectInputs } from '../connect/inputs.ts'
import { readConnection } from '../inputs/read-inputs.ts'
import type { InputSource } from '../inputs/source.ts'
import { createPrivateDirectory, removePrivateDirectory } from '../leftovers/private-directory.ts'
import { undoLeftovers } from '../leftovers/undo.ts'
import { open } from '../step/lease.ts'
import { exitCodes } from './exit-codes.ts'
import { coreDirectory } from './leftovers.ts'
import { openPorts, type PortsOptions } from './ports.ts'

/** Names what `env` has set up, for `env --remove`. */
const setupVariable = 'REMOTE_BUILDKIT_SETUP'
/** Differs from that of a single run's directory, which the next run removes when it is old. */
const prefix = 'remote-buildkit-env-'
/** buildx's variables for the builder, besides its name. */
const passed = ['BUILDX_CONFIG', 'DOCKER_CONFIG', 'DOCKER_CONTEXT', 'DOCKER_HOST'] as const

export interface EnvRun extends Omit<PortsOptions, 'directory' | 'output' | 'fence'> {
  readonly source: InputSource
  readonly options: ReadonlyMap<string, string>
  readonly print?: (text: string) => void
}

/**
 * The command `env`: makes a builder that stays, and prints the variables with which every later buildx uses
 * it, as lines for a shell.
 *
 * @returns the exit code
 */
export async function runEnv({
  source,
  options,
  print = (text) => process.stdout.write(text),
  ...rest
}: EnvRun): Promise<number> {
  if (options.has('remove')) {
    await remove(rest.env)
    print(`unset BUILDX_BUILDER ${passed.join(' ')} ${setupVariable}\n`)
    return exitCodes.success
  }
  const { connect: inputs, warnings } = readConnection(source)
  refuseTunnel(inputs)
  const directory = join(rest.env.XDG_RUNTIME_DIR || tmpdir(), prefix + randomUUID())
  await createPrivateDirectory(directory)
  try {
    const ports = openPorts({ ...rest, directory })
    for (const warning of warnings) rest.log.warning(warning)
    // Never released: it is for later commands.
    const { builder } = await open(inputs, ports)
    const { name, buildx } = builder
    const variables = {
      BUILDX_BUILDER: name,
      ...Object.fromEntries(
        passed
          .map((variable) => [variable, buildx.env[variable]] as const)
          .filter(([variable, value]) => value !== undefined && value !== rest.env[variable]),
      ),
      [setupVariable]: directory,
    }
    print(exportLines(variables))
    return exitCodes.success
  } catch (error) {
    await removePrivateDirectory(directory)
    throw error
  }
}

/** A tunnel ends with the process that holds it. */
function refuseTunnel({ endpoint }: ConnectInputs): void {
  if (endpoint === undefined || endpoint.kind === 'tcp' || endpoint.kind === 'unix') return
  const [scheme] = endpoint.url.split(':')
  throw new ConfigurationError(
    `endpoint: env can't keep a tunnel open for ${scheme}://. Use build, or an endpoint with tcp:// or unix://.`,
  )
}

/** Lines that a POSIX shell evaluates. */
export function exportLines(variables: Readonly<Record<string, string | undefined>>): string {
  return Object.entries(variables)
    .map(([name, value = '']) => `export ${name}='${value.replaceAll("'", "'\\''")}'\n`)
    .join('')
}

/** @throws ConfigurationError when the variable names nothing that `env` has made */
async function remove(env: NodeJS.ProcessEnv): Promise<void> {
  const directory = env[setupVariable] ?? ''
  if (!basename(directory).startsWith(prefix)) {
    throw new ConfigurationError(
      `${setupVariable} names nothing that env has set up. Evaluate the lines that env prints, in this shell.`,
    )
  }
  const found = lstatSync(directory, { throwIfNoEntry: false })
  if (found?.isDirectory() !== true || found.uid !== (process.getuid?.() ?? found.uid)) return
  try {
    undoLeftovers(coreDirectory(directory), env)
  } finally {
    await removePrivateDirectory(directory)
  }
}
