import { randomUUID } from 'node:crypto'
import { lstatSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, dirname, isAbsolute, join, resolve, sep } from 'node:path'

const prefix = 'remote-buildkit-'

/**
 * Chooses a name that no other run uses. Nothing is created yet, so that the name can be saved first.
 *
 * @param parent the host's directory for temporary files; the system's when absent or empty
 */
export function choosePrivateDirectory(parent: string | undefined): string {
  return resolve(parent || tmpdir(), `${prefix}${randomUUID()}`)
}

/**
 * Creates the private directory. It must not exist: only an attacker on the same machine could have created it.
 *
 * @throws Error in one line
 */
export async function createPrivateDirectory(directory: string): Promise<void> {
  explained(directory, () => mkdirSync(directory, { mode: 0o700 }))
}

/**
 * A subdirectory of its own for each attempt to connect a daemon, so that several can be connected at the
 * same time: `<directory>/1`, `<directory>/2`, and so on.
 *
 * @returns its path
 */
export function createAttemptDirectory(directory: string): string {
  for (let number = 1; ; number += 1) {
    const path = join(directory, String(number))
    try {
      mkdirSync(path, { mode: 0o700 })
      return path
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw explain(path, error)
    }
  }
}

/**
 * Writes a new file, and creates its directory where there is none. The mode is given at creation, so there is no moment
 * at which another user could open the file.
 *
 * @throws Error in one line
 */
export async function writePrivateFile(path: string, text: string): Promise<void> {
  // Synchronous: a few small files take half a millisecond, and five by the thread pool.
  explained(path, () => {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
    writeFileSync(path, text, { mode: 0o600, flag: 'wx' })
  })
}

/**
 * Removes the directory, or everything in it except the names in `keep`.
 *
 * A process that is just ending may still write into it, hence the retries. Synchronous removal takes a
 * fifth of the time.
 */
export async function removePrivateDirectory(
  directory: string,
  keep: readonly string[] = [],
): Promise<void> {
  const options = { recursive: true, force: true, maxRetries: 5, retryDelay: 50 }
  if (keep.length === 0) return rmSync(directory, options)
  for (const name of readdirSync(directory)) {
    if (!keep.includes(name)) rmSync(join(directory, name), options)
  }
}

function explained(path: string, write: () => void): void {
  try {
    write()
  } catch (error) {
    throw explain(path, error)
  }
}

/** Names the fault of the directory for temporary files, since a user doesn't know the private one in it. */
function explain(path: string, error: unknown): unknown {
  const { code = '' } = error as NodeJS.ErrnoException
  const sentence = faultOf(path, code)
  return sentence === undefined ? error : new Error(sentence, { cause: error })
}

/**
 * Reads the error of a program that could not write into the private directory.
 *
 * @returns what is wrong with the directory for temporary files, as one sentence; undefined for another error
 */
export function temporaryFault(error: string, directory: string): string | undefined {
  if (!error.includes(directory)) return undefined
  const [code] = Object.entries(goWords).find(([, words]) => error.includes(words)) ?? []
  return code === undefined ? undefined : faultOf(directory, code)
}

/** How Go writes an errno. */
const goWords: Readonly<Record<string, string>> = {
  ENOSPC: 'no space left on device',
  EDQUOT: 'disk quota exceeded',
  EROFS: 'read-only file system',
}

function faultOf(path: string, code: string): string | undefined {
  const [parent] = path.split(`${sep}${prefix}`)
  const fault = faults[code]
  return fault && `${parent}, the directory for temporary files, ${fault} (${code}).`
}

const faults: Readonly<Record<string, string>> = {
  ENOENT: "doesn't exist",
  ENOTDIR: 'is not a directory',
  EACCES: "can't be written to by this user",
  EPERM: "can't be written to by this user",
  EROFS: 'is on a read-only file system',
  ENOSPC: 'is on a full disk',
  EDQUOT: "is on a disk where this user's quota is used up",
}

/** A path for a directory of sockets: short, and no other run's. */
export function chooseSocketDirectory(): string {
  return `/tmp/${prefix}${randomUUID().slice(0, 8)}`
}

/** Whether a path is one that `chooseSocketDirectory` chooses. */
export function isSocketDirectory(path: string): boolean {
  return new RegExp(`^/tmp/${prefix}[0-9a-f]{8}$`).test(path)
}

/** Whether a path leads into a private or a socket directory of this action, which need not exist. */
export function isInPrivateDirectory(path: string): boolean {
  return path
    .split('/')
    .some((name) => new RegExp(`^${prefix}[0-9a-f]{8}(?:-[0-9a-f-]{27})?$`).test(name))
}

/**
 * Whether a path is that of a private directory, as `choosePrivateDirectory` names it, and it is one: a
 * directory of this user that no other user can enter. Only such a one is removed.
 */
export function isPrivateDirectory(path: string): boolean {
  const isNamed = new RegExp(`^${prefix}[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$`).test(
    basename(path),
  )
  return isNamed && isAbsolute(path) && isOwnAlone(path)
}

/** Whether a path is a directory, and no link to one, of this user that no other user can enter. */
export function isOwnAlone(path: string): boolean {
  const stats = lstatSync(path, { throwIfNoEntry: false })
  if (stats?.isDirectory() !== true) return false
  // Windows has no such owner or mode.
  if (process.getuid === undefined) return true
  return stats.uid === process.getuid() && (stats.mode & 0o077) === 0
}
