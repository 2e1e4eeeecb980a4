import { accessSync, chmodSync, constants, copyFileSync, mkdirSync } from 'node:fs'
import { delimiter, isAbsolute, join } from 'node:path'
import { messageOf } from '../base/errors.ts'
import type { Ports } from '../base/ports.ts'
import { placePlugin } from '../leftovers/plugin.ts'
import { dockerConfig } from './docker-config.ts'
import { guessBuildx } from './obtain.ts'

/**
 * Lets later steps find the buildx that was used, where they would find another or none. That is undone in the end, since
 * other jobs may share the Docker CLI's settings. A failure is a warning: the builder is there.
 *
 * @param file the buildx that was used
 * @returns a directory for the PATH of later steps, where there is no Docker CLI that would look for a plugin
 */
export function leaveBuildx(
  file: string,
  { env, directory, log }: Pick<Ports, 'env' | 'directory' | 'log'>,
): string | undefined {
  const find = () => guessBuildx({ version: undefined }, env)
  if (find() === file) return undefined
  const place = join(directory, 'later')
  const program = join(place, `buildx${suffix}`)
  const plugin = join(dockerConfig(env), 'cli-plugins', `docker-buildx${suffix}`)
  try {
    // A step that uses the builder of an earlier one again has removed its private directory.
    mkdirSync(place, { recursive: true, mode: 0o700 })
    // A copy, as another tool that installs buildx after this may write to it: the tool cache must keep its own.
    copyFileSync(file, program, constants.COPYFILE_FICLONE)
    chmodSync(program, 0o700)
    if (!hasDockerCli(env)) {
      log.info(`Later steps get this buildx on their PATH, in ${place}.`)
      return place
    }
    placePlugin(plugin, program, directory)
    log.info(`Later steps get this buildx by docker buildx, as ${plugin}, until the job ends.`)
  } catch (error) {
    log.warning(`Later steps don't get this buildx: ${messageOf(error)}`)
    return undefined
  }
  const found = find()
  if (found !== plugin) {
    log.warning(`Later steps don't get this buildx: the Docker CLI prefers ${found} to ${plugin}.`)
  }
  return undefined
}

const suffix = process.platform === 'win32' ? '.exe' : ''

function hasDockerCli({ PATH = '' }: Ports['env']): boolean {
  return PATH.split(delimiter)
    .filter(isAbsolute)
    .some((folder) => isExecutable(join(folder, `docker${suffix}`)))
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK)
    return true
  } catch {
    return false
  }
}
