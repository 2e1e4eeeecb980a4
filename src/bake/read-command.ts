import { ConfigurationError, messageOf } from '../base/errors.ts'
import type { Ports } from '../base/ports.ts'
import type { BakeOptions } from '../inputs/inputs.ts'
import { runToEnd } from '../processes/process.ts'
import type { Program } from '../processes/program.ts'
import { gitAuthEnvironment } from './git-auth.ts'

/** A remote definition is fetched by the daemon first. */
const longestReadMs = 300_000

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
}

/**
 * Runs buildx as it reads a definition.
 *
 * @throws ConfigurationError in one line when it can't be started, or takes too long
 */
export async function runBuildx(
  args: readonly string[],
  { buildx: { file, env }, directory, gitAuth }: ReadOptions,
  ports: Pick<Ports, 'directory' | 'signal'>,
) {
  try {
    return await runToEnd({ file, env: gitAuthEnvironment(env, gitAuth) }, args, {
      ...{ directory: ports.directory, signal: ports.signal },
      cwd: directory,
      timeoutMs: longestReadMs,
    })
  } catch (error) {
    ports.signal.throwIfAborted()
    throw new ConfigurationError(`The bake definition can't be read: ${messageOf(error)}`)
  }
}
