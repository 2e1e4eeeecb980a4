import { CommandError } from '../../base/errors.ts'
import type { Ports } from '../../base/ports.ts'
import type { Daemon } from '../../daemon/daemon.ts'
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

/**
 * Starts a builder if it isn't running, and inspects it.
 *
 * @throws CommandError in buildx's own words
 */
export async function bootstrapBuilder(
  name: string,
  buildx: Program,
  { directory, signal }: Pick<Ports, 'directory' | 'signal'>,
): Promise<Inspection> {
  const args = ['inspect', '--bootstrap', name]
  const { exitCode, stdout, stderr } = await runToEnd(buildx, args, {
    directory,
    signal,
    timeoutMs: longestBootstrapMs,
  })
  if (exitCode !== 0) throw new CommandError('buildx inspect --bootstrap', exitCode, stderr)
  return readInspection(stdout)
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
 * @throws CommandError in buildx's own words
 */
export async function createBuilder(
  args: readonly string[],
  buildx: Program,
  { directory, signal }: Pick<Ports, 'directory' | 'signal'>,
  gracePeriodMs?: number,
): Promise<void> {
  const { exitCode, stderr } = await runToEnd(buildx, args, {
    directory,
    signal,
    ...(gracePeriodMs !== undefined && { gracePeriodMs }),
    timeoutMs: longestCreateMs,
  })
  if (exitCode !== 0) throw new CommandError('buildx create', exitCode, stderr)
}
