import { Diagnosis } from '../base/diagnosis.ts'
import type { Ports } from '../base/ports.ts'
import { startStopwatch } from '../base/stopwatch.ts'
import type { Builder } from '../connect/builder.ts'
import type { Inputs } from '../inputs/inputs.ts'
import type { LostTry } from '../pool/report.ts'
import type { Held } from './lease.ts'
import type { TriedBuild } from './result.ts'

/** What decides whether a build moves to another daemon. */
export type Movable = Pick<TriedBuild, 'outcome' | 'daemonFault' | 'retries'> & {
  readonly record: Pick<TriedBuild['record'], 'executed'>
}

/** Whether a build is over, and not to be repeated elsewhere: its daemon could be used until the end. */
export function isSettled({ outcome, daemonFault }: Movable): boolean {
  return outcome.kind !== 'unusable' && outcome.kind !== 'lost' && daemonFault === undefined
}

/**
 * Builds again on another daemon of the pool, or on a local builder, if only the build shows that the daemon
 * can't be used, or if it dies.
 *
 * @param first the build that ended so, and how many seconds it took
 * @param build plans, and builds; gets how often other daemons have tried
 */
export async function buildElsewhere<Built extends { readonly build: Movable }>(
  held: Held,
  first: Built & { readonly seconds: number },
  { retries: most }: Pick<Inputs, 'retries'>,
  { signal, log }: Pick<Ports, 'signal' | 'log'>,
  build: (builder: Builder, earlierRetries: number) => Promise<Built>,
): Promise<Built> {
  let built: Built = first
  let { seconds } = first
  for (;;) {
    const { outcome, daemonFault, record, retries } = built.build
    if (signal.aborted || isSettled(built.build)) return built
    let fault = outcome.kind === 'unusable' ? outcome.diagnosis : daemonFault
    const isLost = outcome.kind === 'lost' || daemonFault !== undefined
    const { endpoint, failOver } = held.builder
    const mayMove = !isLost || retries < most
    let earlierRetries = 0
    const lost = isLost ? { endpoint, executed: record.executed, seconds } : undefined
    const refusal = failOver && mayMove ? await moveOn(held, fault, lost) : undefined
    if (failOver && mayMove && refusal === undefined) {
      earlierRetries = retries + (isLost ? 1 : 0)
      const count = isLost && ([earlierRetries, most] as const)
      log.info(moved(endpoint, held.builder.endpoint, fault, count))
    } else {
      if (refusal) fault ??= (outcome.kind === 'lost' ? outcome.diagnosis : undefined) ?? refusal
      if (fault === undefined || !(await held.fallBack(fault))) return built
    }
    const watch = startStopwatch()
    built = await build(held.builder, earlierRetries)
    seconds = watch()
  }
}

/**
 * Replaces the builder by one on another daemon of the pool.
 *
 * @param lost the work of the build when its daemon died; absent when it had not started
 * @returns why there is no other daemon that can be used; undefined when there is one
 */
async function moveOn(
  held: Held,
  fault: Diagnosis | undefined,
  lost: LostTry | undefined,
): Promise<Diagnosis | undefined> {
  const { fallBack, pool, failOver } = held.builder
  try {
    const next = await failOver?.(lost !== undefined || !fault ? 'died' : fault.code)
    if (next === undefined) return undefined
    const all = [...(pool?.lost ?? []), ...(lost === undefined ? [] : [lost])]
    await held.replace({
      ...next,
      ...(fallBack && { fallBack }),
      ...(next.pool && { pool: { ...next.pool, ...(all.length > 0 && { lost: all }) } }),
    })
    return undefined
  } catch (error) {
    if (error instanceof Diagnosis) return error
    throw error
  }
}

/** One line. @param tries which retry this is, and of how many; false when it counts as none */
function moved(
  from: string,
  to: string,
  fault: Diagnosis | undefined,
  tries: readonly [number, number] | false,
): string {
  const why = fault === undefined ? `The connection to ${from} broke.` : fault.message
  const count = tries ? ` (retry ${tries[0]} of ${tries[1]})` : ''
  return `${why} The build is repeated on ${to}${count}.`
}
