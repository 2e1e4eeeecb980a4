import { randomUUID } from 'node:crypto'
import { type Buildx, buildxEnvironment } from '../buildx/environment.ts'
import { buildxConfig } from '../buildx/leftovers.ts'
import { locateBuildx } from '../buildx/locate.ts'
import { messageOf } from '../errors.ts'
import type { RunCommand } from '../exec.ts'
import { createContainerBuilder } from './container-builder.ts'
import type { Credentials } from './credentials.ts'
import { Diagnosis, type DiagnosisCode } from './diagnosis.ts'
import type { Endpoint } from './endpoint.ts'
import type { Daemon } from './probe.ts'
import { createRemoteBuilder } from './remote-builder.ts'

export interface ConnectInputs {
  readonly endpoint: Endpoint | undefined
  readonly driver: 'auto' | 'remote' | 'docker-container'
  readonly credentials: Credentials | undefined
  readonly serverName: string | undefined
  readonly connectTimeoutMs: number
  readonly fallback: 'auto' | 'never' | 'always'
  /** Why the persistent daemon must not be used, as a sentence. */
  readonly keepOut: string | undefined
  readonly container: ContainerInputs
}

/** How the local builder is made. Empty where buildx's own default is wanted. */
export interface ContainerInputs {
  readonly image: string
  readonly driverOpts: readonly string[]
  readonly buildkitdFlags: string
  /** The path of a buildkitd.toml, or its text. */
  readonly buildkitdConfig: string
  readonly buildkitdConfigInline: string
}

/** A builder that is ready: its daemon has answered. */
export interface Builder {
  readonly name: string
  readonly driver: 'remote' | 'docker-container'
  readonly endpoint: string
  readonly buildx: Buildx
  readonly daemon: Daemon
  /** From the first question to the daemon until the builder could be used. */
  readonly connectSeconds: number
  /** Present when this builder stands in for an endpoint that was given. */
  readonly fallback?: Fallback
}

export interface Fallback {
  /** Absent when nobody tried the endpoint. */
  readonly code?: DiagnosisCode
  /** One sentence. */
  readonly reason: string
}

export interface ConnectPorts {
  readonly run: RunCommand
  readonly log: Log
  readonly env: NodeJS.ProcessEnv
  /** Private to this step, removed after the build. */
  readonly directory: string
  readonly signal: AbortSignal
}

export interface Log {
  readonly info: (line: string) => void
  readonly notice: (line: string) => void
  readonly warning: (line: string) => void
}

/**
 * Gets from an endpoint to a builder: that daemon's, or a local one in its stead.
 *
 * @throws Diagnosis when the daemon can't be used and nothing may stand in for it
 */
export async function connect(inputs: ConnectInputs, ports: ConnectPorts): Promise<Builder> {
  const file = await locateBuildx(ports.env)
  const buildx = { file, env: buildxEnvironment(ports.env, buildxConfig(ports.directory)) }
  const name = `remote-buildkit-${randomUUID().slice(0, 8)}`
  const { endpoint, fallback } = inputs
  const local = () => createContainerBuilder(name, inputs.container, buildx, ports)

  if (endpoint === undefined) {
    if (inputs.driver === 'remote' || fallback === 'never') throw noEndpoint()
    return local()
  }
  if (fallback === 'always') {
    ports.log.info(`fallback: always, so ${endpoint.url} is not tried.`)
    return { ...(await local()), fallback: { reason: 'fallback is always.' } }
  }
  if (inputs.keepOut !== undefined) {
    if (fallback === 'never') throw new Error(inputs.keepOut)
    ports.log.notice(inputs.keepOut)
    return { ...(await local()), fallback: { reason: inputs.keepOut } }
  }
  try {
    return await createRemoteBuilder(name, endpoint, inputs, buildx, ports)
  } catch (error) {
    if (!(error instanceof Diagnosis) || fallback === 'never') throw error
    return await standIn(error, local, ports)
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
  { log, signal }: ConnectPorts,
): Promise<Builder> {
  try {
    const builder = await local()
    log.warning(`Fell back to a local builder, which is slower. ${diagnosis.message}`)
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
