import { basename, dirname } from 'node:path'
import { journalFile, readLeftovers } from './journal.ts'

/**
 * What post needs to remove what is still there.
 *
 * @returns names in the private directory; none when nothing is left
 */
export function neededByPost(directory: string): readonly string[] {
  const left = readLeftovers(directory)
  if (left.length === 0) return []
  const builders = left.filter((each) => each.kind === 'builder')
  const needed = builders.flatMap(({ file, config }) => [
    ...(dirname(config) === directory ? [basename(config)] : []),
    // A buildx that was downloaded stays in the private directory when no tool cache keeps it.
    ...(dirname(file) === directory ? [basename(file)] : []),
  ])
  return [...new Set([journalFile, ...needed])]
}
