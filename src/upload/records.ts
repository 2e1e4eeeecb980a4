// The records of uploads, which stay on this machine when the action has ended: one file for each, below one folder.
import { createHash, randomBytes } from 'node:crypto'
import {
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { isOwnAlone } from '../leftovers/private-directory.ts'
import type { UploadRecord } from './decide.ts'

/** What an upload belongs to. Builds that copy other files would evict each other's. */
export interface UploadKey {
  readonly endpoint: string
  /** The absolute path of the folder. */
  readonly context: string
  readonly file: string
  readonly target: string
}

/** A record that no other process can take until it is left again. */
export interface ClaimedRecord {
  /** Absent when there is none. */
  readonly record?: UploadRecord
  /** Whether another build has taken it, or was ended before it could leave it. */
  readonly isTaken: boolean
  /** Leaves this record to the next build; without one it leaves none. */
  readonly leave: (record?: UploadRecord) => void
}

/** Longer than a weekend without builds. */
const longestAgeMs = 7 * 24 * 3600_000
const mostRecords = 64

const version = 'remote-buildkit upload 2'

/**
 * Takes the record of an upload. A build that doesn't end leaves none.
 *
 * @param directory created if it doesn't exist
 * @throws when the directory can't be used, or other users can write to it
 */
export function claimRecord(directory: string, key: UploadKey): ClaimedRecord {
  mkdirSync(directory, { recursive: true, mode: 0o700 })
  if (!isOwnAlone(directory)) throw new Error(`other users can write to ${directory}`)
  const { endpoint, context, file, target } = key
  const parts = JSON.stringify([endpoint, context, file, target])
  const name = createHash('sha256').update(parts).digest('hex').slice(0, 32)
  const place = join(directory, name)
  const taken = `${place}.${randomBytes(8).toString('hex')}.taken`
  const isTaken = readdirSync(directory).some((each) => each.startsWith(`${name}.`))
  const record = take(place, taken)
  return {
    ...(record && { record }),
    isTaken: isTaken && record === undefined,
    leave(left) {
      if (left === undefined) rmSync(taken, { force: true })
      else {
        writeFileSync(taken, format(left), { mode: 0o600 })
        renameSync(taken, place)
      }
      removeOld(directory)
    },
  }
}

/** Only one of several processes can rename a file. */
function take(place: string, taken: string): UploadRecord | undefined {
  try {
    renameSync(place, taken)
  } catch {
    // So that the next build knows that this one hasn't ended.
    writeFileSync(taken, '', { mode: 0o600, flag: 'wx' })
    return undefined
  }
  return parse(readFileSync(taken, 'utf8'))
}

/** Paths can have any character but NUL. */
function format({ id, begun, ended, files }: UploadRecord): string {
  const fields = [version, id, String(begun), String(ended)]
  for (const [path, state] of files) fields.push(path, state)
  return fields.join('\0')
}

function parse(text: string): UploadRecord | undefined {
  const [format, id = '', begun = '', ended = '', ...fields] = text.split('\0')
  if (format !== version || !/^[0-9a-f]{32}$/.test(id)) return undefined
  if (!/^\d+$/.test(begun) || !/^\d+$/.test(ended)) return undefined
  const files = new Map<string, string>()
  for (let index = 0; index + 1 < fields.length; index += 2) {
    files.set(fields[index] as string, fields[index + 1] as string)
  }
  return { id, begun: Number(begun), ended: Number(ended), files }
}

/** Removes records that no build has left for a week, and the oldest of too many. */
function removeOld(directory: string): void {
  const now = Date.now()
  const all = readdirSync(directory)
    .map((name) => join(directory, name))
    .map((path) => ({ path, time: statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0 }))
    .toSorted((a, b) => b.time - a.time)
  for (const [index, { path, time }] of all.entries()) {
    if (index >= mostRecords || now - time > longestAgeMs) rmSync(path, { force: true })
  }
}
