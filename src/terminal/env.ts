import { randomUUID } from 'node:crypto'
import { lstatSync, readFileSync, realpathSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { ConfigurationError } from '../base/errors.ts'
import type { Ports } from '../base/ports.ts'
import type { ConnectInputs } from '../connect/inputs.ts'
import { setUpVariable } from '../connect/set-up-variable.ts'
import { readConnection } from '../inputs/read-inputs.ts'
import type { InputSource } from '../inputs/source.ts'
import {
  createPrivateDirectory,
  isOwnAlone,
  writePrivateFile,
} from '../leftovers/private-directory.ts'
import { open } from '../step/lease.ts'
import { exitCodes } from './exit-codes.ts'
import { keeperWord } from './keeper-word.ts'
import { coreDirectory, removeDirectory, removeRun } from './leftovers.ts'
import { openPorts, type PortsOptions } from './ports.ts'

/** Differs from that of a single run's directory, which the next run removes when it is old. */
const prefix = 'remote-buildkit-env-'
/** In the path of each private directory, and of each directory for sockets. */
const ownName = '/remote-buildkit-'
/** buildx's variables for the builder, besides its name. */
const passed = [
  'BUILDX_CONFIG',
  'DOCKER_AUTH_CONFIG',
  'DOCKER_CONFIG',
  'DOCKER_CONTEXT',
  'DOCKER_HOST',
] as const
/** Those that later commands must not have, because the sign-ins in them are elsewhere. */
const replaced = ['DOCKER_AUTH_CONFIG'] as const

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
    const core = setUpDirectory(rest.env)
    const lines = shellLines(readFormer(core, rest.env))
    try {
      await remove(core, rest.env)
    } finally {
      // The record is gone, even if something else is left.
      print(lines)
    }
    return exitCodes.success
  }
  const { connect: inputs, warnings } = readConnection(source)
  refuseRouter(inputs)
  const directory = join(rest.env.XDG_RUNTIME_DIR || tmpdir(), prefix + randomUUID())
  await createPrivateDirectory(directory)
  try {
    const ports = { ...openPorts({ ...rest, directory }), keeper: ownKeeper() }
    for (const warning of warnings) rest.log.warning(warning)
    print(shellLines(await setUp(inputs, ports, rest.env)))
    return exitCodes.success
  } catch (error) {
    await removeDirectory(directory, rest.log)
    throw error
  }
}

/** Leaves a builder to later commands. @returns the variables with which they use it; null for one to unset */
async function setUp(
  inputs: ConnectInputs,
  ports: Ports,
  before: NodeJS.ProcessEnv,
): Promise<Variables> {
  const lease = await open(inputs, ports)
  try {
    const { name } = await lease.keep()
    const { env } = lease.builder.buildx
    const changed = passed.filter((variable) => env[variable] && env[variable] !== before[variable])
    const unset = replaced.filter((variable) => before[variable] && !env[variable])
    const variables = {
      BUILDX_BUILDER: name,
      ...Object.fromEntries(changed.map((variable) => [variable, env[variable] ?? null])),
      ...Object.fromEntries(unset.map((variable) => [variable, null])),
      [setUpVariable]: ports.directory,
    }
    await writeFormer(ports.directory, Object.keys(variables), before)
    return variables
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

/** Values for variables of a shell; null for one that isn't to be set. */
export type Variables = Readonly<Record<string, string | null>>

/** Lines that a POSIX shell evaluates to have its variables so. */
export function shellLines(variables: Variables): string {
  const names = Object.keys(variables)
  const unset = names.filter((name) => variables[name] === null)
  const set = names.flatMap((name) => {
    const value = variables[name]
    return typeof value === 'string' ? [[name, value] as const] : []
  })
  return `${unset.length > 0 ? `unset ${unset.join(' ')}\n` : ''}${exportLines(Object.fromEntries(set))}`
}

/** The name of the record of former values, beside the builder's. */
const formerFile = 'former.json'

async function writeFormer(
  core: string,
  changed: readonly string[],
  before: NodeJS.ProcessEnv,
): Promise<void> {
  const former = Object.fromEntries(changed.map((name) => [name, before[name] ?? null]))
  await writePrivateFile(join(core, formerFile), JSON.stringify(former))
}

/**
 * @param core the directory that `env` has made, if it is still there
 * @returns without a record, what is certain: variables that name something of `env`
 */
function readFormer(core: string, env: NodeJS.ProcessEnv): Variables {
  const own = ['BUILDX_BUILDER', setUpVariable]
  try {
    // A shell evaluates what it says, so no other user may have written it.
    if (!isOwnAlone(dirname(core))) throw new Error('not of this user alone')
    const read = JSON.parse(readFileSync(join(core, formerFile), 'utf8')) as Variables
    const known = [...own, ...passed].filter((name) => name in read)
    return Object.fromEntries(known.map((name) => [name, read[name] ?? null]))
  } catch {
    const made = passed.filter((name) => env[name]?.includes(ownName))
    return Object.fromEntries([...own, ...made].map((name) => [name, null]))
  }
}

/** @throws ConfigurationError when the variable names nothing that `env` has made */
function setUpDirectory(env: NodeJS.ProcessEnv): string {
  const core = env[setUpVariable] ?? ''
  const directory = dirname(core)
  if (basename(directory).startsWith(prefix) && coreDirectory(directory) === core) return core
  throw new ConfigurationError(
    `${setUpVariable} names nothing that env has set up. Evaluate the lines that env prints, in this shell.`,
  )
}

async function remove(core: string, env: NodeJS.ProcessEnv): Promise<void> {
  const directory = dirname(core)
  const found = lstatSync(directory, { throwIfNoEntry: false })
  if (found?.isDirectory() !== true || found.uid !== (process.getuid?.() ?? found.uid)) return
  await removeRun(core, env)
}
