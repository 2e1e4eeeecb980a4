import { appendFileSync } from 'node:fs'

/**
 * Keeps a build's stream as it came, for whoever wants to know more than the log shows. Written at once,
 * so that nothing is missing however the step ends.
 *
 * @returns takes the next piece; after a fault, such as a full disk, it does nothing more
 */
export function createStreamFile(path: string, onFault: (error: unknown) => void) {
  let isOpen = true
  return (chunk: Uint8Array): void => {
    if (!isOpen) return
    try {
      appendFileSync(path, chunk, { mode: 0o600 })
    } catch (error) {
      isOpen = false
      onFault(error)
    }
  }
}

/** A command as it could be typed into a shell. */
export function commandLine(file: string, args: readonly string[]): string {
  return [file, ...args]
    .map((word) => (/^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`))
    .join(' ')
}
