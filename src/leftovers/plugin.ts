// A buildx of the job among the plugins of the Docker CLI. Other jobs may share that folder and put a buildx of their own
// there at the same time, so each keeps what it has replaced beside it and puts that back in the end. What is kept is a
// chain: a job that is over takes its own link out of it, wherever that is by then.
// Only Node's own modules here: post loads no library.
import { randomUUID } from 'node:crypto'
import {
  linkSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readlinkSync,
  renameSync,
  rmSync,
  symlinkSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { type LeftPlugin, noteLeftover } from './journal.ts'

/** Begins the names of what was replaced. The Docker CLI takes only names that begin with `docker-` for plugins. */
const prefix = '.remote-buildkit-'

/**
 * Makes a program a plugin of the Docker CLI, until post undoes it. At each moment the old or the new one is there.
 *
 * @param plugin where the Docker CLI looks for it
 * @param program a file of this job alone: another tool that writes to the plugin writes to this file
 * @param directory the private directory
 * @throws Error in one line; then everything is as before
 */
export function placePlugin(plugin: string, program: string, directory: string): void {
  const folder = dirname(plugin)
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const kept = join(folder, `${prefix}${randomUUID()}`)
  const left = { kind: 'plugin', plugin, program, kept } as const
  const strikeOff = noteLeftover(directory, left)
  try {
    const target = linkTarget(plugin)
    if (target !== undefined) symlinkSync(target, kept)
    else if (exists(plugin)) linkSync(plugin, kept)
    symlinkSync(program, unfinished(left))
    renameSync(unfinished(left), plugin)
  } catch (error) {
    removePlugin(left)
    strikeOff()
    throw error
  }
}

/**
 * Takes the link of a job out, and puts back what it has replaced.
 *
 * @throws Error in one line
 */
export function removePlugin(left: LeftPlugin): void {
  const { plugin, program, kept } = left
  const folder = dirname(plugin)
  if (!exists(folder)) return
  rmSync(unfinished(left), { force: true })
  const replaced = readdirSync(folder).filter((name) => name.startsWith(prefix))
  const places = [plugin, ...replaced.map((name) => join(folder, name))]
  const place = places.find((each) => linkTarget(each) === program)
  // Without its link, it was killed before it made one, or another tool has put a plugin there, which stays.
  const empty = place ?? (exists(plugin) ? undefined : plugin)
  if (exists(kept) && empty !== undefined) renameSync(kept, empty)
  else for (const path of [kept, place]) if (path !== undefined) rmSync(path, { force: true })
}

function unfinished({ kept }: LeftPlugin): string {
  return `${kept}.new`
}

/** @returns undefined when there is no symbolic link */
function linkTarget(path: string): string | undefined {
  try {
    return readlinkSync(path)
  } catch {
    return undefined
  }
}

/** Also for a symbolic link that leads nowhere. */
function exists(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false }) !== undefined
}
