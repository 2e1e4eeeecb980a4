import { basename, join, sep } from 'node:path'
import {
  type DockerfileOptions,
  folderInDefault,
  inWorkspace,
  isOnRunner,
  isRemote,
} from './dockerfile-path.ts'

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
    : (inWorkspace(workspace, context) ?? '')
  const root = folderName(folder)
  if (file === '' || file === '-') return { dockerfile: '', folder: root }
  const given = isRemote(file)
    ? file
    : isOnRunner({ context, file })
      ? (inWorkspace(workspace, file) ?? basename(file))
      : join(root, file)
  const dockerfile = folderName(given)
  return { dockerfile: dockerfile === join(root, 'Dockerfile') ? '' : dockerfile, folder: root }
}

function folderName(path: string): string {
  return path
    .replaceAll(sep, '/')
    .replaceAll(/^(?:\.?\/)+|\/+$/g, '')
    .replace(/^\.$/, '')
}
