import { ConfigurationError, messageOf } from '../../base/errors.ts'
import type { Ports } from '../../base/ports.ts'
import { startStopwatch } from '../../base/stopwatch.ts'
import { buildxConfig, buildxEnvironment } from '../../buildx/environment.ts'
import type { Program } from '../../processes/program.ts'
import type { Builder } from '../builder.ts'
import type { Decision } from '../decide.ts'
import { announce } from './announce.ts'
import { bootstrapBuilder, probeThroughBuildx } from './buildx-commands.ts'
import { isOnThisMachine, socketOf } from './docker-context.ts'
import { dockerControlAt } from './docker-control.ts'
import { refuseBuilder } from './refuse-builder.ts'

/** Drivers whose daemon may run on this machine. */
const localDrivers = ['docker', 'docker-container']

/**
 * Uses an existing builder without changes.
 *
 * @throws ConfigurationError when there is none of that name, or it may not be used
 */
export async function useExistingBuilder(
  { name, untrustedReason }: Extract<Decision, { kind: 'existing' }>,
  buildx: Program,
  ports: Pick<Ports, 'directory' | 'signal' | 'log'>,
): Promise<Builder> {
  const seconds = startStopwatch()
  const { daemon, driver, endpoint, endpoints } = await bootstrapBuilder(name, buildx, ports).catch(
    (error) => {
      ports.signal.throwIfAborted()
      throw new ConfigurationError(`builder: "${name}" can't be used. ${messageOf(error)}`)
    },
  )
  if (untrustedReason !== undefined && !(await isLocal(driver, endpoints, buildx.env))) {
    const found = `may be one (driver ${driver} at ${endpoints.join(', ')})`
    throw refuseBuilder(untrustedReason, name, found)
  }
  const connectSeconds = seconds()
  const what = `BuildKit ${daemon.version} of the builder ${name} (${driver})`
  announce(ports, what, daemon, connectSeconds)
  const path = driver === 'docker' ? await socketOf(endpoint, buildx.env) : undefined
  const reached =
    path === undefined
      ? { buildx, probe: probeThroughBuildx(name, buildx, ports) }
      : { buildx: withPrivateConfig(buildx, ports), control: dockerControlAt(path) }
  const release = async () => {}
  return { name, driver, endpoint, daemon, connectSeconds, ...reached, release }
}

/**
 * buildx knows the builder of a Docker daemon by its context, in any configuration. In the private one it notes the
 * ids of this run's builds alone, by which they are found in the daemon's history.
 */
function withPrivateConfig(
  { file, env }: Program,
  { directory }: Pick<Ports, 'directory'>,
): Program {
  return { file, env: buildxEnvironment(env, buildxConfig(directory)) }
}

/** A container may belong to another machine's Docker daemon. */
async function isLocal(
  driver: string,
  endpoints: readonly string[],
  env: NodeJS.ProcessEnv,
): Promise<boolean> {
  if (!localDrivers.includes(driver)) return false
  const verdicts = await Promise.all(endpoints.map((endpoint) => isOnThisMachine(endpoint, env)))
  return verdicts.length > 0 && verdicts.every(Boolean)
}
