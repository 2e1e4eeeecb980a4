import { Diagnosis, type DiagnosisCode } from '../base/diagnosis.ts'
import { messageOf } from '../base/errors.ts'
import type { Ports } from '../base/ports.ts'
import { startStopwatch } from '../base/stopwatch.ts'
import type { Builder, ConnectPorts } from '../connect/builder.ts'
import { connect } from '../connect/connect.ts'
import type { ConnectInputs } from '../connect/inputs.ts'
import type { SetUpBuilder } from '../connect/set-up-builder.ts'
import { neededByPost } from '../leftovers/needed-by-post.ts'
import { createPrivateDirectory, removePrivateDirectory } from '../leftovers/private-directory.ts'
import type { LostTry } from '../pool/report.ts'
import type { KeepOptions } from './keep-builder.ts'

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
export async function open(inputs: ConnectInputs, ports: LeasePorts): Promise<Lease> {
  await createPrivateDirectory(ports.directory)
  try {
    let builder = await connect(inputs, ports)
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
      async release() {
        const seconds = startStopwatch()
        await builder.release()
        const releaseSeconds = seconds()
        await removeDirectory(ports)
        return releaseSeconds
      },
      keep: async (options) =>
        (await import('./keep-builder.ts')).keepBuilder(builder, options, ports),
    }
  } catch (error) {
    await removeDirectory(ports)
    throw error
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
