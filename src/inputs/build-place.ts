import { basename, isAbsolute, join, relative, resolve, sep } from 'node:path'
import { type DockerfileOptions, folderInDefault, isRemote } from './dockerfile-path.ts'

/** Where in its repository a build begins. */
export interface BuildPlace {
  /** The Dockerfile's path, from the root of the repository; empty for a `Dockerfile` in the context. */
  readonly dockerfile: string
  /** The context's path; empty for the root of a repository. */
  readonly folder: string
}

/** What tells builds of one repository apart, the same on each machine. */
export function buildPlace({
  context,
  file,
  defaultContext,
  workspace,
}: DockerfileOptions): BuildPlace {
  const isElsewhere = isRemote(context)
  const folder = isElsewhere
    ? (folderInDefault(context, defaultContext) ?? /#[^:]*:(.*)$/.exec(context)?.[1] ?? '')
    : (inside(workspace, context) ?? '')
  const root = folderName(folder)
  if (file === '' || file === '-') return { dockerfile: '', folder: root }
  const given = isRemote(file)
    ? file
    : isElsewhere
      ? join(root, file)
      : (inside(workspace, file) ?? basename(file))
  const dockerfile = folderName(given)
  return { dockerfile: dockerfile === join(root, 'Dockerfile') ? '' : dockerfile, folder: root }
}

/** Undefined for a path outside the workspace, which may have another name in each run. */
function inside(workspace: string, path: string): string | undefined {
  const own = relative(workspace, resolve(workspace, path))
  return own.startsWith('..') || isAbsolute(own) ? undefined : own
}

function folderName(path: string): string {
  return path
    .replaceAll(sep, '/')
    .replaceAll(/^(?:\.?\/)+|\/+$/g, '')
    .replace(/^\.$/, '')
}
