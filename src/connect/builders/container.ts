import { join } from 'node:path'
import { CommandError, messageOf } from '../../base/errors.ts'
import type { Ports } from '../../base/ports.ts'
import { startStopwatch } from '../../base/stopwatch.ts'
import { type CreateOptions, createArgs } from '../../buildx/create-args.ts'
import { buildxConfig } from '../../buildx/environment.ts'
import { noteLeftover } from '../../leftovers/journal.ts'
import { writePrivateFile } from '../../leftovers/private-directory.ts'
import { runToEnd } from '../../processes/process.ts'
import type { Program } from '../../processes/program.ts'
import type { Attempt, Builder } from '../builder.ts'
import type { ContainerInputs } from '../inputs.ts'
import { announce } from './announce.ts'
import { bootstrapBuilder, createBuilder, probeThroughBuildx } from './buildx-commands.ts'
import { createContext, type MadeContext, needsContext } from './tls-context.ts'

/**
 * Creates a builder in a container of the runner's Docker daemon. It is this run's own: no other job shares
 * its name or volume, and it is removed after the build.
 *
 * @throws Error in one line when there is no Docker daemon that can run it
 */
export async function createContainerBuilder(
  { name, directory }: Attempt,
  inputs: ContainerInputs,
  buildx: Program,
  ports: Pick<Ports, 'run' | 'log' | 'env' | 'directory' | 'signal'>,
): Promise<Builder> {
  const seconds = startStopwatch()
  const context = needsContext(ports.env)
    ? await createContext(`${name}-docker`, buildx.env, ports)
    : undefined
  const config = buildxConfig(ports.directory)
  const strikeOff = noteLeftover(ports.directory, {
    kind: 'builder',
    name,
    file: buildx.file,
    config,
  })
  const release = () => remove(name, { context, strikeOff }, buildx, ports)
  try {
    const args = createArgs({
      name,
      driver: 'docker-container',
      ...(context && { endpoint: context.name }),
      ...(await containerArgs(directory, inputs)),
    })
    await createBuilder(args, buildx, ports)
  } catch (error) {
    // buildx has removed its partial builder. If the context can't be removed now, post removes it.
    strikeOff()
    await context?.remove().catch(() => {})
    throw error
  }
  const { daemon, endpoint } = await bootstrapBuilder(name, buildx, ports).catch(async (error) => {
    await release()
    throw error
  })
  const connectSeconds = seconds()
  announce(ports, `BuildKit ${daemon.version} in a local container`, daemon, connectSeconds)
  return {
    ...{ name, driver: 'docker-container', buildx, daemon, connectSeconds },
    // The name of our own context would mean nothing to the user.
    endpoint: (context && ports.env.DOCKER_HOST) || endpoint,
    probe: probeThroughBuildx(name, buildx, ports),
    ...{ isOwn: true, release },
  }
}

interface Made {
  readonly context: MadeContext | undefined
  /** Strikes the builder off in the journal. */
  readonly strikeOff: () => void
}

/** Removes the container and its volume. Post tries again what fails here. */
async function remove(
  name: string,
  { context, strikeOff }: Made,
  buildx: Program,
  { log, directory, signal }: Pick<Ports, 'log' | 'directory' | 'signal'>,
): Promise<void> {
  let left = `The builder ${name}`
  try {
    const { exitCode, stderr } = await runToEnd(buildx, ['rm', '--force', name], {
      directory,
      // Not the job's signal: the container must be removed even if the job is canceled.
      signal: new AbortController().signal,
      timeoutMs: signal.aborted ? canceledRemovalMs : longestRemovalMs,
      gracePeriodMs: 0,
    })
    if (exitCode !== 0) throw new CommandError('buildx rm', exitCode, stderr)
    strikeOff()
    left = `The Docker context ${context?.name}`
    await context?.remove()
  } catch (error) {
    log.warning(`${left} is left for the post step to remove. ${messageOf(error)}`)
  }
}

const longestRemovalMs = 30_000
/** A canceled job has ten seconds in all, and then post. */
const canceledRemovalMs = 2000

/** The options that docker/setup-buildx-action gives a builder of the job. */
const defaultFlags =
  '--allow-insecure-entitlement security.insecure --allow-insecure-entitlement network.host'

/**
 * The options of `buildx create` that the inputs give for the container.
 *
 * @param attemptDirectory where a buildkitd.toml that is given as text is written
 */
export async function containerArgs(
  attemptDirectory: string,
  inputs: ContainerInputs,
): Promise<Pick<CreateOptions, 'driverOpts' | 'buildkitdFlags' | 'buildkitdConfig'>> {
  const inline = join(attemptDirectory, 'buildkitd.toml')
  if (inputs.buildkitdConfigInline) await writePrivateFile(inline, inputs.buildkitdConfigInline)
  return {
    driverOpts: [...(inputs.image ? [`image=${inputs.image}`] : []), ...inputs.driverOpts],
    buildkitdFlags: inputs.buildkitdFlags || defaultFlags,
    buildkitdConfig: inputs.buildkitdConfigInline ? inline : inputs.buildkitdConfig,
  }
}
