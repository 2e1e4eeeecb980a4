import type { Ports } from '../../base/ports.ts'
import { startStopwatch } from '../../base/stopwatch.ts'
import type { CredentialPorts } from '../../credentials/source.ts'
import type { Control } from '../../daemon/control.ts'
import type { Daemon, ProbeTarget } from '../../daemon/daemon.ts'
import { type Endpoint, serverNameOf, type UnixEndpoint } from '../../daemon/endpoint.ts'
import { keptConnection } from '../../daemon/kept-connection.ts'
import { type Probe, pollUntilReady } from '../../daemon/poll.ts'
import { planProbe } from '../../daemon/probe-plan.ts'
import type { Attempt, Builder, NewBuilder, PreparedBuildx } from '../builder.ts'
import type { ConnectInputs } from '../inputs.ts'
import { openRoute } from '../tunnel/route.ts'
import { announce } from './announce.ts'
import { credentialFiles } from './credential-files.ts'
import { createRemoteBuilder } from './remote.ts'

export type EndpointInputs = Pick<
  ConnectInputs,
  'driver' | 'credentials' | 'serverName' | 'ssh' | 'connectTimeoutMs' | 'container'
>

export type EndpointPorts = Pick<Ports, 'directory' | 'keeper'> & CredentialPorts

/**
 * Creates a builder of the user's own daemon, once the daemon has answered.
 *
 * @throws Diagnosis when it can't be used
 */
export async function createEndpointBuilder(
  attempt: Attempt,
  endpoint: Endpoint,
  inputs: EndpointInputs,
  preparing: PreparedBuildx,
  ports: EndpointPorts,
): Promise<Builder> {
  const opened = await openEndpoint(attempt, endpoint, inputs, ports)
  const { ready, waitSeconds } = createPoller(opened.probe, inputs, ports)
  return opened.create({ ready, readyAgain: ready, waitSeconds }, preparing)
}

/** A daemon that is being probed. */
export interface OpenedEndpoint {
  readonly probe: Probe<Daemon>
  /** Whether the driver is `remote`, whatever answers. */
  readonly isRemote: boolean
  /**
   * Creates the builder. Closes everything when that fails.
   *
   * @throws what `ready` throws; Diagnosis when the daemon can't be used
   */
  readonly create: (answers: Readiness, preparing: PreparedBuildx) => Promise<Builder>
  /** The action's own connection, as soon as the daemon has answered. */
  readonly control: () => Promise<Control>
  /** Ends the route and the connection; needed only if `create` isn't called. Never throws. */
  readonly close: () => void
}

export interface Readiness {
  /** Resolves once the daemon has answered and is to be used. */
  readonly ready: () => Promise<Daemon>
  /** The same after a broken connection. */
  readonly readyAgain: () => Promise<unknown>
  /** The time since the first failed probe, 0 when the first one succeeded. */
  readonly waitSeconds: () => number
}

/**
 * Opens the route to a daemon, and plans its probe.
 *
 * @param asksLoad whether the probe asks how many builds run there
 */
export async function openEndpoint(
  attempt: Attempt,
  endpoint: Endpoint,
  inputs: EndpointInputs,
  ports: EndpointPorts,
  asksLoad = false,
): Promise<OpenedEndpoint> {
  const seconds = startStopwatch()
  const route = await openRoute(endpoint, inputs, attempt.directory, ports)
  const { credentials } = inputs
  const serverName = serverNameOf(endpoint, inputs.serverName)
  const address = { endpoint: route.endpoint, ...(serverName && { serverName }) }
  // BuildKit speaks TLS on TCP only.
  const files =
    credentials && address.endpoint.kind === 'tcp'
      ? credentialFiles(credentials, attempt.directory, ports)
      : undefined
  // Called for each connection, since a certificate that was issued for this run may be about to expire.
  const target = async (): Promise<ProbeTarget> =>
    files === undefined ? address : { ...address, credentials: await files.obtain() }
  const connection = keptConnection(target)
  const { keep: keepSession, control, address: answered, close } = connection
  const plan = planProbe(endpoint, inputs.driver, address.endpoint, target, keepSession, asksLoad)
  const probe = route.wrapProbe(plan.probe)
  const isRemote = plan.driver === 'remote' || address.endpoint.kind === 'tcp'

  const createRemote = async (
    { readyAgain }: Readiness,
    ready: () => Promise<Daemon>,
    preparing: PreparedBuildx,
  ): Promise<NewBuilder> => {
    const answers = { ready, address: answered }
    const builder = await createRemoteBuilder(attempt, address, files, preparing, answers, ports)
    const isOverNetwork = address.endpoint.kind === 'tcp'
    const reach = { ...address, ...(files && { certificates: files.paths }) }
    const reached = { endpoint: endpoint.url, isOverNetwork, reach }
    return { ...builder, ...reached, ready: readyAgain, control }
  }
  const createOn = async (readiness: Readiness, preparing: PreparedBuildx): Promise<NewBuilder> => {
    const { ready, readyAgain } = readiness
    if (isRemote) return createRemote(readiness, ready, preparing)
    // Needed whatever answers, so it is obtained during the probe.
    void preparing.obtain()
    const daemon = await ready()
    const driver = plan.driverFor(daemon)
    if (driver === 'remote') return createRemote(readiness, async () => daemon, preparing)
    const { createDockerBuilder } = await import('./docker.ts')
    // Only BuildKit is reached over TCP.
    const { path } = address.endpoint as UnixEndpoint
    const options = { driver, path, url: endpoint.url, daemon, container: inputs.container }
    const builder = await createDockerBuilder(attempt, options, await preparing.obtain(), ports)
    const control = () => connection.dockerControl(path)
    return {
      ...(driver === 'docker' && { control }),
      ...builder,
      endpoint: endpoint.url,
      reach: address,
      ready: readyAgain,
    }
  }
  const closeAll = () => {
    close()
    route.close()
  }
  return {
    probe,
    isRemote,
    control,
    close: closeAll,
    async create(readiness, preparing) {
      try {
        const { details = [], ...builder } = await createOn(readiness, preparing)
        const connectSeconds = seconds()
        const { daemon, driver } = builder
        const what = `${describeDaemon(daemon, driver)} at ${endpoint.url}`
        announce(ports, what, daemon, connectSeconds, details)
        const release = async () => closeAll()
        const { keep } = route
        return {
          ...builder,
          ...{ connectSeconds, waitSeconds: readiness.waitSeconds(), release },
          ...(keep && { keep }),
        }
      } catch (error) {
        closeAll()
        throw error
      }
    },
  }
}

/**
 * Makes what asks the daemon until it answers.
 *
 * @returns `ready()` throws as `pollUntilReady` does: at once when waiting can't help, else after `connect-timeout`.
 * `waitSeconds()` is the time from the first failed probe to the answer; 0 when the first one succeeded, and before
 * there is an answer
 */
export function createPoller(
  probe: Probe<Daemon>,
  { connectTimeoutMs }: Pick<ConnectInputs, 'connectTimeoutMs'>,
  { signal, log }: Pick<Ports, 'signal' | 'log'>,
): { readonly ready: () => Promise<Daemon>; readonly waitSeconds: () => number } {
  let waitSeconds = 0
  return {
    waitSeconds: () => waitSeconds,
    async ready() {
      let waited: (() => number) | undefined
      const daemon = await pollUntilReady(probe, {
        timeoutMs: connectTimeoutMs,
        signal,
        onWait: ({ message }) => {
          waited = startStopwatch()
          log.info(`${message} Asking again for up to ${Math.round(connectTimeoutMs / 1000)} s.`)
        },
      })
      waitSeconds = waited?.() ?? 0
      return daemon
    },
  }
}

/** Names a daemon for the log, such as `Docker 28.2.2 (BuildKit v0.22.0)`. */
export function describeDaemon({ version, docker }: Daemon, driver: string): string {
  if (docker === undefined || driver !== 'docker') return `BuildKit ${version}`
  const buildkit = /^v?\d/.test(version) ? ` (BuildKit ${version})` : ''
  return `Docker ${docker.version ?? 'of unknown version'}${buildkit}`
}
