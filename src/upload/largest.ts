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
  for (const [path, state] of files) {
    const names = path.split('/')
    const ignored = ignoredPart(names[0] ?? '')
    const isSent = ignored === undefined || (ignored === 'content' && names.length === 1)
    if (path.startsWith('//') || !isSent) continue
    const size = sizeOf(state)
    for (let depth = 0; depth <= names.length; depth += 1) {
      const folder = names.slice(0, depth).join('/')
      bytes.set(folder, (bytes.get(folder) ?? 0) + size)
    }
  }
  const total = bytes.get('') ?? 0
  // The names and states of the files are sent too.
  if (total > sentBytes || total < 0.8 * sentBytes) return undefined
  const inside = (folder: string) =>
    [...bytes.keys()].filter(
      (path) =>
        path !== folder &&
        path.startsWith(folder === '' ? '' : `${folder}/`) &&
        !path.slice(folder === '' ? 0 : folder.length + 1).includes('/'),
    )
  const narrow = (folder: string): string => {
    const least = innerShare * (bytes.get(folder) ?? 0)
    const inner = inside(folder).find((path) => (bytes.get(path) ?? 0) >= least)
    return inner === undefined ? folder : narrow(inner)
  }
  return inside('')
    .map((path) => narrow(path))
    .map((path) => ({ path, bytes: bytes.get(path) ?? 0 }))
    .filter((part) => part.bytes >= leastShare * total)
    .toSorted((a, b) => b.bytes - a.bytes)
    .slice(0, mostParts)
}
