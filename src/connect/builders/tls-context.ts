import { CommandError } from '../../base/errors.ts'
import type { ConnectPorts } from '../builder.ts'

/** Whether the Docker CLI is told by its environment to speak TLS, of which buildx makes no builder. */
export function needsContext({ DOCKER_HOST, DOCKER_TLS_VERIFY, DOCKER_TLS }: NodeJS.ProcessEnv) {
  return /^tcp:/.test(DOCKER_HOST ?? '') && Boolean(DOCKER_TLS_VERIFY || DOCKER_TLS)
}

/**
 * Makes a Docker context of what the environment says, as docker/setup-buildx-action does. It is in the
 * user's own settings, since those of its sign-in are to be found as well.
 */
export async function createContext(
  name: string,
  env: NodeJS.ProcessEnv,
  { run }: Pick<ConnectPorts, 'run'>,
): Promise<void> {
  const { exitCode, stderr } = await run('docker', ['context', 'create', name], { env })
  if (exitCode !== 0) throw new CommandError('docker context create', exitCode, stderr)
}

export async function removeContext(
  name: string,
  env: NodeJS.ProcessEnv,
  { run }: Pick<ConnectPorts, 'run'>,
): Promise<void> {
  const { exitCode, stderr } = await run('docker', ['context', 'rm', '--force', name], { env })
  if (exitCode !== 0) throw new CommandError('docker context rm', exitCode, stderr)
}
