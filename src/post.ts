import { undoLeftovers } from './buildx/leftovers.ts'
import { removePrivateDirectory } from './private-directory.ts'
import { rememberedDirectory } from './state.ts'

// The post step: main cleans up after itself, so this has work to do only when main was killed.
// A bundle of its own that loads no library, because every job pays for starting it.
const directory = rememberedDirectory(process.env)
if (directory !== undefined) {
  try {
    undoLeftovers(directory, process.env)
  } catch (error) {
    warn(error)
  }
  // Whatever else went wrong, the keys go.
  await removePrivateDirectory(directory).catch(warn)
}

/** A warning, never a failure: the build is over, and its result stands. */
function warn(error: unknown): void {
  const reason = error instanceof Error ? error.message : String(error)
  console.log(`::warning::Cleaning up failed: ${reason.replaceAll(/\s+/g, ' ')}`)
}
