import { endRememberedProcess } from './buildx/process-file.ts'
import { removePrivateDirectory } from './private-directory.ts'
import { rememberedDirectory } from './state.ts'

// The post step: main cleans up after itself, so this has work to do only when main was killed.
// A bundle of its own that loads no library, because every job pays for starting it.
try {
  const directory = rememberedDirectory(process.env)
  if (directory !== undefined) {
    endRememberedProcess(directory)
    await removePrivateDirectory(directory)
  }
} catch (error) {
  // A warning, never a failure: the build is over, and its result stands.
  const reason = error instanceof Error ? error.message : String(error)
  console.log(`::warning::Cleaning up failed: ${reason.replaceAll(/\s+/g, ' ')}`)
}
