import { ConfigurationError, messageOf } from '../base/errors.ts'
import type { CommandResult, Ports } from '../base/ports.ts'
import type { BakeOptions } from '../inputs/inputs.ts'
import { runToEnd } from '../processes/process.ts'
import type { Program, SpawnOptions } from '../processes/program.ts'
import type { Stall } from '../step/stall-watchdog.ts'
import { gitAuthEnvironment } from './git-auth.ts'

/** For a local definition, whose files may be on a slow disk. */
const longestReadMs = 300_000

export interface ReadResult extends CommandResult {
  /** Present when buildx was ended because the daemon that fetches a remote definition gave no sign of life. */
  readonly stall?: Stall
}

export interface ReadOptions extends Pick<BakeOptions, 'bake' | 'directory' | 'gitAuth'> {
  readonly buildx: Program
  /** Which reads a remote definition; absent for a local one, which needs none. */
  readonly builder?: string
  /** The folder on this machine that has the files of a remote definition, if there is one. */
  readonly checkout?: string | undefined
  /** The remote definition by its commit alone, where `bake` names it by a query that may be refused. */
  readonly withoutQuery?: string
  /** The name of the input that names the targets; `targets` when absent. */
  readonly targetsInput?: string
  /** Runs buildx to its end where a daemon fetches a remote definition; absent for a local one. */
  readonly run?: (
    program: Program,
    args: readonly string[],
    options: SpawnOptions,
  ) => Promise<ReadResult>
}

/**
 * Runs buildx as it reads a definition.
 *
 * @throws ConfigurationError in one line when it can't be started, or takes too long
 */
export async function runBuildx(
  args: readonly string[],
  { buildx: { file, env }, directory, gitAuth, run }: ReadOptions,
  ports: Pick<Ports, 'directory' | 'signal'>,
): Promise<ReadResult> {
  const program = { file, env: gitAuthEnvironment(env, gitAuth) }
  const options = { directory: ports.directory, cwd: directory }
  try {
    if (run !== undefined) return await run(program, args, options)
    const bounded = { ...options, signal: ports.signal, timeoutMs: longestReadMs }
    return await runToEnd(program, args, bounded)
  } catch (error) {
    ports.signal.throwIfAborted()
    throw new ConfigurationError(`The bake definition can't be read: ${messageOf(error)}`)
  }
}
