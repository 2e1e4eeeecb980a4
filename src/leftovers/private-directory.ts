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

/** Fails when the directory exists already: only an attacker on the same machine could have made it. */
export async function createPrivateDirectory(directory: string): Promise<void> {
  mkdirSync(directory, { mode: 0o700 })
}

/** The mode is given at creation: there is no moment at which another user could open the file. */
export async function writePrivateFile(path: string, text: string): Promise<void> {
  // A few small files: at once they take half a millisecond, by the thread pool five.
  writeFileSync(path, text, { mode: 0o600, flag: 'wx' })
}

/**
 * Removes it with all that is in it, or all but what is to be kept.
 *
 * A process that is just ending may still write into it, hence the retries. At once, it takes a fifth of
 * the time.
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
