// What main tells post. Nothing is imported here: the post step loads no library.

const name = 'directory'

/** Saved before the directory exists, so that it is found even if this process dies while making it. */
export function rememberDirectory(
  saveState: (name: string, value: string) => void,
  directory: string,
): void {
  saveState(name, directory)
}

/** @returns undefined when main did not come far enough to need one */
export function rememberedDirectory(env: NodeJS.ProcessEnv): string | undefined {
  return env[`STATE_${name}`] || undefined
}
