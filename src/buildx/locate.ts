import { accessSync, constants, readFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { delimiter, isAbsolute, join } from 'node:path'

/**
 * Finds buildx binaries where the Docker CLI looks: in its plugin directories, then on PATH.
 *
 * The look-up is synchronous: it checks a handful of files, and asynchronous calls would take longer.
 *
 * buildx is started directly. `docker buildx` would start the same binary, after it has asked this and every
 * other plugin for its metadata.
 */
export function* locateBuildx(
  env: NodeJS.ProcessEnv,
  system: readonly string[] = systemDirectories(env),
): Generator<string> {
  const suffix = process.platform === 'win32' ? '.exe' : ''
  for (const directory of [...usersDirectories(env), ...system]) {
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

/** In the order of the Docker CLI (`cli-plugins/manager` in docker/cli), before the system's. */
function usersDirectories(env: NodeJS.ProcessEnv): string[] {
  // On Windows the Docker CLI uses USERPROFILE, whatever HOME a shell has set.
  const home = process.platform === 'win32' ? homedir() : env.HOME || homedir()
  const config = env.DOCKER_CONFIG || join(home, '.docker')
  return [...extraDirectories(config), join(config, 'cli-plugins')]
}

function extraDirectories(config: string): string[] {
  try {
    const parsed: unknown = JSON.parse(readFileSync(join(config, 'config.json'), 'utf8'))
    const extra = (parsed as { cliPluginsExtraDirs?: unknown } | null)?.cliPluginsExtraDirs
    return Array.isArray(extra) ? extra.filter((entry) => typeof entry === 'string') : []
  } catch {
    // There is no configuration, or buildx itself reports what is wrong with it.
    return []
  }
}

function systemDirectories(env: NodeJS.ProcessEnv): string[] {
  if (process.platform === 'win32') {
    return [env.ProgramData, env.ProgramFiles]
      .filter((root) => root !== undefined)
      .map((root) => join(root, 'Docker', 'cli-plugins'))
  }
  return ['/usr/local/lib', '/usr/local/libexec', '/usr/lib', '/usr/libexec'].map((root) =>
    join(root, 'docker', 'cli-plugins'),
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
