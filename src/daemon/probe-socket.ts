import { Diagnosis } from '../base/diagnosis.ts'
import type { Daemon, Driver } from './daemon.ts'
import { isDocker, probeDocker } from './docker-probe.ts'
import type { UnixEndpoint } from './endpoint.ts'
import { probe } from './probe.ts'

/** Asks for the kind of daemon that the driver needs, or for both. */
export async function askSocket(
  endpoint: UnixEndpoint,
  driver: 'auto' | Driver,
  timeoutMs: number,
  signal: AbortSignal,
): Promise<Daemon> {
  switch (driver) {
    case 'auto':
      return askEither(endpoint, timeoutMs, signal)
    case 'remote':
      return askUnlessPlain(endpoint, timeoutMs, signal)
    default:
      return probeDocker(endpoint, timeoutMs, signal)
  }
}

/** Docker counts as Docker even where it speaks BuildKit's language at once, as it does since v29. */
async function askEither(
  endpoint: UnixEndpoint,
  timeoutMs: number,
  signal: AbortSignal,
): Promise<Daemon> {
  const daemon = await probe({ endpoint }, timeoutMs, signal).catch((error) => {
    if (!(error instanceof Diagnosis) || error.code !== 'not-buildkit') throw error
    return probeDocker(endpoint, timeoutMs, signal).catch((second) => {
      signal.throwIfAborted()
      // A Docker that is only slow is worth another question; what is neither is told of as before.
      throw second instanceof Diagnosis && second.code !== 'not-buildkit' ? second : error
    })
  })
  const isHidden = daemon.docker === undefined && (await isDocker(endpoint, signal))
  return isHidden ? probeDocker(endpoint, timeoutMs, signal) : daemon
}

/** Who asks for BuildKit gets even Docker's; but that of an old store exports nothing to anybody. */
async function askUnlessPlain(
  endpoint: UnixEndpoint,
  timeoutMs: number,
  signal: AbortSignal,
): Promise<Daemon> {
  const daemon = await probe({ endpoint }, timeoutMs, signal)
  if (!(await isDocker(endpoint, signal))) return daemon
  const { docker } = await probeDocker(endpoint, timeoutMs, signal)
  if (docker?.hasContainerdStore) return daemon
  throw new Diagnosis(
    'not-buildkit',
    `${endpoint.url} is a Docker daemon that keeps images in its own store, and pushes none for driver: remote. Set driver: docker, or leave it out.`,
  )
}
