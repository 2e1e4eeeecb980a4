import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { CommandError, ConfigurationError, messageOf } from '../../base/errors.ts'
import type { CommandResult, Ports } from '../../base/ports.ts'
import { startStopwatch } from '../../base/stopwatch.ts'
import { withTimeout } from '../../base/timeout.ts'
import { type CreateOptions, createArgs } from '../../buildx/create-args.ts'
import { currentBuilder } from '../../buildx/current-builder.ts'
import { defaultBuildkitdConfig } from '../../buildx/default-config.ts'
import { buildxConfig, dockerSettings } from '../../buildx/environment.ts'
import { forgetInstance, hasInstance, jobConfig, readInstance } from '../../buildx/instances.ts'
import type { Daemon } from '../../daemon/daemon.ts'
import type { ContainerEnd, DockerContainer } from '../../daemon/docker-container.ts'
import { type LeftVolume, noteLeftover } from '../../leftovers/journal.ts'
import { marked } from '../../leftovers/mark.ts'
import { writePrivateFile } from '../../leftovers/private-directory.ts'
import { runToEnd } from '../../processes/process.ts'
import type { Program } from '../../processes/program.ts'
import type { Attempt, Builder, PreparedBuildx } from '../builder.ts'
import type { ConnectInputs, ContainerInputs } from '../inputs.ts'
import { announce } from './announce.ts'
import {
  bootstrapBuilder,
  createRunningBuilder,
  type Inspection,
  probeThroughBuildx,
} from './buildx-commands.ts'
import { currentContext, defaultAddress, isKnown, socketOf } from './docker-context.ts'
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
  preparing: PreparedBuildx,
  ports: ContainerPorts,
): Promise<Builder> {
  const options = { name, ...(await containerArgs(directory, inputs, ports)) }
  const guess = preparing.guess()
  if (guess === undefined) return createWith(await preparing.obtain(), options, ports)
  try {
    // A buildx that knows the option is v0.32.0 or newer, so its version needs no process of its own.
    return await createWith(guess, { ...options, statusTimeout: usualTimeout }, ports)
  } catch (error) {
    const buildx = await preparing.obtain()
    if (buildx.file === guess.file && !/unknown flag/.test(messageOf(error))) throw error
    return createWith(buildx, options, ports)
  }
}

/**
 * Says that the job's current builder isn't used, such as one of docker/setup-buildx-action, whose network or image the
 * build may need. A builder for later steps is made beside it on purpose, and `fallback: always` asks for a local one.
 */
export async function notePassedOver(
  { fallback, isBuilderRefused }: Pick<ConnectInputs, 'fallback' | 'isBuilderRefused'>,
  { env, keeper, log }: Pick<Ports, 'env' | 'keeper' | 'log'>,
): Promise<void> {
  if (keeper !== undefined || fallback === 'always') return
  const context = await usedContext(env)
  const name = currentBuilder(env, context === 'default' ? defaultAddress(env) : context)
  if (name === undefined) return
  const remedy = perJobName.test(name)
    ? 'To build on it, name it in builder by the output "name" of docker/setup-buildx-action.'
    : `builder: ${name} builds on it.`
  log.info(
    `The job's current builder ${name} is not used, as no input names it: this build has a local one of its own.${isBuilderRefused ? '' : ` ${remedy}`}`,
  )
}

/** docker/setup-buildx-action gives its builder another name in each job. */
const perJobName = /^builder-[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** buildx's own default. */
const usualTimeout = '20s'

type ContainerPorts = Pick<Ports, 'run' | 'log' | 'env' | 'directory' | 'signal' | 'streamFile'>

async function createWith(
  buildx: Program,
  options: Omit<CreateOptions, 'endpoint'>,
  ports: ContainerPorts,
): Promise<Builder> {
  const { name } = options
  const seconds = startStopwatch()
  const context = needsContext(ports.env)
    ? await createContext(`${name}-docker`, buildx.env, ports)
    : undefined
  const config = buildxConfig(ports.directory)
  const endpointName = context?.name ?? (await usedContext(buildx.env))
  const socketPath = await socketOf(endpointName, buildx.env)
  const container = `${containerPrefix}${name}0`
  const settings = dockerSettings(buildx.env)
  const volume: LeftVolume = {
    kind: 'volume',
    docker: socketPath ? `unix://${socketPath}` : addressOr(endpointName, buildx.env),
    name: `${container}_state`,
    container,
    ...(isLogShown(options, ports) && { isLogShown: true }),
    settings,
  }
  const made: Made = {
    ...{ context, volume },
    strikeOffVolume: noteLeftover(ports.directory, volume),
    strikeOffBuilder: noteLeftover(ports.directory, {
      kind: 'builder',
      name,
      file: buildx.file,
      config,
      settings,
    }),
  }
  let started: Started
  try {
    const args = createArgs({
      ...options,
      isStarted: true,
      ...(context && { endpoint: context.name }),
    })
    const asked = socketPath ? { socketPath, name: container } : undefined
    started = await start(name, args, asked, buildx, ports)
  } catch (error) {
    // buildx notes a builder before it makes a container, and before it looks for the Docker context.
    const mayExist = hasInstance(config, name) && isKnown(endpointName, buildx.env)
    const fault =
      mayExist && !ports.signal.aborted ? await explain(error, volume, buildx.env, ports) : error
    if (mayExist) await remove(name, made, buildx, ports)
    else {
      forgetInstance(config, name)
      made.strikeOffBuilder()
      made.strikeOffVolume()
      // If the context can't be removed now, post removes it.
      await context?.remove().catch(() => {})
    }
    throw fault
  }
  const { daemon, endpoint } = started
  const connectSeconds = seconds()
  announce(ports, `BuildKit ${daemon.version} in a local container`, daemon, connectSeconds)
  let current: Made = { ...made, ...(started.container && { container: started.container }) }
  const nameNode = async (node: string) => {
    const wanted = `${containerPrefix}${node}`
    const runIt = (args: readonly string[]) => runDocker(args, longestRenameMs, buildx.env, ports)
    const { containerId, renameContainer } = await import('./rename-container.ts')
    try {
      current = withId(current, await containerId(volume, runIt), ports.directory)
      await renameContainer(current.volume, wanted, runIt)
      return true
    } catch (error) {
      ports.log.warning(
        `The container ${container} of the builder can't be called ${wanted}: ${messageOf(error)}. It keeps its name.`,
      )
      return false
    }
  }
  return {
    ...{ name, driver: 'docker-container', buildx, daemon, connectSeconds },
    // The name of our own context would mean nothing to the user.
    endpoint: (context && ports.env.DOCKER_HOST) || endpoint,
    probe: probeThroughBuildx(name, buildx, ports),
    isOwn: true,
    nameNode,
    release: () => remove(name, current, buildx, ports),
  }
}

/** With the name of a node behind it, it is the name of buildx's container for that node. */
const containerPrefix = 'buildx_buildkit_'

/**
 * The same, but what removes the container knows it by its id: a name may be another container's by then. The container
 * is created with a name that no other job has, and gets the wanted one from Docker, which gives it to one only. buildx
 * takes a container that has the name already, which would be another job's, with its cache.
 */
function withId(
  { volume: named, container, strikeOffVolume, ...made }: Made,
  id: string,
  directory: string,
): Made {
  const volume = { ...named, container: id }
  // The new entry first, so that a kill between the two leaves no volume. Post shows the log of each entry once.
  const strikeOff = noteLeftover(directory, volume)
  strikeOffVolume()
  return {
    ...made,
    volume,
    ...(container && { container: { ...container, name: id } }),
    strikeOffVolume: strikeOff,
  }
}

const longestRenameMs = 10_000

interface Started extends Pick<Inspection, 'daemon' | 'endpoint'> {
  /** Absent where only buildx reaches the Docker daemon. */
  readonly container?: DockerContainer
}

/** How long an answer may take once buildx is ready. In milliseconds. */
const longestAnswerMs = 300

/**
 * Creates the builder, and starts its container. Once the BuildKit in it has answered, buildx isn't needed any more: it
 * would connect twice to find that out.
 *
 * @param container undefined where only buildx reaches the Docker daemon
 * @throws CommandError in buildx's own words, Error as soon as BuildKit has ended
 */
async function start(
  name: string,
  args: readonly string[],
  container: DockerContainer | undefined,
  buildx: Program,
  ports: Pick<Ports, 'directory' | 'signal' | 'log'>,
): Promise<Started> {
  const over = new AbortController()
  const signal = AbortSignal.any([ports.signal, over.signal])
  const creating = createRunningBuilder(args, buildx, { ...ports, signal })
  creating.catch(() => {})
  const asked = container ? ask(container, signal).catch(() => undefined) : undefined
  try {
    const answer = await Promise.race([
      asked?.then((answer) => answer ?? creating.then(() => undefined)) ?? creating,
      creating.then(() => asked && withTimeout(() => asked, longestAnswerMs).catch(() => {})),
    ])
    const [node] = readInstance(buildxConfig(ports.directory), name)?.Nodes ?? []
    if (answer && !('version' in answer)) throw new Error(endMessage(answer))
    if (answer && node && container) return { daemon: answer, endpoint: node.Endpoint, container }
  } finally {
    over.abort()
  }
  return bootstrapBuilder(name, buildx, ports)
}

function endMessage({ exitCode }: ContainerEnd): string {
  const how = exitCode === undefined ? '' : ` with exit code ${exitCode}`
  return `BuildKit ended${how} while it started in a local container.`
}

/** Adds what BuildKit said about a start that failed. */
async function explain(
  error: unknown,
  volume: LeftVolume,
  env: NodeJS.ProcessEnv,
  ports: Pick<Ports, 'run' | 'directory'>,
): Promise<unknown> {
  const { explainStart } = await import('./container-log.ts')
  const runLog = (args: readonly string[]) => runDocker(args, longestLogMs, env, ports)
  const message = await explainStart(error, volume, runLog)
  return message === messageOf(error) ? error : new Error(message, { cause: error })
}

/** Docker answers from a file, and no result depends on the log. */
const longestLogMs = 5000

async function usedContext(env: NodeJS.ProcessEnv): Promise<string> {
  return env.DOCKER_HOST ? 'default' : currentContext(env)
}

/** Only debug logging has a use for it: of BuildKit, or of the job. */
function isLogShown(
  { buildkitdFlags = '' }: Pick<CreateOptions, 'buildkitdFlags'>,
  { streamFile }: Pick<Ports, 'streamFile'>,
): boolean {
  return streamFile !== undefined || /(?:^|\s)--debug(?:=true)?(?:\s|$)/.test(buildkitdFlags)
}

/** The `default` context is the address in the environment. */
function addressOr(context: string, { DOCKER_HOST }: NodeJS.ProcessEnv): string {
  return context === 'default' && DOCKER_HOST ? DOCKER_HOST : context
}

/** What that needs is loaded while buildx runs. */
async function ask(
  container: DockerContainer,
  signal: AbortSignal,
): Promise<Daemon | ContainerEnd> {
  const { askStartingContainer } = await import('../../daemon/docker-container.ts')
  return askStartingContainer(container, signal)
}

interface Made {
  readonly context: MadeContext | undefined
  readonly volume: LeftVolume
  /** These strike the builder and its volume off in the journal. */
  readonly strikeOffBuilder: () => void
  readonly strikeOffVolume: () => void
  /** Present if the Docker daemon can be asked without buildx. */
  readonly container?: DockerContainer
}

/** Removes the container and its volume. Post tries again what fails here. */
async function remove(
  name: string,
  { context, volume, strikeOffBuilder, strikeOffVolume, container }: Made,
  buildx: Program,
  ports: Pick<Ports, 'log' | 'directory' | 'signal' | 'run'>,
): Promise<void> {
  const { log, directory, signal } = ports
  let left = `The builder ${name}`
  const timeoutMs = signal.aborted ? canceledRemovalMs : longestRemovalMs
  if (volume.isLogShown) await showLog(volume, buildx.env, ports)
  try {
    const isRemoved = container !== undefined && (await removeDirectly(container, timeoutMs))
    if (!isRemoved) {
      const { exitCode, stderr } = await runToEnd(buildx, ['rm', '--force', name], {
        directory,
        // Not the job's signal: the container must be removed even if the job is canceled.
        signal: new AbortController().signal,
        timeoutMs,
        gracePeriodMs: 0,
      })
      if (exitCode !== 0) throw new CommandError('buildx rm', exitCode, stderr)
    }
    strikeOffBuilder()
    left = `The Docker volume ${volume.name}`
    const { removeVolume } = await import('../../leftovers/volume.ts')
    await removeVolume(volume, timeoutMs, (args) => runDocker(args, timeoutMs, buildx.env, ports))
    strikeOffVolume()
    left = `The Docker context ${context?.name}`
    await context?.remove()
  } catch (error) {
    log.warning(`${left} is left for the post step to remove. ${messageOf(error)}`)
  }
}

/** Shows what BuildKit wrote, which is gone with the container. */
async function showLog(
  volume: LeftVolume,
  env: NodeJS.ProcessEnv,
  ports: Pick<Ports, 'log' | 'directory' | 'signal' | 'run'>,
): Promise<void> {
  const { containerLogLines, containerLogTitle } = await import('./read-container-log.ts')
  const timeoutMs = ports.signal.aborted ? canceledLogMs : longestLogMs
  const runLog = (args: readonly string[]) => runDocker(args, timeoutMs, env, ports)
  ports.log.group(containerLogTitle, await containerLogLines(volume, timeoutMs, runLog))
}

/**
 * Removes the container without buildx, which first waits for BuildKit to stop.
 *
 * @returns false when Docker doesn't let the action remove the container, such as through a proxy
 */
async function removeDirectly(container: DockerContainer, timeoutMs: number): Promise<boolean> {
  const { removeContainer } = await import('../../daemon/docker-container.ts')
  try {
    await removeContainer(container, AbortSignal.timeout(timeoutMs))
    return true
  } catch {
    return false
  }
}

function runDocker(
  args: readonly string[],
  timeoutMs: number,
  env: NodeJS.ProcessEnv,
  { run, directory }: Pick<Ports, 'run' | 'directory'>,
): Promise<CommandResult> {
  return withTimeout(() => run('docker', args, { env: marked(env, directory) }), timeoutMs)
}

const longestRemovalMs = 30_000
/** A canceled job has ten seconds in all, and then post. */
const canceledRemovalMs = 2000
const canceledLogMs = 1000

/** The options that docker/setup-buildx-action gives a builder of the job. */
const defaultFlags =
  '--allow-insecure-entitlement security.insecure --allow-insecure-entitlement network.host'

/**
 * The options of `buildx create` that the inputs give for the container. Without a buildkitd.toml among them it is the
 * default of the job's own configuration, which buildx itself would look for in the private one.
 *
 * @param attemptDirectory where a buildkitd.toml that is given as text is written
 * @throws ConfigurationError when there is no such buildkitd.toml
 */
export async function containerArgs(
  attemptDirectory: string,
  inputs: ContainerInputs,
  { env }: Pick<Ports, 'env'>,
): Promise<Pick<CreateOptions, 'driverOpts' | 'buildkitdFlags' | 'buildkitdConfig'>> {
  const inline = join(attemptDirectory, 'buildkitd.toml')
  if (inputs.buildkitdConfig && !existsSync(inputs.buildkitdConfig)) {
    const message = `buildkitd-config: there is no file ${inputs.buildkitdConfig}.`
    throw new ConfigurationError(message, undefined, { lacksFile: true })
  }
  if (inputs.buildkitdConfigInline) await writePrivateFile(inline, inputs.buildkitdConfigInline)
  return {
    driverOpts: [...(inputs.image ? [`image=${inputs.image}`] : []), ...inputs.driverOpts],
    buildkitdFlags: inputs.buildkitdFlags || defaultFlags,
    buildkitdConfig: inputs.buildkitdConfigInline
      ? inline
      : inputs.buildkitdConfig || defaultBuildkitdConfig(jobConfig(env)),
  }
}
