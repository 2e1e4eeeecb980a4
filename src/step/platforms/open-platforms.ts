import type { ConnectInputs } from '../../connect/inputs.ts'
import { connectPlatforms } from '../../connect/pool/connect-platforms.ts'
import {
  type Held,
  hold,
  inDirectory,
  type Lease,
  type LeasePorts,
  leaseOf,
  releaseAll,
} from '../lease.ts'

/** A builder for each of several platforms. */
export interface PlatformsLease {
  readonly platforms: readonly HeldForPlatform[]
  /** As that of one lease, for all of them. */
  readonly release: () => Promise<number>
}

export interface HeldForPlatform extends Held {
  /** In normal form. */
  readonly platform: string
}

/**
 * Opens several builders, for platforms that different daemons are native to; else one, on daemons that are native to
 * all of them.
 *
 * @throws what `connect` throws; then nothing is left
 */
export function openForPlatforms(
  inputs: ConnectInputs,
  ports: LeasePorts,
): Promise<Lease | PlatformsLease> {
  return inDirectory(ports, async () => {
    const connected = await connectPlatforms(inputs, ports)
    if (connected.kind === 'whole') return leaseOf(connected.builder, ports)
    const platforms = connected.builders.map(({ platform, builder }) =>
      Object.assign(hold(builder), { platform }),
    )
    return { platforms, release: () => releaseAll(platforms, ports) }
  })
}
