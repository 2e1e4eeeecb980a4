import { getExecOutput } from '@actions/exec'

export interface CommandResult {
  readonly exitCode: number
  readonly stdout: string
  readonly stderr: string
}

/** Runs a short command to its end without printing anything. Does not reject on a bad exit code. */
export type RunCommand = (
  file: string,
  args: readonly string[],
  options: { readonly env: NodeJS.ProcessEnv },
) => Promise<CommandResult>

export const runCommand: RunCommand = (file, args, { env }) =>
  // It takes a command line, in which a space would end the name.
  getExecOutput(`"${file.replaceAll('"', '\\"')}"`, [...args], {
    env: withoutUndefined(env),
    ignoreReturnCode: true,
    silent: true,
  })

function withoutUndefined(env: NodeJS.ProcessEnv): Record<string, string> {
  return Object.fromEntries(
    Object.entries(env).filter((entry): entry is [string, string] => entry[1] !== undefined),
  )
}
