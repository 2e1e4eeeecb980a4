import type { ConnectInputs } from '../../connect/inputs.ts'
import { connectPlatforms } from '../../connect/pool/connect-platforms.ts'
import {
  type Held,
  hold,
  inDirectory,
  type Lease,
  type LeasePorts,
  openOne,
  releaseAll,
} from '../lease.ts'

/** A builder for each of several platforms. */
export interface PlatformsLease {
  readonly platforms: readonly HeldForPlatform[]
  /** As that of one lease, for all of them. */
  readonly release: () => Promise<number>
}

export interface HeldForPlatform extends Held {
  /** As the workflow gives it. */
  readonly platform: string
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
