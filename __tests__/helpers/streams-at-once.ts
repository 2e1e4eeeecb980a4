import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const directory = join(import.meta.dirname, '../fixtures/streams-at-once')

/** Names of all builds that were recorded at the same time as others, such as `variants-cold.a`. */
export const namesAtOnce: readonly string[] = readdirSync(directory)
  .filter((file) => file.endsWith('.history.json'))
  .map((file) => file.replace(/\.history\.json$/, ''))

/** The path of a file of such a build below `streams/`, for the helpers for recorded streams. */
export function atOnce(name: string): string {
  return `../streams-at-once/${name}`
}

export function readTable(): string {
  return readFileSync(join(directory, 'README.md'), 'utf8')
}
