import type {
  Builder,
  ConnectInputs,
  ConnectPorts,
  Driver,
  MadeBuilder,
  PreparedBuildx,
} from './builder.ts'
import type { Daemon } from './daemon.ts'
import { Diagnosis } from './diagnosis.ts'
import type { Endpoint, UnixEndpoint } from './endpoint.ts'
import { keptConnection } from './kept-connection.ts'
import type { probe } from './probe.ts'
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
  preparing: PreparedBuildx,
  ports: ConnectPorts,
): Promise<Builder> {
  const started = performance.now()
  const way = await openWay(endpoint, inputs, ports)
  try {
    const builder = await createBuilderOn(way, name, endpoint, inputs, preparing, ports)
    const connectSeconds = (performance.now() - started) / 1000
    const { daemon, driver } = builder
    ports.log.group(
      `${describe(daemon, driver)} at ${endpoint.url}, ready in ${connectSeconds.toFixed(2)} s`,
      [`Platforms: ${daemon.platforms.join(', ')}`, ...(builder.more ?? [])],
    )
    const close = () => {
      builder.close?.()
      way.close?.()
    }
    return { ...builder, connectSeconds, close }
  } catch (error) {
    way.close?.()
    throw error
  }
}

async function createBuilderOn(
  way: Way,
  name: string,
  { kind, url }: Endpoint,
  inputs: ConnectInputs,
  preparing: PreparedBuildx,
  ports: ConnectPorts,
): Promise<MadeBuilder> {
  const credentials = credentialsFor(way.endpoint, inputs.credentials, ports)
  const wanted = inputs.driver === 'auto' && kind !== 'unix' ? usual[kind] : inputs.driver
  const target = {
    endpoint: way.endpoint,
    ...(credentials && { credentials }),
    ...(inputs.serverName && { serverName: inputs.serverName }),
  }
  const { keep, control, close } = keptConnection(target)
  const ask: Ask<Daemon> =
    target.endpoint.kind === 'tcp'
      ? (timeoutMs, signal) => askBuildkit(target, timeoutMs, signal, keep)
      : askSocket(target.endpoint, wanted)
  let waitSeconds = 0
  const ready = async () => {
    let since: number | undefined
    const onWait = () => {
      since = performance.now()
    }
    const daemon = await waitFor(way.through(ask), inputs, ports, onWait)
    waitSeconds = since === undefined ? 0 : (performance.now() - since) / 1000
    return daemon
  }
  const remote = async (daemon: () => Promise<Daemon>): Promise<MadeBuilder> => {
    try {
      const builder = await createRemoteBuilder(name, target, preparing, daemon, ports)
      return { ...builder, endpoint: url, waitSeconds, ready, control, close }
    } catch (error) {
      close()
      throw error
    }
  }
  if (wanted === 'remote' || target.endpoint.kind === 'tcp') return remote(ready)
  // Needed whatever answers, so both at a time.
  void preparing.obtain()
  const daemon = await ready()
  const driver = wanted === 'auto' ? (daemon.docker ? 'docker' : 'remote') : wanted
  if (driver === 'remote') return remote(async () => daemon)
  const { createDockerBuilder } = await import('./docker-builder.ts')
  const options = { driver, path: target.endpoint.path, daemon, container: inputs.container }
  const builder = await createDockerBuilder(options, await preparing.obtain(), ports)
  return { ...builder, endpoint: url, waitSeconds, ready }
}

const usual = { tcp: 'remote', ssh: 'docker', container: 'remote' } as const

/** Node's HTTP/2 and TLS take as long to load as Node to start; buildx makes the builder meanwhile. */
const askBuildkit: typeof probe = async (...question) =>
  (await import('./probe.ts')).probe(...question)

/** Asks for the kind of daemon that the driver needs, or for both. */
function askSocket(endpoint: UnixEndpoint, driver: 'auto' | Driver): Ask<Daemon> {
  const askBuildkitd: Ask<Daemon> = (timeoutMs, signal) =>
    askBuildkit({ endpoint }, timeoutMs, signal)
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
  onWait: () => void,
): Promise<Daemon> {
  return waitForAnswer(ask, {
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
