import { Diagnosis } from '../../base/diagnosis.ts'
import { messageOf } from '../../base/errors.ts'
import { createArgs } from '../../buildx/create-args.ts'
import { dockerEnvironment } from '../../buildx/environment.ts'
import type { Daemon, Driver } from '../../daemon/daemon.ts'
import { getJson } from '../../daemon/docker-api.ts'
import type { Buildx } from '../../processes/process.ts'
import type { ConnectPorts, MadeBuilder } from '../builder.ts'
import type { ContainerInputs } from '../inputs.ts'
import { bootBuilder, createBuilder } from './buildx-commands.ts'
import { containerArgs } from './container.ts'

export interface DockerOptions {
  readonly driver: Exclude<Driver, 'remote'>
  /** The Docker daemon's socket, or our end of the way to it. */
  readonly path: string
  /** As the user wrote it. */
  readonly url: string
  readonly daemon: Daemon
  readonly container: ContainerInputs
}

/** The container, to buildx `buildx_buildkit_remote-buildkit`, is found by its name again. */
const lastingName = 'remote-buildkit'

/**
 * A builder that stays on a Docker daemon: that daemon's own, or one in a container there.
 *
 * @throws Diagnosis when the container does not start; what buildx refuses to make is the workflow's fault
 */
export async function createDockerBuilder(
  { driver, path, url, daemon, container }: DockerOptions,
  { file, env }: Buildx,
  ports: ConnectPorts,
): Promise<Omit<MadeBuilder, 'endpoint'>> {
  const buildx = { file, env: dockerEnvironment(env, `unix://${path}`) }
  // buildx has one of each Docker daemon already, by the name of its context.
  if (driver === 'docker') return { name: 'default', driver, buildx, daemon }
  const args = createArgs({
    name: lastingName,
    node: lastingName,
    driver,
    ...(await containerArgs(lastingName, container, ports)),
  })
  await warnOfOtherImage(path, container.image, ports)
  await createBuilder(args, buildx, ports)
  const inspection = await bootBuilder(lastingName, buildx, ports).catch((cause) => {
    ports.signal.throwIfAborted()
    throw new Diagnosis(
      'daemon-unhealthy',
      `The Docker daemon at ${url} starts no BuildKit in a container. ${messageOf(cause)}`,
      { cause, isCertain: true },
    )
  })
  return { name: lastingName, driver, buildx, daemon: inspection.daemon }
}

/** Nothing depends on the answer but a warning. */
const longestLookMs = 2000

/** buildx takes a container of that name as it is. */
async function warnOfOtherImage(
  socketPath: string,
  image: string,
  { log, signal }: ConnectPorts,
): Promise<void> {
  if (image === '') return
  const name = `buildx_buildkit_${lastingName}`
  const timeout = AbortSignal.timeout(longestLookMs)
  const options = { socketPath, signal: AbortSignal.any([signal, timeout]) }
  const found = await getJson(options, `/containers/${name}/json`).catch(() => {
    signal.throwIfAborted()
    // Such as a proxy before the socket that lets only some questions pass.
    return undefined
  })
  const made = (found?.Config as { Image?: string } | undefined)?.Image
  if (made === undefined || made === image) return
  log.warning(
    `The container ${name} is there already, made from ${made}. For builder-image: ${image}, remove it: docker rm --force ${name}`,
  )
}
