import type { Daemon } from '../../daemon/daemon.ts'
import type { Endpoint } from '../../daemon/endpoint.ts'
import { keptConnection } from '../../daemon/kept-connection.ts'
import { type Probe, pollUntilReady } from '../../daemon/poll.ts'
import { planProbe } from '../../daemon/probe-plan.ts'
import type { Builder, ConnectPorts, MadeBuilder, PreparedBuildx } from '../builder.ts'
import type { ConnectInputs } from '../inputs.ts'
import { openWay, type Way } from '../tunnel/route.ts'
import { announce } from './announce.ts'
import { createRemoteBuilder, credentialsFor } from './remote.ts'

/**
 * Makes a builder of the user's own daemon, once the daemon has answered.
 *
 * @throws Diagnosis when it can't be used
 */
export async function createEndpointBuilder(
  name: string,
  endpoint: Endpoint,
  inputs: ConnectInputs,
  preparing: PreparedBuildx,
  ports: ConnectPorts,
): Promise<Builder> {
  const started = performance.now()
  const way = await openWay(endpoint, inputs, ports)
  try {
    const {
      more = [],
      close,
      ...builder
    } = await createBuilderOn(way, name, endpoint, inputs, preparing, ports)
    const connectSeconds = (performance.now() - started) / 1000
    const { daemon, driver } = builder
    const what = `${describe(daemon, driver)} at ${endpoint.url}`
    announce(ports.log, what, daemon, connectSeconds, more)
    const release = async () => {
      close?.()
      await way.close?.()
    }
    return { ...builder, connectSeconds, release }
  } catch (error) {
    await way.close?.()
    throw error
  }
}

async function createBuilderOn(
  way: Way,
  name: string,
  endpoint: Endpoint,
  inputs: ConnectInputs,
  preparing: PreparedBuildx,
  ports: ConnectPorts,
): Promise<MadeBuilder> {
  const credentials = await credentialsFor(way.endpoint, inputs.credentials, ports)
  const target = {
    endpoint: way.endpoint,
    ...(credentials && { credentials }),
    ...(inputs.serverName && { serverName: inputs.serverName }),
  }
  const { keep, control, close } = keptConnection(target)
  const plan = planProbe(endpoint, inputs.driver, target, keep)
  const { ready, waitSeconds } = patiently(way.through(plan.probe), inputs, ports)
  const remote = async (daemon: () => Promise<Daemon>): Promise<MadeBuilder> => {
    try {
      const builder = await createRemoteBuilder(name, target, preparing, daemon, ports)
      const waited = waitSeconds()
      return { ...builder, endpoint: endpoint.url, waitSeconds: waited, ready, control, close }
    } catch (error) {
      close()
      throw error
    }
  }
  if (plan.driver === 'remote' || target.endpoint.kind === 'tcp') return remote(ready)
  // Needed whatever answers, so both at a time.
  void preparing.obtain()
  const daemon = await ready()
  const driver = plan.driverFor(daemon)
  if (driver === 'remote') return remote(async () => daemon)
  const { createDockerBuilder } = await import('./docker.ts')
  const { path } = target.endpoint
  const options = { driver, path, url: endpoint.url, daemon, container: inputs.container }
  const builder = await createDockerBuilder(options, await preparing.obtain(), ports)
  return { ...builder, endpoint: endpoint.url, waitSeconds: waitSeconds(), ready }
}

/** Asks as long as `connect-timeout` allows, and knows how much of that was waiting. */
function patiently(
  probe: Probe<Daemon>,
  inputs: ConnectInputs,
  ports: ConnectPorts,
): { readonly ready: () => Promise<Daemon>; readonly waitSeconds: () => number } {
  let waitSeconds = 0
  return {
    waitSeconds: () => waitSeconds,
    async ready() {
      let since: number | undefined
      const daemon = await waitFor(probe, inputs, ports, () => {
        since = performance.now()
      })
      waitSeconds = since === undefined ? 0 : (performance.now() - since) / 1000
      return daemon
    },
  }
}

function waitFor(
  probe: Probe<Daemon>,
  { connectTimeoutMs }: ConnectInputs,
  { signal, log }: ConnectPorts,
  onWait: () => void,
): Promise<Daemon> {
  return pollUntilReady(probe, {
    timeoutMs: connectTimeoutMs,
    signal,
    onWait: ({ message }) => {
      onWait()
      const seconds = Math.round(connectTimeoutMs / 1000)
      log.info(`${message} Asking again for up to ${seconds} s.`)
    },
  })
}

function describe({ version, docker }: Daemon, driver: string): string {
  if (docker === undefined || driver !== 'docker') return `BuildKit ${version}`
  const buildkit = /^v?\d/.test(version) ? ` (BuildKit ${version})` : ''
  return `Docker ${docker.version ?? 'of unknown version'}${buildkit}`
}
