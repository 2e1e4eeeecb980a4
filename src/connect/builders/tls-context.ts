import { existsSync } from 'node:fs'
import { CommandError, ConfigurationError } from '../../base/errors.ts'
import type { Ports } from '../../base/ports.ts'
import { withTimeout } from '../../base/timeout.ts'
import { dockerSettings } from '../../buildx/environment.ts'
import { noteLeftover } from '../../leftovers/journal.ts'
import { marked } from '../../leftovers/mark.ts'
import { isInPrivateDirectory } from '../../leftovers/private-directory.ts'
import { isKnown, socketOf } from './docker-context.ts'

export interface MadeContext {
  readonly name: string
  /** @throws Error in one line; post tries again */
  readonly remove: () => Promise<void>
}

/** Whether the environment makes the Docker CLI use TLS, for which buildx doesn't create a builder by itself. */
export function needsContext({ DOCKER_HOST, DOCKER_TLS_VERIFY, DOCKER_TLS }: NodeJS.ProcessEnv) {
  return /^tcp:/.test(DOCKER_HOST ?? '') && Boolean(DOCKER_TLS_VERIFY || DOCKER_TLS)
}

/**
 * Creates a Docker context from the environment, as docker/setup-buildx-action does. It is created in the
 * user's own Docker settings, since buildx has to find the user's sign-in there as well.
 *
 * @throws CommandError, TimeoutError, and ConfigurationError for the name of a context that exists, which stays
 */
export async function createContext(
  name: string,
  env: NodeJS.ProcessEnv,
  ports: Pick<Ports, 'run' | 'directory'>,
): Promise<MadeContext> {
  const known = isKnown(name, env)
  if (known && !(await isAbandoned(name, env))) throw taken(name)
  const strikeOff = noteLeftover(ports.directory, {
    kind: 'context',
    name,
    settings: dockerSettings(env),
  })
  const remove = async () => {
    await docker(['context', 'rm', '--force', name], env, ports)
    strikeOff()
  }
  try {
    if (known) await docker(['context', 'rm', '--force', name], env, ports)
    await docker(['context', 'create', name], env, ports)
  } catch (error) {
    // Another job that shares the settings was faster.
    if (error instanceof CommandError && /already exists/.test(error.message)) {
      strikeOff()
      throw taken(name)
    }
    await remove().catch(() => {})
    throw error
  }
  return { name, remove }
}

/** Whether a context leads to a tunnel of a job that is over and whose post never ran, as after a reboot. */
async function isAbandoned(name: string, env: NodeJS.ProcessEnv): Promise<boolean> {
  const socket = await socketOf(name, env)
  return socket !== undefined && isInPrivateDirectory(socket) && !existsSync(socket)
}

function taken(name: string): ConfigurationError {
  return new ConfigurationError(
    `name: the job has a Docker context "${name}" already. Give another name, or leave it out.`,
  )
}

/** Neither command talks to the daemon. */
const longestCommandMs = 20_000

async function docker(
  args: readonly string[],
  env: NodeJS.ProcessEnv,
  { run, directory }: Pick<Ports, 'run' | 'directory'>,
): Promise<void> {
  const { exitCode, stderr } = await withTimeout(
    () => run('docker', args, { env: marked(env, directory) }),
    longestCommandMs,
  )
  if (exitCode !== 0) {
    throw new CommandError(`docker ${args.slice(0, 2).join(' ')}`, exitCode, stderr)
  }
}
