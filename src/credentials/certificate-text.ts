import { shortLine } from '../text/truncate.ts'

/** Characters. A peer chooses the names in its certificate. */
const longestName = 100

/**
 * The Common Name in a distinguished name, in quotes; all of the name when it has none.
 *
 * @param distinguishedName as Node writes it, with one attribute a line
 */
export function commonName(distinguishedName: string): string {
  const name = /(?:^|\n)CN=([^\n]*)/.exec(distinguishedName)?.[1]
  return `"${shortLine(name ?? distinguishedName.replaceAll('\n', ', '), longestName)}"`
}

/** Such as `2025-08-01`, in UTC. */
export function day(date: Date): string {
  return date.toISOString().slice(0, 10)
}

/** Such as `2025-08-01 12:00:00 UTC`. */
export function second(date: Date): string {
  return `${date.toISOString().slice(0, 19).replace('T', ' ')} UTC`
}
