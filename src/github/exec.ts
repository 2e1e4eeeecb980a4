import { getExecOutput } from '@actions/exec'
import type { RunCommand } from '../base/ports.ts'

export const runCommand: RunCommand = (file, args, { env }) =>
  // getExecOutput parses a command line, so the file is quoted against spaces.
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
