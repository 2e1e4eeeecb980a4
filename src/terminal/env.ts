import { randomUUID } from 'node:crypto'
import { lstatSync, realpathSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { ConfigurationError } from '../base/errors.ts'
import type { Ports } from '../base/ports.ts'
import type { ConnectInputs } from '../connect/inputs.ts'
import { setUpVariable } from '../connect/set-up-variable.ts'
import { readConnection } from '../inputs/read-inputs.ts'
import type { InputSource } from '../inputs/source.ts'
import { createPrivateDirectory } from '../leftovers/private-directory.ts'
import { open } from '../step/lease.ts'
import { exitCodes } from './exit-codes.ts'
import { keeperWord } from './keeper-word.ts'
import { coreDirectory, removeDirectory, removeRun } from './leftovers.ts'
import { openPorts, type PortsOptions } from './ports.ts'

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
 * it, as lines for a shell. A tunnel to its daemon is handed to a process that stays.
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
    print(`unset BUILDX_BUILDER ${passed.join(' ')} ${setUpVariable}\n`)
    return exitCodes.success
  }
  const { connect: inputs, warnings } = readConnection(source)
  refuseRouter(inputs)
  const directory = join(rest.env.XDG_RUNTIME_DIR || tmpdir(), prefix + randomUUID())
  await createPrivateDirectory(directory)
  try {
    const ports = { ...openPorts({ ...rest, directory }), keeper: ownKeeper() }
    for (const warning of warnings) rest.log.warning(warning)
    print(exportLines(await setUp(inputs, ports, rest.env)))
    return exitCodes.success
  } catch (error) {
    await removeDirectory(directory, rest.log)
    throw error
  }
}

/** Leaves a builder to later commands. @returns the variables with which they use it */
async function setUp(
  inputs: ConnectInputs,
  ports: Ports,
  before: NodeJS.ProcessEnv,
): Promise<Readonly<Record<string, string | undefined>>> {
  const lease = await open(inputs, ports)
  try {
    const { name } = await lease.keep()
    const { env } = lease.builder.buildx
    const changed = passed.filter((variable) => env[variable] && env[variable] !== before[variable])
    return {
      BUILDX_BUILDER: name,
      ...Object.fromEntries(changed.map((variable) => [variable, env[variable]])),
      [setUpVariable]: ports.directory,
    }
  } catch (error) {
    await lease.release()
    throw error
  }
}

/** A router counts a build until it is told the end. */
function refuseRouter({ router }: ConnectInputs): void {
  if (router === undefined) return
  throw new ConfigurationError(
    `endpoint: env can't tell ${router.url} when the builds are over. Use build, or the address of a daemon.`,
  )
}

/** Starts this program again, for a tunnel that stays open. */
function ownKeeper(): NonNullable<Ports['keeper']> {
  return [process.execPath, realpathSync(process.argv[1] ?? ''), keeperWord]
}

/** Lines that a POSIX shell evaluates. */
export function exportLines(variables: Readonly<Record<string, string | undefined>>): string {
  return Object.entries(variables)
    .map(([name, value = '']) => `export ${name}='${value.replaceAll("'", "'\\''")}'\n`)
    .join('')
}

/** @throws ConfigurationError when the variable names nothing that `env` has made */
async function remove(env: NodeJS.ProcessEnv): Promise<void> {
  const core = env[setUpVariable] ?? ''
  const directory = dirname(core)
  if (!basename(directory).startsWith(prefix) || coreDirectory(directory) !== core) {
    throw new ConfigurationError(
      `${setUpVariable} names nothing that env has set up. Evaluate the lines that env prints, in this shell.`,
    )
  }
  const found = lstatSync(directory, { throwIfNoEntry: false })
  if (found?.isDirectory() !== true || found.uid !== (process.getuid?.() ?? found.uid)) return
  await removeRun(core, env)
}
