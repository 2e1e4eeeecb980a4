import { Diagnosis } from '../base/diagnosis.ts'
import type { Daemon, Driver } from './daemon.ts'
import { probeDocker, speaksDockerApi } from './docker-probe.ts'
import type { UnixEndpoint } from './endpoint.ts'
import type { KeptConnection } from './kept-connection.ts'
import { probe } from './probe.ts'

/**
 * Probes a Unix socket for the kind of daemon that the driver needs; with `auto` for both kinds.
 *
 * @param keep takes over the connection to the BuildKit in a Docker daemon, if that is what buildx will build on
 * @throws Diagnosis when there is no such daemon, or it can't be used
 */
export async function probeSocket(
  endpoint: UnixEndpoint,
  driver: 'auto' | Driver,
  timeoutMs: number,
  signal: AbortSignal,
  keep?: KeptConnection['keep'],
  asksLoad = false,
): Promise<Daemon> {
  switch (driver) {
    case 'auto':
      return probeEither(endpoint, timeoutMs, signal, keep, asksLoad)
    case 'remote':
      return probeForRemote(endpoint, timeoutMs, signal, asksLoad)
    case 'docker':
      return probeDocker(endpoint, timeoutMs, signal, keep)
    case 'docker-container':
      return probeDocker(endpoint, timeoutMs, signal)
  }
}

/** A Docker daemon counts as Docker even if it speaks BuildKit's API on its socket, as since v29. */
async function probeEither(
  endpoint: UnixEndpoint,
  timeoutMs: number,
  signal: AbortSignal,
  keep: KeptConnection['keep'] | undefined,
  asksLoad: boolean,
): Promise<Daemon> {
  const daemon = await probe({ endpoint }, timeoutMs, signal, undefined, asksLoad).catch(
    (error) => {
      if (!(error instanceof Diagnosis) || error.code !== 'not-buildkit') throw error
      return probeDocker(endpoint, timeoutMs, signal, keep).catch((second) => {
        signal.throwIfAborted()
        // A Docker daemon that is only slow may be probed again. What is neither stays what it was.
        throw second instanceof Diagnosis && second.code !== 'not-buildkit' ? second : error
      })
    },
  )
  const isDocker = daemon.docker === undefined && (await speaksDockerApi(endpoint, signal))
  return isDocker ? probeDocker(endpoint, timeoutMs, signal, keep) : daemon
}

/**
 * `driver: remote` may use the BuildKit inside a Docker daemon, but the one of a daemon with the classic
 * image store pushes and exports nothing.
 */
async function probeForRemote(
  endpoint: UnixEndpoint,
  timeoutMs: number,
  signal: AbortSignal,
  asksLoad: boolean,
): Promise<Daemon> {
  const daemon = await probe({ endpoint }, timeoutMs, signal, undefined, asksLoad)
  if (!(await speaksDockerApi(endpoint, signal))) return daemon
  const { docker } = await probeDocker(endpoint, timeoutMs, signal)
  if (docker?.hasContainerdStore) return daemon
  throw new Diagnosis(
    'not-buildkit',
    `${endpoint.url} is a Docker daemon with the classic image store, which can't push with driver: remote. Set driver: docker, or leave driver out.`,
  )
}
