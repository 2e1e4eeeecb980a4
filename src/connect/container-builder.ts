import { join } from 'node:path'
import { createArgs } from '../buildx/create-args.ts'
import type { Buildx } from '../buildx/environment.ts'
import { rememberBuilder } from '../buildx/leftovers.ts'
import { CommandError, messageOf } from '../errors.ts'
import { writePrivateFile } from '../private-directory.ts'
import type { Builder, ConnectPorts, ContainerInputs } from './connect.ts'
import { bootBuilder } from './inspect.ts'

/**
 * Makes a builder in a container of the local Docker daemon. It is this step's own: name and volume are
 * not shared with another job, and it is removed after the build.
 *
 * @throws Error in one line when there is no Docker daemon that can run it
 */
export async function createContainerBuilder(
  name: string,
  inputs: ContainerInputs,
  buildx: Buildx,
  ports: ConnectPorts,
): Promise<Builder> {
  const started = performance.now()
  rememberBuilder(ports.directory, { file: buildx.file, name })
  await create(name, inputs, buildx, ports)
  const { daemon } = await bootBuilder(name, buildx, ports).catch(async (error) => {
    await removeContainerBuilder({ name, buildx }, ports)
    throw error
  })
  const connectSeconds = (performance.now() - started) / 1000
  ports.log.info(
    `BuildKit ${daemon.version} in a local container, ready in ${connectSeconds.toFixed(2)} s`,
  )
  ports.log.info(`Platforms: ${daemon.platforms.join(', ')}`)
  const endpoint = ports.env.DOCKER_HOST || 'unix:///var/run/docker.sock'
  return { name, driver: 'docker-container', endpoint, buildx, daemon, connectSeconds }
}

/** Removes the container and its volume. A fault is told and does no harm: the build is over. */
export async function removeContainerBuilder(
  { name, buildx }: Pick<Builder, 'name' | 'buildx'>,
  { run, log }: Pick<ConnectPorts, 'run' | 'log'>,
): Promise<void> {
  const { exitCode, stderr } = await run(buildx.file, ['rm', '--force', name], { env: buildx.env })
  if (exitCode === 0) return
  log.warning(messageOf(new CommandError(`Removing the builder ${name}`, exitCode, stderr)))
}

/** What docker/setup-buildx-action gives a builder that is the job's own. */
const defaultFlags =
  '--allow-insecure-entitlement security.insecure --allow-insecure-entitlement network.host'

async function create(
  name: string,
  inputs: ContainerInputs,
  buildx: Buildx,
  { run, directory }: ConnectPorts,
): Promise<void> {
  const inline = join(directory, 'buildkitd.toml')
  if (inputs.buildkitdConfigInline) await writePrivateFile(inline, inputs.buildkitdConfigInline)
  const args = createArgs({
    name,
    driver: 'docker-container',
    driverOpts: [...(inputs.image ? [`image=${inputs.image}`] : []), ...inputs.driverOpts],
    buildkitdFlags: inputs.buildkitdFlags || defaultFlags,
    buildkitdConfig: inputs.buildkitdConfigInline ? inline : inputs.buildkitdConfig,
  })
  const { exitCode, stderr } = await run(buildx.file, args, { env: buildx.env })
  if (exitCode !== 0) throw new CommandError('buildx create', exitCode, stderr)
}
