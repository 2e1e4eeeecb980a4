import { join } from 'node:path'
import type { Writable } from 'node:stream'
import type { Log, Ports } from '../base/ports.ts'
import { cacheDirectory, createBinaryStore } from './binary-store.ts'
import { helpLink } from './help-link.ts'
import { withoutInputs } from './input-source.ts'
import type { Job } from './job.ts'
import { coreDirectory } from './leftovers.ts'
import type { Printer } from './printer.ts'
import { runCommand } from './run-command.ts'

export interface PortsOptions {
  readonly env: NodeJS.ProcessEnv
  readonly job: Job
  readonly log: Log
  readonly printer: Printer
  readonly signal: AbortSignal
  /** The private directory of the program, which exists. */
  readonly directory: string
  /** Where the log of a build goes; the printer when absent. */
  readonly output?: Writable
  /** The job's when absent. */
  readonly fence?: Ports['fence']
  readonly isDebug: boolean
}

/** Provides the ports of the core with only Node and the user's environment. */
export function openPorts(options: PortsOptions): Ports {
  const { env, job, log, printer, signal, directory, output = printer.stream, isDebug } = options
  return {
    run: runCommand,
    log,
    env: { ...withoutInputs(env), ...job.prepare(directory) },
    directory: coreDirectory(directory),
    signal,
    help: helpLink,
    remedies: job.remedies,
    mask: printer.mask,
    warnOnce: createWarnOnce(log.warning),
    identityToken: async () => {
      throw new Error(
        'This program can ask no CI system for an identity token. Give one in REMOTE_BUILDKIT_IDENTITY_TOKEN.',
      )
    },
    binaries: createBinaryStore(env),
    output,
    fence: options.fence ?? job.fence,
    uploads: join(cacheDirectory(env), 'uploads'),
    needNoPost: () => {},
    // Beside the private directory, which is removed in the end.
    ...(isDebug && { streamFile: `${directory}.rawjson` }),
  }
}

/** A process is one job, or one step of a job that this program can tell nothing. */
function createWarnOnce(warn: (message: string) => void): Ports['warnOnce'] {
  const given = new Set<string>()
  return (name, message) => {
    if (given.has(name)) return
    given.add(name)
    warn(message)
  }
}
