import { Diagnosis } from '../../base/diagnosis.ts'
import { parseEndpoint } from '../../daemon/endpoint.ts'
import type { Builder, ConnectPorts, PreparedBuildx } from '../builder.ts'
import type { ConnectInputs } from '../inputs.ts'
import { announce } from './announce.ts'
import { bootBuilder } from './buildx-commands.ts'
import { currentContext } from './docker-context.ts'
import { createEndpointBuilder } from './endpoint.ts'

/**
 * The builder of the Docker daemon that the Docker CLI on this runner would use.
 *
 * @throws Diagnosis when there is none
 */
export async function createLocalDockerBuilder(
  name: string,
  inputs: ConnectInputs,
  preparing: PreparedBuildx,
  ports: ConnectPorts,
): Promise<Builder> {
  const { DOCKER_HOST: host } = ports.env
  const context = host ? 'default' : await currentContext(ports.env)
  const address = host || 'unix:///var/run/docker.sock'
  if (context === 'default' && /^(?:unix|ssh):\/\//.test(address) && process.platform !== 'win32') {
    const endpoint = parseEndpoint(address, host ? 'DOCKER_HOST' : 'endpoint')
    return createEndpointBuilder(name, endpoint, inputs, preparing, ports)
  }
  // What else a Docker context may hold, buildx knows how to reach.
  const started = performance.now()
  const buildx = await preparing.obtain()
  const { daemon, driver, endpoint } = await bootBuilder(context, buildx, ports).catch((cause) => {
    ports.signal.throwIfAborted()
    throw new Diagnosis('connection-refused', `Docker can't be used. ${cause.message}`, { cause })
  })
  const connectSeconds = (performance.now() - started) / 1000
  const what = `BuildKit ${daemon.version} of Docker at ${host || context}`
  announce(ports.log, what, daemon, connectSeconds)
  const found = { name: context, driver, endpoint: host || endpoint, buildx, daemon }
  return { ...found, connectSeconds, release: async () => {} }
}
