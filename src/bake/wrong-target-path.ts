import { resolve } from 'node:path'
import { isRemote } from '../inputs/dockerfile-path.ts'
import { kindOf } from '../step/wrong-path.ts'
import type { BakeTarget } from './definition.ts'

type TargetPaths = Pick<BakeTarget, 'name' | 'context' | 'dockerfile'>

/**
 * What is wrong with the paths of a bake that found no context or no Dockerfile, by what is on this machine. Unlike an
 * input `file`, a target's `dockerfile` starts at its context.
 *
 * @param directory that of the definition
 * @param checkoutRemedy what to do where the whole checkout may be missing; empty where it isn't
 * @returns whole sentences
 */
export function wrongTargetPath(
  targets: readonly TargetPaths[],
  directory: string,
  checkoutRemedy = '',
): string {
  const wrong = targets.flatMap((target) => wrongOf(target, directory) ?? [])
  if (wrong.length > 0) return [...wrong, ...(checkoutRemedy ? [checkoutRemedy] : [])].join(' ')
  return 'Check context and dockerfile of the targets: the path in dockerfile starts at the context.'
}

/** @returns undefined when nothing is wrong, or the context isn't on this machine */
function wrongOf(
  { name, context, dockerfile }: TargetPaths,
  directory: string,
): string | undefined {
  if (isRemote(context)) return undefined
  const folder = resolve(directory, context)
  const found = kindOf(folder)
  if (found === 'file')
    return `The context of target ${name} is a file, and not a folder: ${context}.`
  if (found === undefined) {
    return `The context of target ${name} is no folder in ${directory}: there is no ${context}.`
  }
  if (found === 'unknown' || dockerfile === '' || isRemote(dockerfile)) return undefined
  const file = kindOf(resolve(folder, dockerfile))
  if (file === 'folder') return `The dockerfile of target ${name} is a folder: ${dockerfile}.`
  if (file !== undefined) return undefined
  return kindOf(resolve(directory, dockerfile)) === 'file'
    ? `The context of target ${name}, ${context}, has no ${dockerfile}. The path in dockerfile starts at the context, and not at the definition.`
    : `The context of target ${name}, ${context}, has no ${dockerfile}.`
}
