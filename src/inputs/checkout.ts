import { existsSync, readdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { ConfigurationError } from '../base/errors.ts'
import type { Remedies } from '../base/ports.ts'

/**
 * What to do about an error, where it may be the whole checkout that is missing.
 *
 * @returns a sentence with a space before it, or an empty text
 */
export function checkoutRemedy(
  error: unknown,
  workspace: string,
  { checkout }: Pick<Remedies, 'checkout'>,
): string {
  return lacksFile(error) && isUnfilled(workspace) ? ` ${checkout}` : ''
}

/** Whether an error, or the one that caused it, is about a file or a folder that isn't there. */
function lacksFile(error: unknown): boolean {
  if (error instanceof ConfigurationError && error.lacksFile) return true
  return error instanceof Error && error.cause !== undefined && lacksFile(error.cause)
}

/**
 * Whether the workspace is empty or missing, as before a checkout. A `.git` would say less: actions/checkout downloads
 * files without it where the job has no git, and may put it into any folder (`path`).
 */
export function isUnfilled(workspace: string): boolean {
  if (!existsSync(workspace)) return true
  try {
    return readdirSync(workspace).length === 0
  } catch {
    return false
  }
}

/** Whether the workspace is a checkout, or a folder in it is one. */
export function hasCheckout(workspace: string): boolean {
  if (isCheckedOut(workspace)) return true
  try {
    return readdirSync(workspace).some((name) => existsSync(join(workspace, name, '.git')))
  } catch {
    return false
  }
}

/** Whether a folder is part of a repository on this machine. */
export function isCheckedOut(directory: string): boolean {
  return existsSync(join(foldersUpToRoot(directory).at(-1) ?? directory, '.git'))
}

/** The folder and those above it, up to the root of the repository or of the file system. */
export function foldersUpToRoot(directory: string): readonly string[] {
  const folders = [directory]
  for (let folder = directory; !existsSync(join(folder, '.git')); ) {
    const above = dirname(folder)
    if (above === folder) break
    folders.push(above)
    folder = above
  }
  return folders
}
