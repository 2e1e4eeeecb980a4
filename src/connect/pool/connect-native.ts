import { Diagnosis } from '../../base/diagnosis.ts'
import { type Assignment, assign, isSplit } from '../../pool/assign.ts'
import type { PoolInputs } from '../../pool/members.ts'
import type { Builder, PlatformBuilder, PreparedBuildx } from '../builder.ts'
import type { EndpointInputs } from '../builders/endpoint.ts'
import { connectPool, type PoolPorts } from './connect-pool.ts'
import { survey } from './survey.ts'

export interface NativePorts extends PoolPorts {
  readonly mayFallBack: boolean
  /** Creates a local builder. */
  readonly createLocal: () => Promise<Builder>
  /** Uses a local builder, with a warning, where the daemons can't be used and falling back is allowed. */
  readonly orFallBack: (create: () => Promise<Builder>) => Promise<Builder>
}

/**
 * Gets a builder for each platform, each on the best daemon that is native to it.
 *
 * @returns undefined when the same daemons build all platforms
 * @throws Diagnosis when a platform has no daemon that can be used
 */
export async function connectNative(
  pool: PoolInputs,
  inputs: EndpointInputs,
  preparing: PreparedBuildx,
  ports: NativePorts,
): Promise<readonly PlatformBuilder[] | undefined> {
  const assignments = assign(pool.platforms, await survey(pool.lines, inputs, ports))
  if (!isSplit(assignments)) return undefined
  const settled = await Promise.allSettled(
    assignments.map(async (assignment) => ({
      platform: assignment.platform,
      builder: await connectOne(assignment, pool, inputs, preparing, ports),
    })),
  )
  const builders = settled.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : []))
  const refusal = settled.find((each) => each.status === 'rejected')
  if (refusal === undefined) return builders
  await Promise.all(builders.map(({ builder }) => builder.release()))
  throw refusal.reason
}

async function connectOne(
  assignment: Assignment,
  pool: PoolInputs,
  inputs: EndpointInputs,
  preparing: PreparedBuildx,
  ports: NativePorts,
): Promise<Builder> {
  const { platform } = assignment
  if (assignment.kind === 'nobody') {
    const reason = `No daemon in endpoint builds for ${platform}.`
    if (!ports.mayFallBack) {
      throw new Diagnosis('no-endpoint', `${reason} Add one as ${platform}=tcp://host:port.`)
    }
    ports.log.warning(`${reason} A local builder does, with an emulator unless it is native.`)
    return { ...(await ports.createLocal()), fallback: { reason } }
  }
  if (assignment.kind === 'emulated') {
    ports.log.warning(
      `No daemon in endpoint is native to ${platform}, so it is emulated, which is slow. Add one as ${platform}=tcp://host:port.`,
    )
  }
  const { lines } = assignment
  return ports.orFallBack(() =>
    connectPool({ ...pool, lines, platforms: [platform] }, inputs, preparing, ports),
  )
}
