import { existsSync } from 'node:fs'
import { Diagnosis } from '../../base/diagnosis.ts'
import { startStopwatch } from '../../base/stopwatch.ts'
import { type Endpoint, parseEndpoint } from '../../daemon/endpoint.ts'
import type { Attempt, Builder, PreparedBuildx } from '../builder.ts'
import { announce } from './announce.ts'
import { bootstrapBuilder, probeThroughBuildx } from './buildx-commands.ts'
import { currentContext, socketOf } from './docker-context.ts'
import { dockerControlAt } from './docker-control.ts'
import { createEndpointBuilder, type EndpointInputs, type EndpointPorts } from './endpoint.ts'

/**
 * The builder of the Docker daemon that the Docker CLI on this runner would use.
 *
 * @throws Diagnosis when there is none
 */
export async function createLocalDockerBuilder(
  attempt: Attempt,
  inputs: EndpointInputs,
  preparing: PreparedBuildx,
  ports: EndpointPorts,
): Promise<Builder> {
  const { DOCKER_HOST: host } = ports.env
  const context = host ? 'default' : await currentContext(ports.env)
  const known = context === 'default' ? endpointOfDocker(host, process.platform) : undefined
  if (known !== undefined) {
    if (known.kind === 'unix' && !existsSync(known.path)) throw noDocker(known.path)
    return createEndpointBuilder(attempt, known, inputs, preparing, ports)
  }
  // buildx can reach any other address that a Docker context may name.
  const seconds = startStopwatch()
  const buildx = await preparing.obtain()
  const { daemon, driver, endpoint } = await bootstrapBuilder(context, buildx, ports).catch(
    (cause) => {
      ports.signal.throwIfAborted()
      throw new Diagnosis('connection-refused', `Docker can't be used. ${cause.message}`, { cause })
    },
  )
  const connectSeconds = seconds()
  const what = `BuildKit ${daemon.version} of Docker at ${host || context}`
  announce(ports, what, daemon, connectSeconds)
  const found = { name: context, driver, endpoint: host || endpoint, buildx, daemon }
  const path = await socketOf(context, ports.env)
  const asked =
    path === undefined
      ? { probe: probeThroughBuildx(context, buildx, ports) }
      : { control: dockerControlAt(path) }
  return { ...found, connectSeconds, ...asked, release: async () => {} }
}

/**
 * The endpoint of the default Docker context, if the action can connect to it like to a given one.
 *
 * @param host `DOCKER_HOST`
 */
export function endpointOfDocker(
  host: string | undefined,
  platform: NodeJS.Platform,
): Endpoint | undefined {
  const address = host || 'unix:///var/run/docker.sock'
  if (platform === 'win32' || !/^(?:unix|ssh):\/\//.test(address)) return undefined
  return parseEndpoint(address, 'DOCKER_HOST')
}

/** Docker is installed on the runner or it isn't, so waiting can't help. */
function noDocker(path: string): Diagnosis {
  return new Diagnosis(
    'connection-refused',
    `driver: docker needs a Docker daemon on this runner, but there is no socket at ${path}. Use a runner with Docker, set DOCKER_HOST, or give the address of a daemon in endpoint.`,
    { isCertain: true },
  )
}
