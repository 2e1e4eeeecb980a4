import type { Diagnosis } from '../base/diagnosis.ts'
import { messageOf } from '../base/errors.ts'
import type { Ports } from '../base/ports.ts'
import { startStopwatch } from '../base/stopwatch.ts'
import type { Builder, ConnectPorts } from '../connect/builder.ts'
import { connect } from '../connect/connect.ts'
import type { ConnectInputs } from '../connect/inputs.ts'
import type { SetUpBuilder } from '../connect/set-up-builder.ts'
import { neededByPost } from '../leftovers/needed-by-post.ts'
import { createPrivateDirectory, removePrivateDirectory } from '../leftovers/private-directory.ts'
import type { KeepOptions } from './keep-builder.ts'

export type LeasePorts = ConnectPorts & Pick<Ports, 'needNoPost'>

type DirectoryPorts = Pick<LeasePorts, 'directory' | 'needNoPost' | 'log'>

/** A builder that another one may replace. */
export interface Held {
  /** The one to use now: another one after `fallBack` or `replace`. */
  readonly builder: Builder
  /**
   * Replaces the builder by a local one, because its daemon can't be used after all.
   *
   * @returns false when falling back is not allowed
   * @throws Diagnosis of both faults when there can be no local builder
   */
  readonly fallBack: (diagnosis: Diagnosis) => Promise<boolean>
  /** Uses this builder from now on, and releases the former. */
  readonly replace: (next: Builder) => Promise<void>
  /**
   * Checks the version of a buildx that was found on the runner and not asked for it.
   *
   * @returns whether another buildx is used from now on, because that one can't be used
   * @throws Error in one line when there is no other
   */
  readonly checkBuildx: () => Promise<boolean>
}

/** A builder, until it is released. */
export interface Lease extends Held {
  /**
   * Removes what was made for it: the builder or the route to its daemon, then the private directory. Never
   * rejects: what can't be removed is left to post, with a warning.
   *
   * @returns how many seconds releasing the builder took
   */
  readonly release: () => Promise<number>
  /**
   * Leaves the builder to later steps, instead of releasing it: post removes it.
   *
   * @throws Error in one line; then it is still to be released
   */
  readonly keep: (options?: KeepOptions) => Promise<SetUpBuilder>
}

/**
 * Opens a builder, independent of the later build.
 *
 * @throws what `connect` throws; then nothing is left
 */
export function open(inputs: ConnectInputs, ports: LeasePorts): Promise<Lease> {
  return inDirectory(ports, () => openOne(inputs, ports))
}

/** Resolves when `open`, called just before, has started to probe the daemon: the time to load other code. */
export async function probeStarted({ pool }: ConnectInputs): Promise<void> {
  if (pool !== undefined) await import('../connect/pool/connect-pool.ts')
  await new Promise((done) => setImmediate(done))
}

/** Like `open`, where the private directory is there already. */
async function openOne(inputs: ConnectInputs, ports: LeasePorts): Promise<Lease> {
  return leaseOf(await connect(inputs, ports), ports)
}

export function leaseOf(builder: Builder, ports: LeasePorts): Lease {
  const held = hold(builder)
  return Object.assign(held, {
    release: () => releaseAll([held], ports),
    keep: async (options?: KeepOptions) =>
      (await import('./keep-builder.ts')).keepBuilder(held.builder, options, ports),
  })
}

/** Creates the private directory, and removes it if nothing could be connected. */
export async function inDirectory<Opened>(
  ports: LeasePorts,
  connecting: () => Promise<Opened>,
): Promise<Opened> {
  await createPrivateDirectory(ports.directory)
  try {
    return await connecting()
  } catch (error) {
    await removeDirectory(ports)
    throw error
  }
}

/** Creates the private directory, and removes it after the work, however that ends. */
export async function withDirectory<Value>(
  ports: DirectoryPorts,
  work: () => Promise<Value>,
): Promise<Value> {
  await createPrivateDirectory(ports.directory)
  try {
    return await work()
  } finally {
    await removeDirectory(ports)
  }
}

/** Releases the builders, and removes the private directory. @returns how many seconds the first took */
export async function releaseAll(
  held: readonly Pick<Lease, 'builder'>[],
  ports: LeasePorts,
): Promise<number> {
  const seconds = startStopwatch()
  await Promise.all(held.map(({ builder }) => builder.release()))
  const releaseSeconds = seconds()
  await removeDirectory(ports)
  return releaseSeconds
}

/** @param first to be used at first */
export function hold(first: Builder): Held {
  let builder = first
  const replace: Held['replace'] = async (next) => {
    await builder.release()
    builder = next
  }
  return {
    get builder() {
      return builder
    },
    replace,
    async checkBuildx() {
      const { checkedBuildx, ...checked } = builder
      if (checkedBuildx === undefined) return false
      const buildx = await checkedBuildx()
      const isOther = buildx.file !== builder.buildx.file
      builder = { ...checked, buildx }
      return isOther
    },
    async fallBack(diagnosis) {
      if (builder.fallBack === undefined) return false
      await replace(await builder.fallBack(diagnosis))
      return true
    },
  }
}

/** Keeps what post needs to remove the rest. */
async function removeDirectory({ directory, needNoPost, log }: DirectoryPorts): Promise<void> {
  try {
    const needed = neededByPost(directory)
    await removePrivateDirectory(directory, needed)
    if (needed.length === 0) needNoPost()
  } catch (error) {
    log.warning(`${directory} is not removed yet: ${messageOf(error)}`)
  }
}
