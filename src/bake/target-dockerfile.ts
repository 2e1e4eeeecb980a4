import { resolve } from 'node:path'
import { dockerfilePath, isRemote } from '../inputs/dockerfile-path.ts'
import type { BakeOptions } from '../inputs/inputs.ts'
import type { BakeTarget } from './definition.ts'

/**
 * The path in the repository of a target's Dockerfile, which annotations need. Unlike in `buildx build`, it is
 * relative to the target's context, and that to the folder of the definition.
 *
 * @returns undefined when the Dockerfile isn't in the repository, or its text is in the definition
 */
export function targetDockerfile(
  { context, dockerfile }: Pick<BakeTarget, 'context' | 'dockerfile'>,
  { source, ...place }: Pick<BakeOptions, 'source' | 'workspace' | 'defaultContext'>,
): string | undefined {
  if (dockerfile === '') return undefined
  if (isRemote(context)) return dockerfilePath({ ...place, context, file: dockerfile })
  const folder = resolve(place.workspace, source, context)
  return dockerfilePath({ ...place, context: folder, file: resolve(folder, dockerfile) })
}
