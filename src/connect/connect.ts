import { randomUUID } from 'node:crypto'
import { Diagnosis } from '../base/diagnosis.ts'
import { messageOf } from '../base/errors.ts'
import { buildxConfig, buildxEnvironment, usersEnvironment } from '../buildx/environment.ts'
import { guessBuildx, type ObtainInputs, obtainBuildx } from '../buildx/obtain.ts'
import type { Buildx } from '../processes/process.ts'
import type { Builder, ConnectPorts, PreparedBuildx } from './builder.ts'
import { createEndpointBuilder } from './builders/endpoint.ts'
import type { ConnectInputs } from './inputs.ts'

/**
 * Gets from an endpoint to a builder: that daemon's, or a local one in its stead.
 *
 * @throws Diagnosis when the daemon can't be used and nothing may stand in for it
 */
export async function connect(inputs: ConnectInputs, ports: ConnectPorts): Promise<Builder> {
  const inVain = new AbortController()
  const signal = AbortSignal.any([ports.signal, inVain.signal])
  const preparing = prepareBuildx(inputs.buildx, { ...ports, signal })
  try {
    return await connectWith(preparing, inputs, ports)
  } catch (error) {
    inVain.abort()
    throw error
  }
}

async function connectWith(
  preparing: PreparedBuildx,
  inputs: ConnectInputs,
  ports: ConnectPorts,
): Promise<Builder> {
  const { endpoint, fallback } = inputs
  if (inputs.builder !== undefined) {
    const { file } = await preparing.obtain()
    const env = usersEnvironment(ports.env, ports.directory)
    const { useGivenBuilder } = await import('./builders/given.ts')
    return useGivenBuilder(inputs.builder, inputs.untrustedReason, { file, env }, ports)
  }
  const local = async () => {
    const buildx = await preparing.obtain()
    const { createContainerBuilder } = await import('./builders/container.ts')
    return createContainerBuilder(freshName(), inputs.container, buildx, ports)
  }

  const isDocker = endpoint === undefined && inputs.driver === 'docker'
  if (endpoint === undefined && !isDocker) {
    if (inputs.driver === 'remote' || fallback === 'never') throw noEndpoint()
    return local()
  }
  if (fallback === 'always') {
    ports.log.info(`fallback: always, so ${endpoint?.url ?? 'Docker'} is not tried.`)
    return { ...(await local()), fallback: { reason: 'fallback is always.' } }
  }
  if (inputs.untrustedReason !== undefined)
    return keepOut(inputs.untrustedReason, inputs, local, ports)
  // Nothing local could stand in for what is local.
  if (endpoint === undefined) {
    const { createLocalDockerBuilder } = await import('./builders/local-docker.ts')
    return createLocalDockerBuilder(freshName(), inputs, preparing, ports)
  }
  try {
    return await createEndpointBuilder(freshName(), endpoint, inputs, preparing, ports)
  } catch (error) {
    if (!(error instanceof Diagnosis) || fallback === 'never') throw error
    return await standIn(error, local, ports)
  }
}

/** For one builder: buildx may know of one that came to nothing. */
function freshName(): string {
  return `remote-buildkit-${randomUUID().slice(0, 8)}`
}

function prepareBuildx(inputs: ObtainInputs, ports: ConnectPorts): PreparedBuildx {
  const env = buildxEnvironment(ports.env, buildxConfig(ports.directory))
  const guess = () => {
    const file = guessBuildx(inputs, ports.env)
    return file === undefined ? undefined : { file, env }
  }
  let obtained: Promise<Buildx> | undefined
  const obtain = () => {
    obtained ??= obtainBuildx(inputs, ports).then((file) => ({ file, env }))
    // Whoever needs it hears of a failure; it may be obtained before anybody does.
    obtained.catch(() => {})
    return obtained
  }
  return { guess, obtain }
}

/** Code from outside gets a local builder. That is as it should be, so nobody is warned. */
async function keepOut(
  reason: string,
  { endpoint, credentials, ssh, fallback }: ConnectInputs,
  local: () => Promise<Builder>,
  { log }: ConnectPorts,
): Promise<Builder> {
  const lacksSecrets =
    (endpoint?.kind === 'tcp' && credentials === undefined) ||
    (endpoint?.kind === 'ssh' && ssh.key === undefined)
  if (fallback === 'never') {
    throw lacksSecrets ? new Diagnosis('credentials-missing', reason) : new Error(reason)
  }
  log.info(reason)
  return {
    ...(await local()),
    fallback: { ...(lacksSecrets && { code: 'credentials-missing' }), reason },
  }
}

function noEndpoint(): Diagnosis {
  return new Diagnosis(
    'no-endpoint',
    'endpoint is empty. Give the address of your BuildKit daemon, such as tcp://buildkit.example.com:1234.',
  )
}

async function standIn(
  diagnosis: Diagnosis,
  local: () => Promise<Builder>,
  { log, signal, help }: ConnectPorts,
): Promise<Builder> {
  try {
    const builder = await local()
    log.warning(`Fell back to a local builder. ${diagnosis.message} See ${help(diagnosis.code)}`)
    return { ...builder, fallback: { code: diagnosis.code, reason: diagnosis.message } }
  } catch (error) {
    if (signal.aborted) throw error
    throw new Diagnosis(
      diagnosis.code,
      `${diagnosis.message} And no local builder could stand in: ${messageOf(error)}`,
      { cause: error },
    )
  }
}
