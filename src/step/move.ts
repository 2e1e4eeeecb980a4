import type { Diagnosis } from '../base/diagnosis.ts'
import type { Ports } from '../base/ports.ts'
import { startStopwatch } from '../base/stopwatch.ts'
import type { Builder } from '../connect/builder.ts'
import type { Inputs } from '../inputs/inputs.ts'
import type { Lease } from './lease.ts'
import type { TriedBuild } from './result.ts'

/**
 * Builds again on another daemon of the pool, or on a local builder, if only the build shows that the daemon
 * can't be used, or if it dies.
 *
 * @param build plans, and builds; gets how often other daemons have tried
 */
export async function buildOrMove<Built extends { readonly build: TriedBuild }>(
  lease: Pick<Lease, 'builder' | 'failOver' | 'fallBack'>,
  { retries: most }: Pick<Inputs, 'retries'>,
  { signal, log }: Pick<Ports, 'signal' | 'log'>,
  build: (builder: Builder, earlierRetries: number) => Promise<Built>,
): Promise<Built> {
  for (let retries = 0; ; ) {
    const seconds = startStopwatch()
    const built = await build(lease.builder, retries)
    const { outcome, daemonFault, record } = built.build
    let fault = outcome.kind === 'unusable' ? outcome.diagnosis : daemonFault
    const isLost = outcome.kind === 'lost' || daemonFault !== undefined
    if (signal.aborted || (fault === undefined && !isLost)) return built
    const { endpoint, failOver } = lease.builder
    const mayMove = !isLost || built.build.retries < most
    if (failOver !== undefined && mayMove) {
      const { executed } = record
      const lost = isLost ? { endpoint, executed, seconds: seconds() } : undefined
      const refusal = await lease.failOver(isLost || !fault ? 'died' : fault.code, lost)
      if (refusal === undefined) {
        retries = built.build.retries + (isLost ? 1 : 0)
        log.info(moved(endpoint, lease.builder.endpoint, fault, isLost && [retries, most]))
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
