import { CommandError } from '../../base/errors.ts'
import type { Ports } from '../../base/ports.ts'
import { withTimeout } from '../../base/timeout.ts'
import { noteLeftover } from '../../leftovers/journal.ts'
import { marked } from '../../leftovers/mark.ts'

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
 * @throws CommandError, TimeoutError
 */
export async function createContext(
  name: string,
  env: NodeJS.ProcessEnv,
  ports: Pick<Ports, 'run' | 'directory'>,
): Promise<MadeContext> {
  const strikeOff = noteLeftover(ports.directory, { kind: 'context', name })
  const remove = async () => {
    await docker(['context', 'rm', '--force', name], env, ports)
    strikeOff()
  }
  try {
    await docker(['context', 'create', name], env, ports)
  } catch (error) {
    await remove().catch(() => {})
    throw error
  }
  return { name, remove }
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
