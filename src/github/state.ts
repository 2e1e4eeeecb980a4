// What main tells post, and the runner of post. Only Node's own modules: the post step loads no library.
import { appendFileSync, statSync, truncateSync } from 'node:fs'

const name = 'directory'

/** The condition in action.yml asks for it. */
const note = 'REMOTE_BUILDKIT_LEFTOVERS=true\n'

/**
 * Tells post where to look, and the runner that there is something to look for: it reads `GITHUB_ENV` when
 * this process has ended, however it ended. The state alone wouldn't do, for post is skipped after a job
 * that went well, and a killed step with `continue-on-error` is one of those.
 *
 * Called before the directory exists, so that it is found even if this process dies while making it.
 *
 * @returns takes the note back: nothing is left, and no later step is to see the variable
 */
export function rememberDirectory(
  saveState: (name: string, value: string) => void,
  directory: string,
  { GITHUB_ENV: file }: NodeJS.ProcessEnv,
): () => void {
  saveState(name, directory)
  if (!file) return () => {}
  const size = sizeOf(file)
  appendFileSync(file, note)
  return () => {
    // A main that was canceled in a container may outlive its step, and the step's files.
    if (sizeOf(file) === size + note.length) truncateSync(file, size)
  }
}

function sizeOf(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0
}

/** @returns undefined when main did not come far enough to need one */
export function rememberedDirectory(env: NodeJS.ProcessEnv): string | undefined {
  return env[`STATE_${name}`] || undefined
}
