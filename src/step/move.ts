import type { Diagnosis } from '../base/diagnosis.ts'
import type { Ports } from '../base/ports.ts'
import { startStopwatch } from '../base/stopwatch.ts'
import type { Builder } from '../connect/builder.ts'
import type { Lease } from './lease.ts'
import type { TriedBuild } from './result.ts'

/** What decides whether a build moves to another daemon. */
export type Movable = Pick<TriedBuild, 'outcome' | 'daemonFault' | 'retries'> & {
  readonly record: Pick<TriedBuild['record'], 'executed'>
}

/**
 * Builds again on another daemon of the pool, or on a local builder, if only the build shows that the daemon
 * can't be used, or if it dies.
 *
 * @param attempt builds on a builder, after so many retries on others
 * @param triedOf what is known of an attempt
 */
export async function buildOrMove<Built>(
  lease: Lease,
  attempt: (builder: Builder, earlierRetries: number) => Promise<Built>,
  triedOf: (built: Built) => Movable,
  mostRetries: number,
  { signal, log }: Pick<Ports, 'signal' | 'log'>,
): Promise<Built> {
  for (let retries = 0; ; ) {
    const seconds = startStopwatch()
    const built = await attempt(lease.builder, retries)
    const tried = triedOf(built)
    const { outcome, daemonFault, record } = tried
    let fault = outcome.kind === 'unusable' ? outcome.diagnosis : daemonFault
    const isLost = outcome.kind === 'lost' || daemonFault !== undefined
    if (signal.aborted || (fault === undefined && !isLost)) return built
    const { endpoint, failOver } = lease.builder
    const mayMove = !isLost || tried.retries < mostRetries
    if (failOver !== undefined && mayMove) {
      const { executed } = record
      const lost = isLost ? { endpoint, executed, seconds: seconds() } : undefined
      const refusal = await lease.failOver(isLost || !fault ? 'died' : fault.code, lost)
      if (refusal === undefined) {
        retries = tried.retries + (isLost ? 1 : 0)
        log.info(moved(endpoint, lease.builder.endpoint, fault, isLost && [retries, mostRetries]))
        continue
      }
      fault ??= (outcome.kind === 'lost' ? outcome.diagnosis : undefined) ?? refusal
    }
    if (fault === undefined || !(await lease.fallBack(fault))) return built
    retries = 0
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
