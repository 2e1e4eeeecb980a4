import { isAbsolute, normalize, resolve } from 'node:path'
import { isRemote } from '../inputs/dockerfile-path.ts'
import { createAttemptDirectory } from '../leftovers/private-directory.ts'
import { sendableContext } from '../step/build.ts'
import type { BakeTarget } from './definition.ts'

/** Names a folder of this machine in a definition that is fetched. */
const onRunner = 'cwd://'

/**
 * Overrides for the targets whose folder has a name that buildx can't send: their context is a link to it. A
 * Dockerfile outside of the folder gets its whole path, as its path starts at the context.
 *
 * @param remote the URL of a remote definition, in which a folder without `cwd://` is one of the repository
 * @param directory that of the definition
 * @param privateDirectory where to create the links
 */
export function asciiContexts(
  targets: readonly Pick<BakeTarget, 'name' | 'context' | 'dockerfile'>[],
  { remote, directory }: { readonly remote: string; readonly directory: string },
  privateDirectory: string,
): readonly string[] {
  const links = new Map<string, string>()
  return targets.flatMap(({ name, context, dockerfile }) => {
    const isMarked = context.startsWith(onRunner)
    if (!isMarked && (remote !== '' || isRemote(context))) return []
    const folder = resolve(directory, isMarked ? context.slice(onRunner.length) : context)
    // In a directory of its own: folders at different places may have one name.
    const link =
      links.get(folder) ?? sendableContext(folder, createAttemptDirectory(privateDirectory))
    if (link === folder) return []
    links.set(folder, link)
    const isOutside = normalize(dockerfile).startsWith('..') && !isAbsolute(dockerfile)
    return [
      `${name}.context=${isMarked ? onRunner : ''}${link}`,
      ...(isOutside ? [`${name}.dockerfile=${resolve(folder, dockerfile)}`] : []),
    ]
  })
}
