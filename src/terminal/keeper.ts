import { runKeeper } from '../connect/tunnel/keeper.ts'
import { removeRun } from './leftovers.ts'

/** Milliseconds: a day. A shell that is closed ends no tunnel. */
const longestLifeMs = 86_400_000

/**
 * Keeps the tunnel of `env` open until `env --remove`, but no longer than a day. Then everything that `env` has set up
 * is removed.
 *
 * @param directory the core's private directory
 */
export async function keepTunnel(directory: string, env: NodeJS.ProcessEnv): Promise<void> {
  await runKeeper(directory, env)
  const end = () => void removeRun(directory, env).finally(() => process.exit())
  // It holds up nothing if the tunnel could not be opened.
  setTimeout(end, longestLifeMs).unref()
}
