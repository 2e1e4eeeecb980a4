import { randomUUID } from 'node:crypto'
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'

const prefix = 'remote-buildkit-'

/**
 * Chooses a name that no other run uses. Nothing is created yet, so that the name can be saved first.
 *
 * @param parent the host's directory for temporary files; the system's when absent or empty
 */
export function choosePrivateDirectory(parent: string | undefined): string {
  return resolve(parent || tmpdir(), `${prefix}${randomUUID()}`)
}

/** Fails when the directory exists: only an attacker on the same machine could have created it. */
export async function createPrivateDirectory(directory: string): Promise<void> {
  mkdirSync(directory, { mode: 0o700 })
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
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    }
  }
}

/** The mode is given at creation, so there is no moment at which another user could open the file. */
export async function writePrivateFile(path: string, text: string): Promise<void> {
  // Synchronous: a few small files take half a millisecond, and five by the thread pool.
  writeFileSync(path, text, { mode: 0o600, flag: 'wx' })
}

/**
 * Removes the directory, or all of it but the names in `keep`.
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
