import { CommandError } from '../../base/errors.ts'
import type { CommandResult, Ports } from '../../base/ports.ts'
import type { Daemon } from '../../daemon/daemon.ts'
import type { Probe } from '../../daemon/poll.ts'
import { temporaryFault } from '../../leftovers/private-directory.ts'
import { runToEnd } from '../../processes/process.ts'
import type { Program } from '../../processes/program.ts'

/** Long enough to pull the builder's image first, but a job must not hang on a Docker daemon that is stuck. */
const longestBootstrapMs = 120_000

export interface Inspection {
  readonly daemon: Daemon
  readonly driver: string
  /** The endpoint of the first node: an address, or the name of a Docker context. */
  readonly endpoint: string
  /** The endpoints of all its nodes. */
  readonly endpoints: readonly string[]
}

/** A longer wait is announced. */
const longestSilenceMs = 10_000

/**
 * Starts a builder if it isn't running, and inspects it. A long wait is said in the log.
 *
 * @throws CommandError in buildx's own words
 */
export async function bootstrapBuilder(
  name: string,
  buildx: Program,
  ports: Pick<Ports, 'directory' | 'signal' | 'log'>,
  silenceMs = longestSilenceMs,
): Promise<Inspection> {
  const args = ['inspect', '--bootstrap', name]
  const { exitCode, stdout, stderr } = await runBootstrap(args, buildx, ports, { silenceMs })
  if (exitCode !== 0) throw new CommandError('buildx inspect --bootstrap', exitCode, stderr)
  return readInspection(stdout)
}

/** Runs a command that starts BuildKit. */
function runBootstrap(
  args: readonly string[],
  buildx: Program,
  { directory, signal, log }: Pick<Ports, 'directory' | 'signal' | 'log'>,
  { silenceMs = longestSilenceMs, ...options }: BootstrapOptions = {},
): Promise<CommandResult> {
  const most = longestBootstrapMs / 1000
  const timer = setTimeout(() => {
    log.info(
      `Waiting for BuildKit to start, which may pull its image first, for at most ${most} s.`,
    )
  }, silenceMs)
  return runToEnd(buildx, args, {
    ...{ directory, signal, ...options },
    timeoutMs: longestBootstrapMs,
  }).finally(() => clearTimeout(timer))
}

interface BootstrapOptions {
  readonly silenceMs?: number
  readonly gracePeriodMs?: number
}

/**
 * Asks the daemons of a builder that only buildx can reach. The probe rejects when none of them answers: which nodes a
 * build needs isn't known, so one alone proves nothing.
 */
export function probeThroughBuildx(
  name: string,
  buildx: Program,
  { directory }: Pick<Ports, 'directory'>,
): Probe<Daemon> {
  return async (timeoutMs, signal) => {
    const options = { directory, signal, timeoutMs, gracePeriodMs: 0 }
    const inspect = (...more: readonly string[]) =>
      runToEnd(buildx, ['inspect', ...more, name], options)
    // One node that doesn't answer must not hide the others. An old buildx has no such option.
    const patience = `${Math.round(timeoutMs * 0.8)}ms`
    const bounded = await inspect('--timeout', patience)
    const { stdout } = bounded.exitCode === 0 ? bounded : await inspect()
    const answering = nodesIn(stdout).find(hasAnswered)
    if (answering === undefined) throw new Error(`the builder ${name} doesn't answer`)
    return readInspection(answering).daemon
  }
}

/** What `buildx inspect` prints of each node, with the line about the driver in front. */
function nodesIn(inspection: string): readonly string[] {
  const [head = '', nodes = ''] = inspection.split(/^Nodes:$/m)
  const driver = /^Driver:.*$/m.exec(head)?.[0] ?? ''
  return nodes.split(/^(?=Name:)/m).map((node) => `${driver}\n${node}`)
}

function hasAnswered(node: string): boolean {
  return /^Status:\s*running$/m.test(node) && /^Platforms:/m.test(node) && !/^Error:/m.test(node)
}

/** Reads what `buildx inspect` prints. It has no JSON output, but these lines have been the same for years. */
export function readInspection(inspection: string): Inspection {
  const value = (label: string) =>
    new RegExp(`^${label}:\\s*(.*)$`, 'm').exec(inspection)?.[1]?.trim()
  const driver = value('Driver') || 'unknown'
  const hasContainerdStore = /^\s+org\.mobyproject\.buildkit\.worker\.snapshotter:/m.test(
    inspection,
  )
  const endpoints = [...inspection.matchAll(/^Endpoint:[^\S\n]*(.*)$/gm)].map(([, each = '']) =>
    each.trim(),
  )
  return {
    daemon: {
      version: value('BuildKit version') || value('Buildkit') || 'of unknown version',
      platforms: value('Platforms')?.split(/,\s*/).filter(Boolean) ?? [],
      ...(driver === 'docker' && { docker: { hasContainerdStore } }),
    },
    driver,
    endpoint: endpoints[0] ?? '',
    endpoints,
  }
}

/** buildx asks the daemon while it creates a builder, and gives up after 20 seconds by itself. */
const longestCreateMs = 30_000

/**
 * Runs `buildx create`.
 *
 * @param args from `createArgs`
 * @throws CommandError in buildx's own words, Error when the private directory can't be written to
 */
export async function createBuilder(
  args: readonly string[],
  buildx: Program,
  { directory, signal }: Pick<Ports, 'directory' | 'signal'>,
): Promise<void> {
  const limits = { directory, signal, timeoutMs: longestCreateMs }
  const { exitCode, stderr } = await runToEnd(buildx, args, limits)
  throwIfFailed(exitCode, stderr, directory)
}

/**
 * Runs `buildx create --bootstrap`. A long wait is said in the log. The signal ends it at once: what it has made stays.
 *
 * @param args from `createArgs`, with `isStarted`
 * @throws like `createBuilder`; the builder may have been created
 */
export async function createRunningBuilder(
  args: readonly string[],
  buildx: Program,
  ports: Pick<Ports, 'directory' | 'signal' | 'log'>,
): Promise<void> {
  const { exitCode, stderr } = await runBootstrap(args, buildx, ports, { gracePeriodMs: 0 })
  throwIfFailed(exitCode, stderr, ports.directory)
}

function throwIfFailed(exitCode: number, stderr: string, directory: string): void {
  if (exitCode === 0) return
  const fault = temporaryFault(stderr, directory)
  throw fault === undefined ? new CommandError('buildx create', exitCode, stderr) : new Error(fault)
}
