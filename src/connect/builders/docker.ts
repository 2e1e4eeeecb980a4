import { Diagnosis } from '../../base/diagnosis.ts'
import type { Ports } from '../../base/ports.ts'
import { withTimeout } from '../../base/timeout.ts'
import { createArgs } from '../../buildx/create-args.ts'
import { dockerEnvironment } from '../../buildx/environment.ts'
import type { Daemon, Driver } from '../../daemon/daemon.ts'
import { getJson } from '../../daemon/docker-api.ts'
import type { Program } from '../../processes/program.ts'
import type { Attempt, NewBuilder } from '../builder.ts'
import type { ContainerInputs } from '../inputs.ts'
import { bootstrapBuilder, createBuilder } from './buildx-commands.ts'
import { containerArgs } from './container.ts'
import { dockerControlAt, lastingContainer, lastingNode } from './docker-control.ts'

export interface DockerOptions {
  readonly driver: Exclude<Driver, 'remote'>
  /** The Docker daemon's socket, or our end of the tunnel to it. */
  readonly path: string
  /** As the user wrote it. */
  readonly url: string
  readonly daemon: Daemon
  readonly container: ContainerInputs
}

/**
 * A builder that stays on a Docker daemon: that daemon's own, or one in a container there.
 *
 * @throws Diagnosis when the container doesn't start
 * @throws CommandError when buildx refuses the options, which the workflow gives
 */
export async function createDockerBuilder(
  attempt: Attempt,
  { driver, path, url, daemon, container }: DockerOptions,
  { file, env }: Program,
  ports: Pick<Ports, 'directory' | 'signal' | 'log' | 'env'>,
): Promise<Omit<NewBuilder, 'endpoint'>> {
  const buildx = { file, env: dockerEnvironment(env, `unix://${path}`) }
  // buildx already has a builder for each Docker daemon, with the name of its context.
  if (driver === 'docker') return { name: 'default', driver, buildx, daemon }
  const { name } = attempt
  const args = createArgs({
    name,
    node: lastingNode,
    ...(await containerArgs(attempt.directory, container, ports)),
  })
  await warnOfOtherImage(path, container.image, ports)
  await createBuilder(args, buildx, ports)
  const buildkit = await startContainer(name, buildx, { path, url }, ports)
  // Docker answers also when the BuildKit in its container doesn't.
  const control = dockerControlAt(path, lastingContainer)
  return { name, driver, buildx, daemon: buildkit, control }
}

/**
 * Starts the container of a builder that stays, where it isn't running, and asks the BuildKit in it what it is. Docker's
 * own BuildKit may have another version and other platforms.
 *
 * @throws Diagnosis when it doesn't start
 */
export async function startContainer(
  name: string,
  buildx: Program,
  { path, url }: Pick<DockerOptions, 'path' | 'url'>,
  ports: Pick<Ports, 'directory' | 'signal' | 'log'>,
): Promise<Daemon> {
  const { daemon } = await bootstrapBuilder(name, buildx, ports).catch(async (cause) => {
    ports.signal.throwIfAborted()
    const { explainStart } = await import('./container-log.ts')
    const place = { docker: `unix://${path}`, container: lastingContainer }
    const reason = await explainStart(cause, place)
    throw new Diagnosis(
      'daemon-unhealthy',
      `The Docker daemon at ${url} starts no BuildKit in a container. ${reason}`,
      { cause, isCertain: true },
    )
  })
  return daemon
}

/** Only a warning depends on the answer. */
const longestLookMs = 2000

/** buildx uses a container of that name as it is. */
async function warnOfOtherImage(
  socketPath: string,
  image: string,
  { log, signal }: Pick<Ports, 'log' | 'signal'>,
): Promise<void> {
  if (image === '') return
  const name = lastingContainer
  const inspect = (stop: AbortSignal) =>
    getJson({ socketPath, signal: stop }, `/containers/${name}/json`)
  const found = await withTimeout(inspect, longestLookMs, signal).catch(() => {
    signal.throwIfAborted()
    // For example, a proxy in front of the socket may refuse this request.
    return undefined
  })
  const made = (found?.Config as { Image?: string } | undefined)?.Image
  if (made === undefined || made === image) return
  log.warning(
    `The container ${name} exists already, created from ${made}. For builder-image: ${image}, remove it: docker rm --force ${name}`,
  )
}
