import { Diagnosis } from '../../base/diagnosis.ts'
import { type Assignment, assign, isSplit } from '../../pool/assign.ts'
import type { MemberLine } from '../../pool/members.ts'
import type { Builder, ConnectPorts, PlatformBuilder } from '../builder.ts'
import { localBuilder, newAttempt, orFallBack, prepare } from '../connect.ts'
import type { ConnectInputs } from '../inputs.ts'
import { connectPool } from './connect-pool.ts'
import { survey } from './survey.ts'

/**
 * Gets a builder for each of several platforms, each on the best daemon that is native to it.
 *
 * @returns undefined when the same daemons build all platforms
 * @throws what `connect` throws; then nothing is left
 */
export async function connectPlatforms(
  inputs: ConnectInputs,
  ports: ConnectPorts,
): Promise<readonly PlatformBuilder[] | undefined> {
  const { decision, preparing, abort } = prepare(inputs, ports)
  if (decision.kind !== 'pool' || decision.pool.platforms.length < 2) return undefined
  const { pool } = decision
  const poolPorts = { ...ports, attempt: () => newAttempt(ports.directory) }
  const createLocal = () => localBuilder(inputs, preparing, ports)
  try {
    const assignments = assign(pool.platforms, await survey(pool.lines, inputs, poolPorts))
    if (!isSplit(assignments)) return undefined
    const connectOn = (lines: readonly MemberLine[], platform: string) =>
      orFallBack(
        () => connectPool({ ...pool, lines, platforms: [platform] }, inputs, preparing, poolPorts),
        decision,
        createLocal,
        ports,
      )
    const settled = await Promise.allSettled(
      assignments.map(async (assignment) => ({
        platform: assignment.platform,
        builder: await connectOne(
          assignment,
          connectOn,
          decision.mayFallBack && createLocal,
          ports,
        ),
      })),
    )
    const builders = settled.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : []))
    const refusal = settled.find((each) => each.status === 'rejected')
    if (refusal === undefined) return builders
    await Promise.all(builders.map(({ builder }) => builder.release()))
    throw refusal.reason
  } catch (error) {
    abort()
    throw error
  }
}

/** @param createLocal false where falling back isn't allowed */
async function connectOne(
  assignment: Assignment,
  connectOn: (lines: readonly MemberLine[], platform: string) => Promise<Builder>,
  createLocal: (() => Promise<Builder>) | false,
  { log }: Pick<ConnectPorts, 'log'>,
): Promise<Builder> {
  const { platform } = assignment
  if (assignment.kind === 'none') {
    const reason = `No daemon in endpoint builds for ${platform}.`
    if (!createLocal) {
      throw new Diagnosis('no-endpoint', `${reason} Add one as ${platform}=tcp://host:port.`)
    }
    log.warning(`${reason} A local builder does, with an emulator unless it is native.`)
    return { ...(await createLocal()), fallback: { reason } }
  }
  if (assignment.kind === 'emulated') {
    log.warning(
      `No daemon in endpoint is native to ${platform}, so it is emulated, which is slow. Add one as ${platform}=tcp://host:port.`,
    )
  }
  return connectOn(assignment.lines, platform)
}
