import { homedir } from 'node:os'
import { posix, win32 } from 'node:path'

/** Whose directory is looked for. */
export interface User {
  readonly platform: NodeJS.Platform
  /** The home directory of the user, whatever a shell has set. */
  readonly home: string
}

/**
 * The directory of the Docker CLI's settings, sign-ins, contexts and plugins: `Dir` of `cli/config` in docker/cli, which
 * buildx uses as well.
 */
export function dockerConfig(
  env: NodeJS.ProcessEnv,
  { platform, home }: User = { platform: process.platform, home: homedir() },
): string {
  if (env.DOCKER_CONFIG) return env.DOCKER_CONFIG
  // On Windows the Docker CLI uses USERPROFILE, whatever HOME a shell has set.
  return platform === 'win32'
    ? win32.join(home, '.docker')
    : posix.join(env.HOME || home, '.docker')
}
