import { dirname } from 'node:path'
import { runKeeper } from '../connect/tunnel/keeper.ts'
import { removePrivateDirectory } from '../leftovers/private-directory.ts'
import { undoLeftovers } from '../leftovers/undo.ts'

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
  // It holds up nothing if the tunnel could not be opened.
  setTimeout(() => void end(directory, env), longestLifeMs).unref()
}

async function end(directory: string, env: NodeJS.ProcessEnv): Promise<void> {
  try {
    undoLeftovers(directory, env)
  } finally {
    await removePrivateDirectory(dirname(directory))
    process.exit()
  }
}
