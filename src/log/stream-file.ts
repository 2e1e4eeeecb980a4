import { appendFileSync } from 'node:fs'

/**
 * Keeps a build's stream in a file, unchanged, for debugging. Each piece is written at once, so that none is
 * missing even if this process is killed.
 *
 * @param onFault called once, for the first piece that can't be written, such as on a full disk
 * @returns writes the next piece; does nothing after a fault
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

/**
 * The command, quoted for a POSIX shell. A word that a shell could have only with escapes is shown without them: they
 * would part a secret, and no mask would match it.
 */
export function commandLine(file: string, args: readonly string[]): string {
  return [file, ...args].map(quoted).join(' ')
}

function quoted(word: string): string {
  if (/^[\w@%+=:,./-]+$/.test(word)) return word
  return word.includes("'") && !/["$`\\]/.test(word) ? `"${word}"` : `'${word}'`
}
