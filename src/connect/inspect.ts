import { text } from 'node:stream/consumers'
import type { Buildx } from '../buildx/environment.ts'
import { rememberProcess } from '../buildx/leftovers.ts'
import { startProcess } from '../buildx/process.ts'
import { CommandError } from '../errors.ts'
import type { ConnectPorts } from './connect.ts'
import type { Daemon } from './probe.ts'

/** Its image may have to be pulled first; but a job must not hang on a Docker daemon that is stuck. */
const longestBootMs = 120_000

export interface Inspection {
  readonly daemon: Daemon
  readonly driver: string
  readonly endpoint: string
}

/** Starts a builder if it isn't running, and asks the daemon in it who it is. */
export async function bootBuilder(
  name: string,
  buildx: Buildx,
  { directory, signal }: ConnectPorts,
): Promise<Inspection> {
  const timeout = AbortSignal.timeout(longestBootMs)
  const boot = await startProcess(buildx, ['inspect', '--bootstrap', name], {
    signal: AbortSignal.any([signal, timeout]),
    onStart: (pid) => rememberProcess(directory, pid),
  })
  const [stdout, stderr, exitCode] = await Promise.all([
    text(boot.stdout),
    text(boot.stderr),
    boot.ended,
  ])
  signal.throwIfAborted()
  if (timeout.aborted) {
    throw new Error(`The builder ${name} did not start within ${longestBootMs / 1000} s.`)
  }
  if (exitCode !== 0) throw new CommandError('buildx inspect --bootstrap', exitCode, stderr)
  return readInspection(stdout)
}

/** `buildx inspect` has no JSON form; these lines have been the same for years. */
function readInspection(inspection: string): Inspection {
  const value = (label: string) =>
    new RegExp(`^${label}:\\s*(.*)$`, 'm').exec(inspection)?.[1]?.trim()
  return {
    daemon: {
      version: value('BuildKit version') || value('Buildkit') || 'of unknown version',
      platforms: value('Platforms')?.split(/,\s*/).filter(Boolean) ?? [],
    },
    driver: value('Driver') || 'unknown',
    endpoint: value('Endpoint') ?? '',
  }
}
