import type { Buildx } from '../buildx/environment.ts'
import type { Builder, ConnectInputs, ConnectPorts, Driver } from './builder.ts'
import type { Daemon } from './daemon.ts'
import { Diagnosis } from './diagnosis.ts'
import type { Endpoint, UnixEndpoint } from './endpoint.ts'
import { probe } from './probe.ts'
import { createRemoteBuilder, credentialsFor } from './remote-builder.ts'
import { type Ask, waitForAnswer } from './wait.ts'
import { openWay, type Way } from './way.ts'

/**
 * Makes a builder of the user's own daemon, once the daemon has answered.
 *
 * @throws Diagnosis when it can't be used
 */
export async function createEndpointBuilder(
  name: string,
  endpoint: Endpoint,
  inputs: ConnectInputs,
  preparing: Promise<Buildx>,
  ports: ConnectPorts,
): Promise<Builder> {
  const started = performance.now()
  const way = await openWay(endpoint, inputs, ports)
  try {
    const builder = await createBuilderOn(way, name, endpoint, inputs, preparing, ports)
    const connectSeconds = (performance.now() - started) / 1000
    const { daemon, driver } = builder
    ports.log.info(
      `${describe(daemon, driver)} at ${endpoint.url}, ready in ${connectSeconds.toFixed(2)} s`,
    )
    ports.log.info(`Platforms: ${daemon.platforms.join(', ')}`)
    for (const line of builder.more ?? []) ports.log.info(line)
    return { ...builder, connectSeconds, ...(way.close && { close: way.close }) }
  } catch (error) {
    way.close?.()
    throw error
  }
}

/** What a kind of builder adds to what they have in common. */
export type MadeBuilder = Omit<Builder, 'connectSeconds'> & {
  /** More lines for the log. */
  readonly more?: readonly string[]
}

async function createBuilderOn(
  way: Way,
  name: string,
  { kind, url }: Endpoint,
  inputs: ConnectInputs,
  preparing: Promise<Buildx>,
  ports: ConnectPorts,
): Promise<MadeBuilder> {
  const credentials = credentialsFor(way.endpoint, inputs.credentials, ports)
  const wanted = inputs.driver === 'auto' && kind !== 'unix' ? usual[kind] : inputs.driver
  const target = {
    endpoint: way.endpoint,
    ...(credentials && { credentials }),
    ...(inputs.serverName && { serverName: inputs.serverName }),
  }
  const ask: Ask<Daemon> =
    target.endpoint.kind === 'tcp'
      ? (timeoutMs, signal) => probe(target, timeoutMs, signal)
      : askSocket(target.endpoint, wanted)
  const ready = () => waitFor(way.through(ask), inputs, ports)
  const daemon = await ready()
  const driver = wanted === 'auto' ? (daemon.docker ? 'docker' : 'remote') : wanted
  if (driver === 'remote' || target.endpoint.kind === 'tcp') {
    const more = await createRemoteBuilder(name, target, await preparing, ports)
    const buildx = await preparing
    return { name, driver: 'remote', endpoint: url, buildx, daemon, ready, more }
  }
  const { createDockerBuilder } = await import('./docker-builder.ts')
  const options = { driver, path: target.endpoint.path, daemon, container: inputs.container }
  return { ...(await createDockerBuilder(options, await preparing, ports)), endpoint: url, ready }
}

const usual = { tcp: 'remote', ssh: 'docker' } as const

/** Asks for the kind of daemon that the driver needs, or for both. */
function askSocket(endpoint: UnixEndpoint, driver: 'auto' | Driver): Ask<Daemon> {
  const askBuildkitd: Ask<Daemon> = (timeoutMs, signal) => probe({ endpoint }, timeoutMs, signal)
  const askDocker: Ask<Daemon> = async (timeoutMs, signal) => {
    const { probeDocker } = await import('./docker-probe.ts')
    return probeDocker(endpoint, timeoutMs, signal)
  }
  if (driver === 'remote') return askBuildkitd
  if (driver !== 'auto') return askDocker
  return (timeoutMs, signal) =>
    askBuildkitd(timeoutMs, signal).catch(async (error) => {
      if (!(error instanceof Diagnosis) || error.code !== 'not-buildkit') throw error
      return askDocker(timeoutMs, signal).catch(() => {
        throw error
      })
    })
}

function waitFor(
  ask: Ask<Daemon>,
  { connectTimeoutMs }: ConnectInputs,
  { signal, log }: ConnectPorts,
): Promise<Daemon> {
  return waitForAnswer(ask, {
    timeoutMs: connectTimeoutMs,
    signal,
    onWait: ({ message }) => {
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
