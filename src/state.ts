// What main tells post. Nothing is imported here: the post step loads no library.

const name = 'directory'

/** Saved before the directory exists, so that it is found even if this process dies while making it. */
export function rememberDirectory(
  saveState: (name: string, value: string) => void,
  directory: string,
): void {
  saveState(name, directory)
}

/**
 * Has the post step run even if the job succeeds: the condition in action.yml asks for this variable. Of a
 * main that is killed in a step with `continue-on-error`, the job learns nothing.
 */
export function askForPost(exportVariable: (name: string, value: string) => void): void {
  exportVariable('REMOTE_BUILDKIT_LEFTOVERS', 'true')
}

/** @returns undefined when main did not come far enough to need one */
export function rememberedDirectory(env: NodeJS.ProcessEnv): string | undefined {
  return env[`STATE_${name}`] || undefined
}
