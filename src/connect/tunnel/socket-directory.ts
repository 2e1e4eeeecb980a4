import { mkdirSync, rmSync } from 'node:fs'
import { noteLeftover } from '../../leftovers/journal.ts'
import { chooseSocketDirectory } from '../../leftovers/private-directory.ts'

export interface SocketDirectory {
  readonly path: string
  /** Removes it, unless it is the attempt's own, which is removed with the private directory. Never throws. */
  readonly remove: () => void
}

/** A socket's path may have 104 bytes on macOS, and `ssh` adds some of its own while it makes one. */
const longestDirectory = 82

/**
 * A directory for sockets: the attempt's own, unless its path is too long for them.
 *
 * @param directory the private directory
 */
export function createSocketDirectory(
  attemptDirectory: string,
  directory: string,
): SocketDirectory {
  if (Buffer.byteLength(attemptDirectory) <= longestDirectory) {
    return { path: attemptDirectory, remove: () => {} }
  }
  const path = chooseSocketDirectory()
  const strikeOff = noteLeftover(directory, { kind: 'sockets', directory: path })
  mkdirSync(path, { mode: 0o700 })
  return {
    path,
    remove() {
      try {
        rmSync(path, { recursive: true, force: true })
        strikeOff()
      } catch {
        // It holds no secret, and must not fail a build. Post tries again.
      }
    },
  }
}
