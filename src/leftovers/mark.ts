/** Names the private directory in the environment of each process that is started for it. */
const variable = 'REMOTE_BUILDKIT_DIRECTORY'

/**
 * An environment for a child process of this run. Post finds the processes of a killed run by this mark.
 * Unlike a process id, it exists before the process does, is inherited by what that process starts, and
 * never names another program.
 *
 * @param directory the private directory of this run
 */
export function marked(env: NodeJS.ProcessEnv, directory: string): NodeJS.ProcessEnv {
  return { ...env, [variable]: directory }
}

/** @param environ the environment of a process as `/proc` shows it: `name=value`, separated by NUL */
export function hasMark(environ: string, directory: string): boolean {
  return environ.split('\0').includes(`${variable}=${directory}`)
}
