import { readFile } from 'node:fs/promises'
import { Diagnosis } from '../../base/diagnosis.ts'
import { ConfigurationError } from '../../base/errors.ts'
import type { Ports } from '../../base/ports.ts'
import { startStopwatch } from '../../base/stopwatch.ts'
import { buildxConfig, dockerEnvironment, remoteEnvironment } from '../../buildx/environment.ts'
import { copyInstance } from '../../buildx/instances.ts'
import type { Credentials } from '../../credentials/credentials.ts'
import type { Daemon, Driver, ProbeTarget } from '../../daemon/daemon.ts'
import { type KeptConnection, keptConnection } from '../../daemon/kept-connection.ts'
import type { Probe } from '../../daemon/poll.ts'
import { planProbe } from '../../daemon/probe-plan.ts'
import type { Program } from '../../processes/program.ts'
import type { Builder, Fallback, PreparedBuildx } from '../builder.ts'
import type { ConnectInputs } from '../inputs.ts'
import type { Reach } from '../reach.ts'
import { isKnownDriver, type SetUpBuilder } from '../set-up-builder.ts'
import { announce } from './announce.ts'
import { bootstrapBuilder, probeThroughBuildx } from './buildx-commands.ts'
import { dockerControlAt, lastingContainer } from './docker-control.ts'
import { createPoller } from './endpoint.ts'
import { refuseBuilder } from './refuse-builder.ts'

export interface SetUpUse {
  readonly setUp: SetUpBuilder
  /** Present when it may be used only if its daemon is on this machine; says why. */
  readonly untrustedReason?: string
}

/**
 * Uses a builder that an earlier step has set up. buildx gets a copy of it in the private configuration, and the
 * daemon is reached as that step has reached it.
 *
 * @throws Diagnosis when its daemon can't be used any more
 * @throws ConfigurationError when untrusted code may not use it
 * @throws Diagnosis with its code when it is a local one in place of the daemon, and `fallback` is `never`
 */
export async function useSetUpBuilder(
  { setUp, untrustedReason }: SetUpUse,
  inputs: Pick<ConnectInputs, 'connectTimeoutMs' | 'fallback'>,
  preparing: PreparedBuildx,
  ports: Pick<Ports, 'directory' | 'signal' | 'log'>,
): Promise<Builder> {
  const { name, driver, endpoint, config, reach, isOwn = false, fallback } = setUp
  if (untrustedReason !== undefined && !isOwn) {
    throw refuseBuilder(untrustedReason, name, `is one (driver ${driver} at ${endpoint})`)
  }
  if (fallback !== undefined && inputs.fallback === 'never') throw refusal(name, fallback)
  const seconds = startStopwatch()
  copyInstance({ name, config }, { name, config: buildxConfig(ports.directory) })
  const common = { name, driver, endpoint, ...(fallback && { fallback }) }
  if (reach === undefined || !isKnownDriver(driver)) {
    const buildx = await preparing.obtain()
    const { daemon } = await bootstrapBuilder(name, buildx, ports).catch((error) => {
      ports.signal.throwIfAborted()
      throw new ConfigurationError(`builder: "${name}" can't be used. ${error.message}`)
    })
    const connectSeconds = seconds()
    announce(ports, `BuildKit ${daemon.version} of the builder ${name}`, daemon, connectSeconds)
    return {
      ...{ ...common, buildx, daemon, connectSeconds, release: async () => {} },
      probe: probeThroughBuildx(name, buildx, ports),
      ...(isOwn && { isOwn, isShared: true }),
    }
  }
  const target = targetOf(reach)
  const connection = keptConnection(target)
  const { keep, close } = connection
  const { probe } = planProbe(reach.endpoint, driver, reach.endpoint, target, keep)
  const { ready, waitSeconds } = createPoller(probe, inputs, ports)
  const asked = questions(driver, reach, { ...connection, probe })
  try {
    const [answer, { file, env }] = await Promise.all([ready(), preparing.obtain()])
    const buildx = { file, env: environmentFor(driver, reach, env) }
    const daemon = await buildkitOf(answer, setUp, buildx, ports)
    const connectSeconds = seconds()
    const what = `BuildKit ${daemon.version} at ${endpoint}, of the builder ${name}`
    announce(ports, what, daemon, connectSeconds)
    return {
      ...common,
      ...(driver === 'docker' && { name: 'default' }),
      ...{ buildx, daemon, connectSeconds, waitSeconds: waitSeconds(), ready },
      ...asked,
      release: async () => close(),
    }
  } catch (error) {
    close()
    throw error
  }
}

function refusal(name: string, { code, reason }: Fallback): Error {
  const words = `fallback is never, but the builder "${name}" is a local one that setup made: ${reason}`
  return code === undefined ? new ConfigurationError(words) : new Diagnosis(code, words)
}

/** The daemon that builds. In a container it is another than the one of Docker, which has answered. */
async function buildkitOf(
  answer: Daemon,
  { name, driver, endpoint: url, reach }: SetUpBuilder,
  buildx: Program,
  ports: Pick<Ports, 'directory' | 'signal' | 'log'>,
): Promise<Daemon> {
  if (driver !== 'docker-container' || reach?.endpoint.kind !== 'unix') return answer
  const { startContainer } = await import('./docker.ts')
  return startContainer(name, buildx, { path: reach.endpoint.path, url }, ports)
}

/** How the daemon is asked while it builds. */
function questions(
  driver: Driver,
  { endpoint }: Reach,
  { control, dockerControl, probe }: KeptConnection & { readonly probe: Probe<unknown> },
): Pick<Builder, 'control' | 'isOverNetwork' | 'probe'> {
  if (driver === 'remote') return { control, isOverNetwork: endpoint.kind === 'tcp' }
  // Only a builder that is not of Docker is reached over TCP.
  if (endpoint.kind === 'tcp') return { probe }
  return driver === 'docker'
    ? { control: () => dockerControl(endpoint.path) }
    : { control: dockerControlAt(endpoint.path, lastingContainer) }
}

/** The environment in which buildx uses it. The builder of a Docker daemon is known by its address. */
export function environmentFor(
  driver: Driver,
  { endpoint }: Reach,
  env: NodeJS.ProcessEnv,
): NodeJS.ProcessEnv {
  if (driver === 'remote') return remoteEnvironment(env)
  if (driver === 'docker' && endpoint.kind === 'unix') {
    return dockerEnvironment(env, `unix://${endpoint.path}`)
  }
  return env
}

/** Reads the certificates again for each connection. */
export function targetOf({
  endpoint,
  serverName,
  certificates,
}: Reach): () => Promise<ProbeTarget> {
  return async () => ({
    endpoint,
    ...(serverName && { serverName }),
    ...(certificates && { credentials: await readCertificates(certificates) }),
  })
}

async function readCertificates({
  ca,
  client,
}: NonNullable<Reach['certificates']>): Promise<Credentials> {
  const read = (path: string) => readFile(path, 'utf8')
  return {
    ca: await read(ca),
    ...(client && { client: { cert: await read(client.cert), key: await read(client.key) } }),
  }
}
