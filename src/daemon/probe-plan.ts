import type { Daemon, Driver, ProbeTarget } from './daemon.ts'
import type { Endpoint } from './endpoint.ts'
import type { KeptConnection } from './kept-connection.ts'
import type { Probe } from './poll.ts'
import type { probe } from './probe.ts'

/** Which probe to use for an endpoint, and how to derive the driver from its result. */
export interface ProbePlan {
  /** Absent when it depends on which kind of daemon answers. */
  readonly driver?: Driver
  readonly probe: Probe<Daemon>
  readonly driverFor: (daemon: Daemon) => Driver
}

/**
 * Plans the probe of an endpoint. Only at a Unix socket either kind of daemon may listen.
 *
 * @param endpoint as the user gave it; `target` is what is connected to, such as a tunnel's socket
 * @param wanted the input `driver`
 */
export function planProbe(
  { kind }: Endpoint,
  wanted: 'auto' | Driver,
  target: ProbeTarget,
  keep: KeptConnection['keep'],
): ProbePlan {
  const { endpoint } = target
  const driver = wanted === 'auto' && kind !== 'unix' ? defaultDriver[kind] : wanted
  const isBuildkit = endpoint.kind === 'tcp' || (kind !== 'unix' && driver === 'remote')
  return {
    ...(driver !== 'auto' && { driver }),
    probe: isBuildkit
      ? (timeoutMs, signal) =>
          probeBuildkit(target, timeoutMs, signal, endpoint.kind === 'tcp' ? keep : undefined)
      : async (timeoutMs, signal) =>
          (await import('./probe-socket.ts')).probeSocket(endpoint, driver, timeoutMs, signal),
    driverFor: ({ docker }) =>
      driver === 'auto' ? (docker === undefined ? 'remote' : 'docker') : driver,
  }
}

const defaultDriver = { tcp: 'remote', ssh: 'docker', container: 'remote' } as const

/** Loads Node's HTTP/2 and TLS, which takes as long as starting Node, while buildx creates the builder. */
const probeBuildkit: typeof probe = async (...args) => (await import('./probe.ts')).probe(...args)
