import { createHash } from 'node:crypto'
import { statSync, symlinkSync } from 'node:fs'
import { basename, join, resolve } from 'node:path'

/**
 * The folder to build, under a name that buildx can send. A buildx made with a BuildKit older than 0.33, such
 * as v0.36.1, puts the folder's name into a gRPC header as it is. A name with other characters than ASCII then
 * ends the build with `header key "x-docker-expose-session-sharedkey" contains value with non-printable ASCII
 * characters`. Such a folder gets a link. The link's name is the same in each job, since the daemon finds the
 * files that were sent before by it.
 *
 * @param directory where to create the link
 * @returns `context` itself, or the path of the link
 */
export function asciiContext(context: string, directory: string): string {
  const folder = resolve(context)
  const name = basename(folder)
  if (hasAsciiName(folder) || !statSync(folder, { throwIfNoEntry: false })?.isDirectory())
    return context
  const hash = createHash('sha256').update(name).digest('hex').slice(0, 16)
  const link = join(directory, `context-${hash}`)
  symlinkSync(folder, link, 'junction')
  return link
}

/** Whether each buildx can send the name of a folder. @param folder its whole path */
function hasAsciiName(folder: string): boolean {
  return /^[\x20-\x7e]*$/.test(basename(folder))
}
