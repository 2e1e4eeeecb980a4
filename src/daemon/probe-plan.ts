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
 * Plans the probe of an endpoint. Only a Unix socket may belong to either kind of daemon.
 *
 * @param kind of the endpoint that the user gave
 * @param wanted the input `driver`
 * @param endpoint what is connected to, such as a tunnel's socket
 * @param target called before each probe
 * @param asksLoad whether to ask BuildKit how many builds run there
 */
export function planProbe(
  { kind }: Pick<Endpoint, 'kind'>,
  wanted: 'auto' | Driver,
  endpoint: ProbeTarget['endpoint'],
  target: () => Promise<ProbeTarget>,
  keep: KeptConnection['keep'],
  asksLoad = false,
): ProbePlan {
  const driver = wanted === 'auto' && kind !== 'unix' ? defaultDriver[kind] : wanted
  const isBuildkit = endpoint.kind === 'tcp' || (kind !== 'unix' && driver === 'remote')
  return {
    ...(driver !== 'auto' && { driver }),
    probe: isBuildkit
      ? (timeoutMs, signal) =>
          probeBuildkit(
            target,
            timeoutMs,
            signal,
            endpoint.kind === 'tcp' ? keep : undefined,
            asksLoad,
          )
      : async (timeoutMs, signal) =>
          (await import('./probe-socket.ts')).probeSocket(
            endpoint,
            driver,
            timeoutMs,
            signal,
            keep,
            asksLoad,
          ),
    driverFor: ({ docker }) =>
      driver === 'auto' ? (docker === undefined ? 'remote' : 'docker') : driver,
  }
}

const defaultDriver = { tcp: 'remote', ssh: 'docker', container: 'remote' } as const

/** Loads Node's HTTP/2 at the same time as the certificates are written. */
async function probeBuildkit(
  target: () => Promise<ProbeTarget>,
  ...rest: DropFirst<Parameters<typeof probe>>
): Promise<Daemon> {
  const [module, ready] = await Promise.all([import('./probe.ts'), target()])
  return module.probe(ready, ...rest)
}

type DropFirst<List extends readonly unknown[]> = List extends [unknown, ...infer Rest] ? Rest : []
