import { ignoredByName } from '../text/dockerignore.ts'
import { type ContextFiles, sizeOf } from './walk.ts'

/** A file or folder of a context, and what is in it. */
export interface LargePart {
  /** Below the context, such as `web/public`. */
  readonly path: string
  readonly bytes: number
}

const mostParts = 3
/** Smaller parts explain nothing. */
const leastShare = 0.05
/** A folder that has so much of its bytes in one of its own is no answer. */
const innerShare = 0.9

/**
 * Finds what makes a context large.
 *
 * @param ignore the text of the ignore file that counts
 * @param sentBytes of the upload; `undefined` is returned where the files don't add up to about that, since then only
 *   some of them were sent
 * @returns the largest first
 */
export function largestParts(
  files: ContextFiles,
  ignore: string,
  sentBytes: number,
): readonly LargePart[] | undefined {
  const ignoredPart = ignoredByName(ignore)
  if (ignoredPart === undefined) return undefined
  const bytes = new Map<string, number>()
  let total = 0
  for (const [path, state] of files) {
    const [first = ''] = path.split('/', 1)
    const ignored = ignoredPart(first)
    const isSent = ignored === undefined || (ignored === 'content' && first === path)
    if (path.startsWith('//') || !isSent) continue
    const size = sizeOf(state)
    total += size
    for (let part = path; part !== ''; part = folderOf(part)) {
      bytes.set(part, (bytes.get(part) ?? 0) + size)
    }
  }
  // The names and states of the files are sent too.
  if (total > sentBytes || total < 0.8 * sentBytes) return undefined
  const inside = Map.groupBy(bytes.keys(), folderOf)
  const narrow = (folder: string): string => {
    const least = innerShare * (bytes.get(folder) ?? 0)
    const inner = inside.get(folder)?.find((path) => (bytes.get(path) ?? 0) >= least)
    return inner === undefined ? folder : narrow(inner)
  }
  return (inside.get('') ?? [])
    .map((path) => narrow(path))
    .map((path) => ({ path, bytes: bytes.get(path) ?? 0 }))
    .filter((part) => part.bytes >= leastShare * total)
    .toSorted((a, b) => b.bytes - a.bytes)
    .slice(0, mostParts)
}

/** The folder of a path; empty for the context itself. */
function folderOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')))
}
