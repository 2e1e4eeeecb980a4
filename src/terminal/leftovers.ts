import { lstatSync, readdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { messageOf } from '../base/errors.ts'
import type { Log } from '../base/ports.ts'
import { removePrivateDirectory } from '../leftovers/private-directory.ts'
import { undoLeftovers } from '../leftovers/undo.ts'

/** The name of a private directory. */
const privateName = /^remote-buildkit-[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/
/** No build takes so long. */
const oldestMs = 24 * 60 * 60 * 1000

/** Where the core keeps its files, below the private directory of the program. */
export function coreDirectory(directory: string): string {
  return join(directory, 'run')
}

/** Removes a private directory of the program. What can't be removed is a warning: the run has its result. */
export async function removeDirectory(directory: string, log: Pick<Log, 'warning'>): Promise<void> {
  try {
    await removePrivateDirectory(directory)
  } catch (error) {
    log.warning(`${directory} can't be removed: ${messageOf(error)}`)
  }
}

/**
 * Ends and removes what a run has left for later commands: processes, builders, sockets, and its private directory.
 *
 * @param core its core's directory
 * @throws Error in one line that names what may be left
 */
export async function removeRun(core: string, env: NodeJS.ProcessEnv): Promise<void> {
  try {
    await undoLeftovers(core, env)
  } finally {
    // The keys are removed even if something else failed.
    await removePrivateDirectory(dirname(core))
  }
}

/**
 * Removes what killed runs left a day ago or earlier: no later step cleans up after this program.
 * What can't be removed stays for the next run.
 *
 * @param parent of the private directories
 */
export async function removeOldLeftovers(
  parent: string,
  env: NodeJS.ProcessEnv,
  now = Date.now(),
): Promise<void> {
  for (const directory of oldDirectories(parent, now)) {
    // A builder that can't be removed now stays. Its keys don't.
    await removeRun(coreDirectory(directory), env).catch(() => {})
  }
}

function oldDirectories(parent: string, now: number): string[] {
  try {
    return readdirSync(parent)
      .filter((name) => privateName.test(name))
      .map((name) => join(parent, name))
      .filter((path) => {
        const { mtimeMs, uid } = lstatSync(path)
        // Another user's may be there to mislead this one.
        return now - mtimeMs > oldestMs && uid === (process.getuid?.() ?? uid)
      })
  } catch {
    return []
  }
}
