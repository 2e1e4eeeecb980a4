import { lstatSync, readdirSync } from 'node:fs'
import { basename, isAbsolute, join, relative, resolve, sep } from 'node:path'
import { setImmediate as nextTurn } from 'node:timers/promises'
import type { IgnoredPart } from '../text/dockerignore.ts'

/** What each file of a context is like, by its path below the folder, with `/` in between. */
export type ContextFiles = ReadonlyMap<string, FileState>

/**
 * The state of a file, as text: device, inode, mode, size, and the times of its last change of content and of anything,
 * in nanoseconds. A directory has `-` for its size, and its content is which names are in it.
 */
export type FileState = string

/** Why the files of a context aren't known. */
export type WalkFault = 'too-many-files' | 'slow-disk' | 'unreadable'

export interface WalkLimits {
  readonly mostFiles: number
  readonly longestMs: number
}

/** buildx reads the same folder right after this, so the time isn't lost: the names are in the system's cache then. */
export const walkLimits: WalkLimits = { mostFiles: 50_000, longestMs: 1000 }

/** So long no other work of this process waits. */
const longestSliceMs = 2

/**
 * Reads what all files of a context are like, and the Dockerfile if it is elsewhere.
 *
 * @param file the input `file`; empty for the context's own Dockerfile
 * @param ignoredPart what of the first level is never sent
 */
export async function walkContext(
  context: string,
  file: string,
  { mostFiles, longestMs }: WalkLimits = walkLimits,
  ignoredPart: (name: string) => IgnoredPart | undefined = () => undefined,
): Promise<ContextFiles | WalkFault> {
  const root = resolve(context)
  const files = new Map<string, FileState>()
  const begun = performance.now()
  let sliceBegun = begun
  const folders: string[] = ['']
  try {
    for (let folder = folders.pop(); folder !== undefined; folder = folders.pop()) {
      for (const entry of readdirSync(join(root, folder), { withFileTypes: true })) {
        const ignored = folder === '' ? ignoredPart(entry.name) : undefined
        if (ignored === 'all') continue
        const path = folder === '' ? entry.name : `${folder}/${entry.name}`
        if (entry.isDirectory() && ignored === undefined) folders.push(path)
        files.set(path, stateOf(join(root, path)))
        const now = performance.now()
        if (files.size > mostFiles) return 'too-many-files'
        if (now - begun > longestMs) return 'slow-disk'
        if (now - sliceBegun > longestSliceMs) {
          await nextTurn()
          sliceBegun = performance.now()
        }
      }
    }
    for (const path of dockerfiles(root, file)) files.set(`//${basename(path)}`, stateOf(path))
    return files
  } catch {
    // Such as a folder of another user, a file that is being removed, or a name that isn't UTF-8.
    return 'unreadable'
  }
}

/** The Dockerfile and its own `.dockerignore`, where they aren't in the context. */
function dockerfiles(root: string, file: string): string[] {
  if (file === '') return []
  const path = resolve(file)
  const below = relative(root, path)
  if (!isAbsolute(below) && !below.startsWith(`..${sep}`)) return []
  return [path, `${path}.dockerignore`].filter(
    (each) => lstatSync(each, { throwIfNoEntry: false }) !== undefined,
  )
}

function stateOf(path: string): FileState {
  // As numbers, inodes of some file systems would lose digits, and two files could look like one.
  const stats = lstatSync(path, { bigint: true })
  const { dev, ino, mode, size, mtimeNs, ctimeNs } = stats
  return `${dev} ${ino} ${mode} ${stats.isDirectory() ? '-' : size} ${mtimeNs} ${ctimeNs}`
}

/**
 * When the content of a file or directory was changed last, and when anything of it, in nanoseconds since 1970, as
 * text.
 */
export function timesOf(state: FileState): readonly [modified: string, changed: string] {
  // Faster than to split it, for each of many files.
  const last = state.lastIndexOf(' ')
  return [state.slice(state.lastIndexOf(' ', last - 1) + 1, last), state.slice(last + 1)]
}

export function isFolder(state: FileState): boolean {
  return state.includes(' - ')
}

export function modeOf(state: FileState): string {
  return state.split(' ')[2] ?? ''
}

/** The size of a file, in bytes; 0 for a directory. */
export function sizeOf(state: FileState): number {
  return isFolder(state) ? 0 : Number(state.split(' ')[3])
}
