import { randomUUID } from 'node:crypto'
import {
  accessSync,
  chmodSync,
  constants,
  copyFileSync,
  mkdirSync,
  renameSync,
  rmSync,
} from 'node:fs'
import { delimiter, dirname, isAbsolute, join } from 'node:path'
import { messageOf } from '../base/errors.ts'
import type { Ports } from '../base/ports.ts'
import { dockerConfig } from './docker-config.ts'
import { guessBuildx } from './obtain.ts'

/**
 * Lets later steps find the buildx that was used, where they would find another or none. As docker/setup-buildx-action
 * does, it installs the plugin for the user, where it stays: another job may use it by the time this one ends. A failure
 * is a warning: the builder is there.
 *
 * @param file the buildx that was used
 * @returns a directory for the PATH of later steps, where there is no Docker CLI that would look for a plugin
 */
export function leaveBuildx(
  file: string,
  { env, directory, log }: Pick<Ports, 'env' | 'directory' | 'log'>,
): string | undefined {
  const hasDocker = findProgram('docker', env) !== undefined
  // The Docker CLI looks for plugins alone, and on no PATH. Without it later steps run `buildx`, and no plugin.
  const find = () =>
    hasDocker
      ? guessBuildx({ version: undefined }, { ...env, PATH: '' })
      : findProgram('buildx', env)
  if (find() === file) return undefined
  const place = join(directory, 'later')
  const plugin = join(dockerConfig(env), 'cli-plugins', `docker-buildx${suffix}`)
  try {
    if (!hasDocker) {
      install(file, join(place, `buildx${suffix}`))
      log.info(`Later steps get this buildx on their PATH, in ${place}.`)
      return place
    }
    install(file, plugin)
    log.info(`Later steps get this buildx by docker buildx: it is installed as ${plugin}.`)
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

/**
 * Copies a program to a place, in one move: a job that runs the former one isn't disturbed. A copy, as another tool that
 * installs buildx after this may write to it: the tool cache must keep its own.
 */
function install(file: string, place: string): void {
  // A step that uses the builder of an earlier one again has removed its private directory.
  mkdirSync(dirname(place), { recursive: true, mode: 0o700 })
  // The Docker CLI takes only names that begin with `docker-` for plugins.
  const unfinished = join(dirname(place), `.remote-buildkit-${randomUUID()}`)
  try {
    copyFileSync(file, unfinished, constants.COPYFILE_FICLONE)
    chmodSync(unfinished, 0o755)
    renameSync(unfinished, place)
  } finally {
    rmSync(unfinished, { force: true })
  }
}

const suffix = process.platform === 'win32' ? '.exe' : ''

function findProgram(name: string, { PATH = '' }: Ports['env']): string | undefined {
  return PATH.split(delimiter)
    .filter(isAbsolute)
    .map((folder) => join(folder, `${name}${suffix}`))
    .find(isExecutable)
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK)
    return true
  } catch {
    return false
  }
}
