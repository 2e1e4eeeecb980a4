import { createArgs } from '../buildx/create-args.ts'
import { type Buildx, dockerEnvironment } from '../buildx/environment.ts'
import type { ConnectPorts, ContainerInputs, Driver, MadeBuilder } from './builder.ts'
import { containerArgs } from './container-builder.ts'
import type { Daemon } from './daemon.ts'
import { getJson } from './docker-api.ts'
import { bootBuilder, createBuilder } from './inspect.ts'

export interface DockerOptions {
  readonly driver: Exclude<Driver, 'remote'>
  /** The Docker daemon's socket, or our end of the way to it. */
  readonly path: string
  readonly daemon: Daemon
  readonly container: ContainerInputs
}

/** The container, to buildx `buildx_buildkit_remote-buildkit`, is found by its name again. */
export const lastingName = 'remote-buildkit'

/** A builder that stays on a Docker daemon: that daemon's own, or one in a container there. */
export async function createDockerBuilder(
  { driver, path, daemon, container }: DockerOptions,
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
  const inspection = await bootBuilder(lastingName, buildx, ports)
  return { name: lastingName, driver, buildx, daemon: inspection.daemon }
}

/** buildx takes a container of that name as it is. */
async function warnOfOtherImage(
  socketPath: string,
  image: string,
  { log, signal }: ConnectPorts,
): Promise<void> {
  if (image === '') return
  const name = `buildx_buildkit_${lastingName}`
  const found = await getJson({ socketPath, signal }, `/containers/${name}/json`)
  const made = (found?.Config as { Image?: string } | undefined)?.Image
  if (made === undefined || made === image) return
  log.warning(
    `The container ${name} is there already, made from ${made}. For builder-image: ${image}, remove it: docker rm --force ${name}`,
  )
}
