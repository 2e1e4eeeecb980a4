import { CommandError } from '../../base/errors.ts'
import type { Daemon } from '../../daemon/daemon.ts'
import { rememberProcess } from '../../leftovers/journal.ts'
import type { Buildx } from '../../processes/process.ts'
import { runToEnd } from '../../processes/process.ts'
import type { ConnectPorts } from '../builder.ts'

/** Its image may have to be pulled first; but a job must not hang on a Docker daemon that is stuck. */
const longestBootMs = 120_000

export interface Inspection {
  readonly daemon: Daemon
  readonly driver: string
  readonly endpoint: string
  /** Of all its nodes. */
  readonly endpoints: readonly string[]
}

/** Starts a builder if it isn't running, and asks the daemon in it who it is. */
export async function bootBuilder(
  name: string,
  buildx: Buildx,
  { directory, signal }: ConnectPorts,
): Promise<Inspection> {
  const args = ['inspect', '--bootstrap', name]
  const { exitCode, stdout, stderr } = await runToEnd(buildx, args, {
    signal,
    timeoutMs: longestBootMs,
    onStart: (pid) => rememberProcess(directory, pid),
  })
  if (exitCode !== 0) throw new CommandError('buildx inspect --bootstrap', exitCode, stderr)
  return readInspection(stdout)
}

/** `buildx inspect` has no JSON form; these lines have been the same for years. */
function readInspection(inspection: string): Inspection {
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

/** buildx asks the daemon while it makes a builder, and gives up after 20 seconds by itself. */
const longestCreateMs = 30_000

/** @throws CommandError in buildx's own words */
export async function createBuilder(
  args: readonly string[],
  buildx: Buildx,
  { directory, signal }: ConnectPorts,
  patienceMs?: number,
): Promise<void> {
  const { exitCode, stderr } = await runToEnd(buildx, args, {
    signal,
    ...(patienceMs !== undefined && { patienceMs }),
    timeoutMs: longestCreateMs,
    onStart: (pid) => rememberProcess(directory, pid),
  })
  if (exitCode !== 0) throw new CommandError('buildx create', exitCode, stderr)
}
