import { ConfigurationError, messageOf } from '../../base/errors.ts'
import type { Buildx } from '../../processes/process.ts'
import type { Builder, ConnectPorts } from '../builder.ts'
import { announce } from './announce.ts'
import { bootBuilder } from './buildx-commands.ts'
import { isOnThisMachine } from './docker-context.ts'

/** Whose daemon may be the job's own, or at least this machine's. */
const localDrivers = ['docker', 'docker-container']

/**
 * Takes a builder that somebody else made, as it is.
 *
 * @throws ConfigurationError when there is none of that name, or it may not be used
 */
export async function useGivenBuilder(
  name: string,
  keepOut: string | undefined,
  buildx: Buildx,
  ports: ConnectPorts,
): Promise<Builder> {
  const started = performance.now()
  const { daemon, driver, endpoint, endpoints } = await bootBuilder(name, buildx, ports).catch(
    (error) => {
      ports.signal.throwIfAborted()
      throw new ConfigurationError(`builder: "${name}" can't be used. ${messageOf(error)}`)
    },
  )
  if (keepOut !== undefined && !(await isLocal(driver, endpoints, buildx.env))) {
    throw new ConfigurationError(
      `${keepOut} builder: "${name}" may be one (driver ${driver} at ${endpoints.join(', ')}).`,
    )
  }
  const connectSeconds = (performance.now() - started) / 1000
  const what = `BuildKit ${daemon.version} of the builder ${name} (${driver})`
  announce(ports.log, what, daemon, connectSeconds)
  return { name, driver, endpoint, buildx, daemon, connectSeconds, release: async () => {} }
}

/** A container may well be one of another machine's Docker daemon. */
async function isLocal(
  driver: string,
  endpoints: readonly string[],
  env: NodeJS.ProcessEnv,
): Promise<boolean> {
  if (!localDrivers.includes(driver)) return false
  const verdicts = await Promise.all(endpoints.map((endpoint) => isOnThisMachine(endpoint, env)))
  return verdicts.length > 0 && verdicts.every(Boolean)
}
