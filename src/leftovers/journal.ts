// What would outlive this process if it were killed, apart from its child processes (see mark.ts): builders, their
// volumes and buildx's files of builders, Docker contexts, directories for sockets, and builds that a router counts as
// running. The journal is a file in the private directory to which lines are only ever appended, so several daemons can
// be connected at the same time. Post reads it.
// Only Node's own modules here: post loads no library.
import { randomUUID } from 'node:crypto'
import { appendFileSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** The journal's name in the private directory. */
export const journalFile = 'leftovers.jsonl'

export type Leftover =
  | LeftBuilder
  | LeftVolume
  | LeftContext
  | LeftInstance
  | LeftSockets
  | LeftRoute

/** Variables by which the Docker CLI and buildx find a daemon; null for one that isn't set. */
export type DockerSettings = Readonly<Record<string, string | null>>

/** What is made through Docker. */
interface OnDocker {
  /** The settings to remove it with: those of the job may be others by then. Absent for the job's own. */
  readonly settings?: DockerSettings
}

/** A builder in a container. */
export interface LeftBuilder extends OnDocker {
  readonly kind: 'builder'
  readonly name: string
  /** The buildx binary that created it. */
  readonly file: string
  /** Its `BUILDX_CONFIG`: a directory in the private one, or the job's own. */
  readonly config: string
  /** Present in the job's own configuration, where another job may have a builder of that name by then. */
  readonly node?: LeftNode
}

/** A node of a builder, as buildx's file has it. No other job has both, except for a container that is kept. */
export interface LeftNode {
  readonly name: string
  readonly endpoint: string
}

/**
 * The volume of a builder in a container. It has an entry of its own, to be noted before the builder and so removed
 * after it: buildx reports success where it finds no container, whether or not there is a volume.
 */
export interface LeftVolume extends OnDocker {
  readonly kind: 'volume'
  /** The Docker daemon's address, or the name of a Docker context. */
  readonly docker: string
  readonly name: string
  /** The name or the id of the container that uses it. */
  readonly container: string
  /** Whether the container's log is shown before the container is removed. */
  readonly isLogShown?: boolean
}

/** A Docker context. It holds copies of TLS keys. */
export interface LeftContext extends OnDocker {
  readonly kind: 'context'
  readonly name: string
}

/** A builder that only a file of buildx knows: what it builds on stays. */
export interface LeftInstance {
  readonly kind: 'instance'
  /** In the job's own `BUILDX_CONFIG`. */
  readonly file: string
  /** By which it is told from another job's builder of that name. */
  readonly node: LeftNode
}

/** A directory for sockets, outside the private directory because that one's path is too long for them. */
export interface LeftSockets {
  readonly kind: 'sockets'
  readonly directory: string
}

/** A build that a routing service counts as running until it is told its end. */
export interface LeftRoute {
  readonly kind: 'route'
  /** The service's address. */
  readonly url: string
  /** Whom the identity token is for. */
  readonly audience: string
  /** PEM of CAs that are trusted for it besides those of the system. */
  readonly ca?: string
  readonly key: string
  readonly buildId?: string
}

type Line =
  | { readonly id: string; readonly made: Leftover }
  | { readonly id: string; readonly removed: true }

/**
 * Notes something that is about to be made. To be called before it exists, so that post finds it even if
 * this process is killed while it makes it.
 *
 * @param directory the private directory
 * @returns strikes it off, to be called once it is removed
 * @throws when the journal can't be written; then the thing must not be made
 */
export function noteLeftover(directory: string, made: Leftover): () => void {
  const id = randomUUID()
  append(directory, { id, made })
  return () => append(directory, { id, removed: true })
}

/** @returns what isn't struck off, in the order in which it was made */
export function readLeftovers(directory: string): readonly Leftover[] {
  const left = new Map<string, Leftover>()
  for (const line of readLines(directory)) {
    if ('made' in line) left.set(line.id, line.made)
    else left.delete(line.id)
  }
  return [...left.values()]
}

/** Written in one piece and without delay: the gap between the note and the creation must be short. */
function append(directory: string, line: Line): void {
  appendFileSync(join(directory, journalFile), `${JSON.stringify(line)}\n`, { mode: 0o600 })
}

function readLines(directory: string): readonly Line[] {
  let text: string
  try {
    text = readFileSync(join(directory, journalFile), 'utf8')
  } catch {
    // Nothing was noted.
    return []
  }
  return text.split('\n').flatMap((line) => {
    try {
      return [JSON.parse(line) as Line]
    } catch {
      // A last line that was cut off: its writer was killed before it made anything.
      return []
    }
  })
}
