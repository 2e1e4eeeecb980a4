import { Diagnosis, type DiagnosisCode } from '../base/diagnosis.ts'
import { messageOf } from '../base/errors.ts'
import type { Ports } from '../base/ports.ts'
import { startStopwatch } from '../base/stopwatch.ts'
import type { Builder, ConnectPorts } from '../connect/builder.ts'
import { connect, connectPlatforms } from '../connect/connect.ts'
import type { ConnectInputs } from '../connect/inputs.ts'
import { createPrivateDirectory, removePrivateDirectory } from '../leftovers/private-directory.ts'
import { neededByPost } from '../leftovers/undo.ts'
import type { LostTry } from '../pool/report.ts'

export type LeasePorts = ConnectPorts & Pick<Ports, 'needNoPost'>

/** A builder, until it is released. */
export interface Lease {
  /** The one to use now: another one after `fallBack` or `failOver`. */
  readonly builder: Builder
  /**
   * Replaces the builder by a local one, because its daemon can't be used after all.
   *
   * @returns false when falling back is not allowed
   * @throws Diagnosis of both faults when there can be no local builder
   */
  readonly fallBack: (diagnosis: Diagnosis) => Promise<boolean>
  /**
   * Replaces the builder by one on another daemon of the pool.
   *
   * @param why why this one can't be used
   * @param lost the work of the build when its daemon died; absent when it had not started
   * @returns why there is no other daemon that can be used; undefined when there is one
   */
  readonly failOver: (why: 'died' | DiagnosisCode, lost?: LostTry) => Promise<Diagnosis | undefined>
  /**
   * Removes what was made for it: the builder or the route to its daemon, then the private directory. Never
   * rejects: what can't be removed is left to post, with a warning.
   *
   * @returns how many seconds releasing the builder took
   */
  readonly release: () => Promise<number>
}

/** A builder for each of several platforms. */
export interface PlatformsLease {
  readonly platforms: readonly (Pick<Lease, 'builder' | 'failOver' | 'fallBack'> & {
    /** As the workflow gives it. */
    readonly platform: string
  })[]
  /** As that of one lease, for all of them. */
  readonly release: () => Promise<number>
}

/**
 * Opens a builder, independent of the later build.
 *
 * @throws what `connect` throws; then nothing is left
 */
export function open(inputs: ConnectInputs, ports: LeasePorts): Promise<Lease> {
  return inDirectory(ports, () => openOne(inputs, ports))
}

/**
 * Opens several builders, for platforms that different daemons are native to; else one, as `open` does.
 *
 * @throws what `connect` throws; then nothing is left
 */
export function openForPlatforms(
  inputs: ConnectInputs,
  ports: LeasePorts,
): Promise<Lease | PlatformsLease> {
  return inDirectory(ports, async () => {
    const several = await connectPlatforms(inputs, ports)
    if (several === undefined) return openOne(inputs, ports)
    const platforms = several.map(({ platform, builder }) =>
      Object.assign(hold(builder), { platform }),
    )
    return { platforms, release: () => releaseAll(platforms, ports) }
  })
}

async function openOne(inputs: ConnectInputs, ports: LeasePorts): Promise<Lease> {
  const held = hold(await connect(inputs, ports))
  return Object.assign(held, { release: () => releaseAll([held], ports) })
}

async function inDirectory<Opened>(
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

async function releaseAll(
  held: readonly Pick<Lease, 'builder'>[],
  ports: LeasePorts,
): Promise<number> {
  const seconds = startStopwatch()
  await Promise.all(held.map(({ builder }) => builder.release()))
  const releaseSeconds = seconds()
  await removeDirectory(ports)
  return releaseSeconds
}

function hold(first: Builder): Pick<Lease, 'builder' | 'failOver' | 'fallBack'> {
  let builder = first
  return {
    get builder() {
      return builder
    },
    async fallBack(diagnosis) {
      if (builder.fallBack === undefined) return false
      const local = await builder.fallBack(diagnosis)
      await builder.release()
      builder = local
      return true
    },
    async failOver(why, lost) {
      const { fallBack, pool, failOver } = builder
      try {
        const next = await failOver?.(why)
        if (next === undefined) return new Diagnosis('no-endpoint', 'There is no other daemon.')
        await builder.release()
        const all = [...(pool?.lost ?? []), ...(lost === undefined ? [] : [lost])]
        builder = {
          ...next,
          ...(fallBack && { fallBack }),
          ...(next.pool && { pool: { ...next.pool, ...(all.length > 0 && { lost: all }) } }),
        }
        return undefined
      } catch (error) {
        if (error instanceof Diagnosis) return error
        throw error
      }
    },
  }
}

/** Keeps what post needs to remove the rest. */
async function removeDirectory({ directory, needNoPost, log }: LeasePorts): Promise<void> {
  try {
    const needed = neededByPost(directory)
    await removePrivateDirectory(directory, needed)
    if (needed.length === 0) needNoPost()
  } catch (error) {
    log.warning(`${directory} is not removed yet: ${messageOf(error)}`)
  }
}
