// What one process leaves about a builder that it has set up for others, so that they reach its daemon as it did.
import { readFileSync } from 'node:fs'
import { delimiter, isAbsolute, join } from 'node:path'
import type { Ports } from '../base/ports.ts'
import type { Daemon, Driver } from '../daemon/daemon.ts'
import { isOwnAlone, writePrivateFile } from '../leftovers/private-directory.ts'
import type { Fallback } from './builder.ts'
import type { Reach } from './reach.ts'
import { setUpVariable } from './set-up-variable.ts'

/** The name of a record in the private directory. */
const recordFile = 'builder.json'

export interface SetUpBuilder {
  readonly name: string
  readonly driver: string
  /** The address as the user wrote it. */
  readonly endpoint: string
  /** What was asked for, by which a later `setup` of the same name recognizes it. Texts to compare. */
  readonly asked?: string
  /** What the daemon of each node has answered. */
  readonly daemons?: readonly NodeDaemon[]
  /** The `BUILDX_CONFIG` that knows it. */
  readonly config: string
  /** Absent where only buildx can reach it, as in a container of the runner's Docker. */
  readonly reach?: Reach
  /** Whether it is the builder of a Docker context that was made for it, with its name. */
  readonly isContext?: boolean
  /** Whether it was created for the job, which removes it in the end with its cache. */
  readonly isOwn?: boolean
  readonly fallback?: Fallback
}

export type NodeDaemon = Pick<Daemon, 'version' | 'platforms'>

/**
 * Leaves the record of a builder.
 *
 * @param directory the private directory
 */
export function writeSetUp(directory: string, builder: SetUpBuilder): Promise<void> {
  return writePrivateFile(join(directory, recordFile), JSON.stringify(builder))
}

/** @returns undefined for a builder that was set up by something else */
export function findSetUp(name: string, env: Ports['env']): SetUpBuilder | undefined {
  const directories = (env[setUpVariable] ?? '').split(delimiter).filter(isAbsolute)
  // The last one: an earlier step may have set up a builder of the same name.
  return directories
    .toReversed()
    .flatMap((directory) => readSetUp(directory) ?? [])
    .find((builder) => builder.name === name)
}

function readSetUp(directory: string): SetUpBuilder | undefined {
  try {
    // The record names files to read and a socket to connect to, so no other user may have written it.
    if (!isOwnAlone(directory)) return undefined
    return JSON.parse(readFileSync(join(directory, recordFile), 'utf8')) as SetUpBuilder
  } catch {
    // Another step has removed it.
    return undefined
  }
}

/** Narrows a driver's name to those that the action creates. */
export function isKnownDriver(driver: string): driver is Driver {
  return driver === 'remote' || driver === 'docker-container' || driver === 'docker'
}
