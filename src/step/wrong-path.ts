import { lstatSync, statSync } from 'node:fs'
import { dirname, join, normalize, resolve } from 'node:path'
import { hasCheckout } from '../inputs/checkout.ts'
import { type DockerfileOptions, isOnRunner, isRemote } from '../inputs/dockerfile-path.ts'

/** The context and the Dockerfile as they are given, and the folder to which they are relative. */
export type GivenPaths = Pick<DockerfileOptions, 'context' | 'file' | 'workspace'>

/**
 * What is wrong with the paths of a build that found no context or no Dockerfile, by what is on this machine.
 *
 * @returns whole sentences; undefined where it is the whole checkout that may be missing
 */
export function wrongPath({ context, file, workspace }: GivenPaths): string | undefined {
  if (!isOnRunner({ context, file })) {
    return 'The context is fetched, and has no such Dockerfile. The path in file starts at the context there.'
  }
  if (!isRemote(context)) {
    const found = kindOf(resolve(workspace, context))
    if (found === 'file') {
      return `context names a file, and not a folder. Set context: ${dirname(context)} and file: ${normalize(context)}.`
    }
    if (!hasCheckout(workspace) || found === 'unknown') return undefined
    if (found === undefined) {
      return `context names no folder in the workspace: there is no ${context}.`
    }
  }
  if (file === '') {
    if (!isRemote(context) && has(resolve(workspace, context), 'Dockerfile')) return undefined
    return 'The context has no Dockerfile. Name one in file, whose path starts at the workspace.'
  }
  if (isRemote(file) || !hasCheckout(workspace)) return undefined
  const found = kindOf(resolve(workspace, file))
  if (found === 'file' || found === 'unknown') return undefined
  if (found === 'folder') return `file names a folder, and not a file: ${file}.`
  const inContext = join(context, file)
  return kindOf(resolve(workspace, inContext)) === 'file'
    ? `file names no file in the workspace. Its path starts there, and not at the context: file: ${inContext}.`
    : `file names no file in the workspace: there is no ${file}.`
}

/** @returns undefined for what isn't there; `unknown` for what can't be looked at, such as another user's */
export function kindOf(path: string): 'file' | 'folder' | 'unknown' | undefined {
  try {
    const found = statSync(path, { throwIfNoEntry: false })
    return found && (found.isDirectory() ? 'folder' : 'file')
  } catch {
    return 'unknown'
  }
}

/** Whether a folder has something by this name, even if it leads nowhere. */
function has(folder: string, name: string): boolean {
  try {
    return lstatSync(join(folder, name), { throwIfNoEntry: false }) !== undefined
  } catch {
    return true
  }
}
