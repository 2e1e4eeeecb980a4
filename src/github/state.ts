// What main saves for post, and for the runner. Only Node's own modules: post loads no library.
import { appendWhole, cutOut, sizeOf } from './runner-file.ts'

const name = 'directory'

/** `post-if` in action.yml reads it. */
const note = 'REMOTE_BUILDKIT_LEFTOVERS=true\n'

/**
 * Saves the private directory for post, and a variable that makes the runner start post. The runner reads
 * `GITHUB_ENV` when this process has ended, however it ended. The saved state alone isn't enough: post is
 * skipped after a job that succeeded, and a killed action with `continue-on-error` leaves such a job.
 *
 * Called before the directory is created, so that post finds it even if this process is killed in between.
 *
 * @throws Error in one line when the runner's files can't be written
 * @returns removes the variable again, once nothing is left; no later step gets it
 */
export function rememberDirectory(
  saveState: (name: string, value: string) => void,
  directory: string,
  { GITHUB_ENV: file }: NodeJS.ProcessEnv,
): () => void {
  const size = file ? sizeOf(file) : 0
  try {
    saveState(name, directory)
    if (file) appendWhole(file, note)
  } catch (error) {
    const reason = (error as Error).message
    throw new Error(
      `The runner's files GITHUB_STATE and GITHUB_ENV can't be written, without which nothing is removed after a job that is killed: ${reason}`,
      { cause: error },
    )
  }
  if (!file) return () => {}
  return () => {
    cutOut(file, size, note)
  }
}

/** The same for an action whose post runs after each job, which needs no variable. */
export function rememberForPost(
  saveState: (name: string, value: string) => void,
  directory: string,
): () => void {
  saveState(name, directory)
  return () => {}
}

/** @returns undefined when main ended before it chose one */
export function rememberedDirectory(env: NodeJS.ProcessEnv): string | undefined {
  return env[`STATE_${name}`] || undefined
}
