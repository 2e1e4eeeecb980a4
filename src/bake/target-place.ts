import { resolve } from 'node:path'
import type { BuildInputs } from '../buildx/build-args.ts'
import { isRemote } from '../inputs/dockerfile-path.ts'
import type { TargetResult } from './result.ts'

/**
 * Where a target's contexts and Dockerfile are.
 *
 * @param directory that of the definition
 */
export function targetPlace(
  {
    name,
    target: { context, dockerfile, buildContexts: named },
  }: Pick<TargetResult, 'name' | 'target'>,
  directory: string,
): Pick<BuildInputs, 'context' | 'file' | 'buildContexts'> {
  const buildContexts = named.map((each) => {
    const [key = '', ...value] = each.split('=')
    const text = value.join('=')
    const isFolder = !isRemote(text) && !text.startsWith('target:')
    return isFolder ? `${key}=${resolve(directory, text)}` : each
  })
  if (isRemote(context)) {
    return { context, file: dockerfile || definitionOf(name), buildContexts }
  }
  const folder = resolve(directory, context)
  const file = dockerfile === '' ? definitionOf(name) : resolve(folder, dockerfile)
  return { context: folder, file, buildContexts }
}

/** A Dockerfile that is no file, as a path that leads to none. */
function definitionOf(name: string): string {
  return `the definition of ${name}`
}
