import { accessSync, constants, readFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { posix, win32 } from 'node:path'
import { dockerConfig, type User } from './docker-config.ts'

/** The machine whose files are looked at. */
export interface Machine extends User {
  /** Whether a file exists and may be run. */
  readonly isExecutable: (file: string) => boolean
  /** The text of a file. Throws when it can't be read. */
  readonly readText: (file: string) => string
}

/**
 * Finds buildx binaries where the Docker CLI looks: in its plugin directories, then on PATH.
 *
 * The look-up is synchronous: it checks a handful of files, and asynchronous calls would take longer.
 *
 * buildx is started directly. `docker buildx` would start the same binary, after it has asked this and every
 * other plugin for its metadata.
 *
 * @param system the plugin directories of all users, if not those of the Docker CLI
 */
export function* locateBuildx(
  env: NodeJS.ProcessEnv,
  system?: readonly string[],
  machine: Machine = thisMachine(),
): Generator<string> {
  const { platform, isExecutable } = machine
  const { delimiter, isAbsolute, join } = pathsOf(platform)
  const suffix = platform === 'win32' ? '.exe' : ''
  const plugins = [
    ...usersDirectories(env, machine),
    ...(system ?? systemDirectories(env, platform)),
  ]
  for (const directory of plugins) {
    const file = join(directory, `docker-buildx${suffix}`)
    if (isExecutable(file)) yield file
  }
  // A relative entry would be a directory of the checkout.
  for (const directory of (env.PATH ?? '').split(delimiter).filter(isAbsolute)) {
    for (const name of ['buildx', 'docker-buildx']) {
      const file = join(directory, `${name}${suffix}`)
      if (isExecutable(file)) yield file
    }
  }
}

function thisMachine(): Machine {
  return {
    ...{ platform: process.platform, home: homedir(), isExecutable },
    readText: (file) => readFileSync(file, 'utf8'),
  }
}

function pathsOf(platform: NodeJS.Platform): typeof posix {
  return platform === 'win32' ? win32 : posix
}

/** In the order of the Docker CLI (`cli-plugins/manager` in docker/cli), before the system's. */
function usersDirectories(env: NodeJS.ProcessEnv, { readText, ...user }: Machine): string[] {
  const { join } = pathsOf(user.platform)
  const config = dockerConfig(env, user)
  return [
    ...extraDirectories(() => readText(join(config, 'config.json'))),
    join(config, 'cli-plugins'),
  ]
}

function extraDirectories(readSettings: () => string): string[] {
  try {
    const parsed: unknown = JSON.parse(readSettings())
    const extra = (parsed as { cliPluginsExtraDirs?: unknown } | null)?.cliPluginsExtraDirs
    return Array.isArray(extra) ? extra.filter((entry) => typeof entry === 'string') : []
  } catch {
    // There is no configuration, or buildx itself reports what is wrong with it.
    return []
  }
}

function systemDirectories(env: NodeJS.ProcessEnv, platform: NodeJS.Platform): string[] {
  if (platform === 'win32') {
    return [env.ProgramData, env.ProgramFiles]
      .filter((root) => root !== undefined)
      .map((root) => win32.join(root, 'Docker', 'cli-plugins'))
  }
  return ['/usr/local/lib', '/usr/local/libexec', '/usr/lib', '/usr/libexec'].map((root) =>
    posix.join(root, 'docker', 'cli-plugins'),
  )
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK)
    return true
  } catch {
    return false
  }
}
