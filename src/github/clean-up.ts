import { forgetSecrets } from '../buildx/environment.ts'
import { undoLeftovers } from '../leftovers/journal.ts'
import { removePrivateDirectory } from '../leftovers/private-directory.ts'

/** Removes what a killed main has left. A warning when that fails: the build is over, its result stands. */
export async function cleanUp(directory: string): Promise<void> {
  // The runner gives post the inputs too, and what is started here needs none of them.
  forgetSecrets(process.env)
  try {
    undoLeftovers(directory, process.env)
  } catch (error) {
    warn(error)
  }
  // Whatever else went wrong, the keys go.
  await removePrivateDirectory(directory).catch(warn)
}

function warn(error: unknown): void {
  const reason = error instanceof Error ? error.message : String(error)
  console.log(`::warning::Cleaning up failed: ${reason.replaceAll(/\s+/g, ' ')}`)
}
