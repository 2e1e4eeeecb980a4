import type { Buildx } from '../buildx/environment.ts'
import { ConfigurationError, messageOf } from '../errors.ts'
import type { Builder, ConnectPorts } from './builder.ts'
import { bootBuilder } from './inspect.ts'

/** Whose daemon is the job's own, or at least this machine's. */
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
  const { daemon, driver, endpoint } = await bootBuilder(name, buildx, ports).catch((error) => {
    ports.signal.throwIfAborted()
    throw new ConfigurationError(`builder: "${name}" can't be used. ${messageOf(error)}`)
  })
  if (keepOut !== undefined && !localDrivers.includes(driver)) {
    throw new ConfigurationError(`${keepOut} builder: "${name}" may be one (driver ${driver}).`)
  }
  const connectSeconds = (performance.now() - started) / 1000
  ports.log.group(
    `BuildKit ${daemon.version} of the builder ${name} (${driver}), ready in ${connectSeconds.toFixed(2)} s`,
    [`Platforms: ${daemon.platforms.join(', ')}`],
  )
  return { name, driver, endpoint, buildx, daemon, connectSeconds, release: async () => {} }
}
