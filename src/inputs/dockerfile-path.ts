import { basename, isAbsolute, join, posix, relative, resolve, sep } from 'node:path'

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
  if (!isOnRunner({ context, file })) {
    const folder = folderInDefault(context, defaultContext)
    if (folder === undefined) return undefined
    return posix.join(folder, file || 'Dockerfile').replace(/^\/+/, '')
  }
  // As in buildx, `file` is relative to the working directory, not to the context.
  return inWorkspace(workspace, file || join(context, 'Dockerfile'))?.replaceAll(sep, '/')
}

/** Whether buildx reads the Dockerfile itself: for a fetched context only one with an absolute path. */
export function isOnRunner({
  context,
  file,
}: Pick<DockerfileOptions, 'context' | 'file'>): boolean {
  return !isRemote(context) || isAbsolute(file)
}

/** The path from the workspace; undefined outside of it, where it may have another name on each runner. */
export function inWorkspace(workspace: string, path: string): string | undefined {
  const own = relative(workspace, resolve(workspace, path))
  return own.startsWith('..') || isAbsolute(own) ? undefined : own
}

/** A path as given, but for an absolute one, whose folders may have other names on each runner. */
export function withoutRunner(workspace: string, path: string): string {
  if (!isAbsolute(path)) return path
  return (inWorkspace(workspace, path) ?? basename(path)).replaceAll(sep, '/')
}

/**
 * The folder in the workspace that has the files of the context, if they are checked out there.
 *
 * @returns undefined for another remote context
 */
export function contextCheckout({
  context,
  defaultContext,
  workspace,
}: Omit<DockerfileOptions, 'file'>):
  | { readonly directory: string; readonly isFetched: boolean }
  | undefined {
  if (!isRemote(context)) return { directory: resolve(workspace, context), isFetched: false }
  const folder = folderInDefault(context, defaultContext)
  if (folder === undefined) return undefined
  return { directory: join(workspace, folder), isFetched: true }
}

/** The folder that a context such as `https://…#main:app` names in the default one. */
export function folderInDefault(context: string, defaultContext: string): string | undefined {
  if (defaultContext === '' || !context.startsWith(defaultContext)) return undefined
  return context.slice(defaultContext.length).replace(/^:/, '')
}

/** Whether a text names something elsewhere, as buildx decides it, and no folder. */
export function isRemote(text: string): boolean {
  return text === '-' || /^(?:[a-z][a-z0-9+.-]*:\/\/|git@|github\.com\/)/i.test(text)
}
