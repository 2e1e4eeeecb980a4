import { join } from 'node:path'
import { CommandError, messageOf } from '../../base/errors.ts'
import { type CreateOptions, createArgs } from '../../buildx/create-args.ts'
import { buildxConfig } from '../../buildx/environment.ts'
import { forgetBuilder, rememberBuilder, rememberProcess } from '../../leftovers/journal.ts'
import { writePrivateFile } from '../../leftovers/private-directory.ts'
import type { Buildx } from '../../processes/process.ts'
import { runToEnd } from '../../processes/process.ts'
import type { Builder, ConnectPorts } from '../builder.ts'
import type { ContainerInputs } from '../inputs.ts'
import { announce } from './announce.ts'
import { bootBuilder, createBuilder } from './buildx-commands.ts'
import { createContext, needsContext, removeContext } from './tls-context.ts'

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
  // buildx takes the name of a context for a builder's.
  const context = needsContext(ports.env) ? `${name}-docker` : undefined
  const release = () => remove(name, context, buildx, ports)
  const config = buildxConfig(ports.directory)
  rememberBuilder(ports.directory, { file: buildx.file, name, config, ...(context && { context }) })
  try {
    if (context !== undefined) await createContext(context, buildx.env, ports)
    await create(name, context, inputs, buildx, ports)
  } catch (error) {
    // buildx has taken back what it had begun.
    try {
      if (context !== undefined) await removeContext(context, buildx.env, ports)
      forgetBuilder(ports.directory)
    } catch {
      // The context stays, for the post step to remove.
    }
    throw error
  }
  const { daemon, endpoint } = await bootBuilder(name, buildx, ports).catch(async (error) => {
    await release()
    throw error
  })
  const connectSeconds = (performance.now() - started) / 1000
  const what = `BuildKit ${daemon.version} in a local container`
  announce(ports.log, what, daemon, connectSeconds)
  return {
    ...{ name, driver: 'docker-container', buildx, daemon, connectSeconds },
    // Of our own context nobody has heard.
    endpoint: (context && ports.env.DOCKER_HOST) || endpoint,
    ...{ isOwn: true, release },
  }
}

/** Removes the container and its volume. What doesn't work here is tried again by the post step. */
async function remove(
  name: string,
  context: string | undefined,
  buildx: Buildx,
  ports: ConnectPorts,
): Promise<void> {
  const { log, directory, signal } = ports
  try {
    const { exitCode, stderr } = await runToEnd(buildx, ['rm', '--force', name], {
      // Of its own: the job may be canceled already, and the container is to go all the same.
      signal: new AbortController().signal,
      timeoutMs: signal.aborted ? canceledRemovalMs : longestRemovalMs,
      patienceMs: 0,
      onStart: (pid) => rememberProcess(directory, pid),
    })
    if (exitCode !== 0) throw new CommandError('buildx rm', exitCode, stderr)
    if (context !== undefined) await removeContext(context, buildx.env, ports)
    forgetBuilder(directory)
  } catch (error) {
    log.warning(`The builder ${name} is left for the post step to remove. ${messageOf(error)}`)
  }
}

const longestRemovalMs = 30_000
/** A canceled job has ten seconds in all, and the post step after them. */
const canceledRemovalMs = 2000

/** What docker/setup-buildx-action gives a builder that is the job's own. */
const defaultFlags =
  '--allow-insecure-entitlement security.insecure --allow-insecure-entitlement network.host'

async function create(
  name: string,
  endpoint: string | undefined,
  inputs: ContainerInputs,
  buildx: Buildx,
  ports: ConnectPorts,
): Promise<void> {
  const args = createArgs({
    name,
    driver: 'docker-container',
    ...(endpoint && { endpoint }),
    ...(await containerArgs(name, inputs, ports)),
  })
  await createBuilder(args, buildx, ports)
}

/** What the inputs say of the container. */
export async function containerArgs(
  name: string,
  inputs: ContainerInputs,
  { directory }: Pick<ConnectPorts, 'directory'>,
): Promise<Pick<CreateOptions, 'driverOpts' | 'buildkitdFlags' | 'buildkitdConfig'>> {
  // By the builder's name: a fallback may follow upon another builder.
  const inline = join(directory, `${name}.toml`)
  if (inputs.buildkitdConfigInline) await writePrivateFile(inline, inputs.buildkitdConfigInline)
  return {
    driverOpts: [...(inputs.image ? [`image=${inputs.image}`] : []), ...inputs.driverOpts],
    buildkitdFlags: inputs.buildkitdFlags || defaultFlags,
    buildkitdConfig: inputs.buildkitdConfigInline ? inline : inputs.buildkitdConfig,
  }
}
