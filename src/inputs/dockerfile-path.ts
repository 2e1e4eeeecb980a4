import { isAbsolute, join, posix, relative, resolve, sep } from 'node:path'

export interface DockerfileOptions {
  readonly context: string
  readonly file: string
  readonly defaultContext: string
  readonly workspace: string
}

/**
 * The Dockerfile's path in the repository, which annotations need.
 *
 * @returns undefined when the Dockerfile is not in the repository
 */
export function dockerfilePath({
  context,
  file,
  defaultContext,
  workspace,
}: DockerfileOptions): string | undefined {
  if (file === '-' || isRemote(file)) return undefined
  if (isRemote(context)) {
    if (defaultContext === '' || !context.startsWith(defaultContext)) return undefined
    const folder = context.slice(defaultContext.length).replace(/^:/, '')
    return posix.join(folder, file || 'Dockerfile').replace(/^\/+/, '')
  }
  // As in buildx, `file` is relative to the working directory, not to the context.
  const path = relative(workspace, resolve(workspace, file || join(context, 'Dockerfile')))
  return path.startsWith('..') || isAbsolute(path) ? undefined : path.replaceAll(sep, '/')
}

function isRemote(text: string): boolean {
  return text === '-' || /^(?:[a-z][a-z0-9+.-]*:\/\/|git@|github\.com\/)/i.test(text)
}
