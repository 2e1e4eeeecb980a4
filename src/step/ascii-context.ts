import { createHash } from 'node:crypto'
import { statSync, symlinkSync } from 'node:fs'
import { basename, join, resolve } from 'node:path'

/**
 * The folder to build as buildx can send it. Until the BuildKit 0.33 that it is built with, buildx names the
 * folder in a gRPC header as it is, and a name with other characters than ASCII ends the build with `header
 * key "x-docker-expose-session-sharedkey" contains value with non-printable ASCII characters`. Such a folder
 * gets a link. The link's name is the same in each job, since BuildKit knows files that were sent before by
 * it.
 *
 * @param directory where to create the link
 * @returns `context` itself, or the path of the link
 */
export function asciiContext(context: string, directory: string): string {
  const folder = resolve(context)
  const name = basename(folder)
  if (isAscii(name) || !statSync(folder, { throwIfNoEntry: false })?.isDirectory()) return context
  const hash = createHash('sha256').update(name).digest('hex').slice(0, 16)
  const link = join(directory, `context-${hash}`)
  symlinkSync(folder, link, 'junction')
  return link
}

function isAscii(text: string): boolean {
  return /^[\x20-\x7e]*$/.test(text)
}
