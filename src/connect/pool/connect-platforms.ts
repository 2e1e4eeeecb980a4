import { Diagnosis } from '../../base/diagnosis.ts'
import { startStopwatch } from '../../base/stopwatch.ts'
import { type Assignment, assign, isSplit, lineToAdd, type SilentLine } from '../../pool/assign.ts'
import type { MemberLine } from '../../pool/members.ts'
import { rank } from '../../pool/rank.ts'
import type { Builder, ConnectPorts, PlatformBuilder } from '../builder.ts'
import { connect, localBuilder, newAttempt, orFallBack, prepare } from '../connect.ts'
import type { ConnectInputs } from '../inputs.ts'
import { connectPool } from './connect-pool.ts'
import { diagnoseSilent } from './pool-faults.ts'
import { survey } from './survey.ts'

/** One builder when the same daemons build all platforms, else one for each. */
export type PlatformBuilders =
  | { readonly kind: 'whole'; readonly builder: Builder }
  | { readonly kind: 'apart'; readonly builders: readonly PlatformBuilder[] }

/**
 * Gets builders for the platforms, each on the best daemon that is native to it.
 *
 * @throws what `connect` throws; then nothing is left
 */
export async function connectPlatforms(
  inputs: ConnectInputs,
  ports: ConnectPorts,
): Promise<PlatformBuilders> {
  const { decision, preparing, abort } = prepare(inputs, ports)
  const whole = async (connecting: Promise<Builder>): Promise<PlatformBuilders> => ({
    kind: 'whole',
    builder: await connecting,
  })
  if (decision.kind !== 'pool') return whole(connect(inputs, ports))
  const { pool } = decision
  const poolPorts = { ...ports, attempt: () => newAttempt(ports.directory) }
  const createLocal = () => localBuilder(inputs, preparing, ports)
  const orLocal = (create: () => Promise<Builder>) =>
    orFallBack(create, decision, createLocal, ports)
  const seconds = startStopwatch()
  try {
    const surveyed = await survey(pool.lines, pool.platforms, inputs, poolPorts)
    const surveySeconds = seconds()
    const assignments = assign(pool.platforms, surveyed.lines)
    const silent = surveyed.lines.filter((each) => each.kind === 'unknown')
    const warned = new Set<string>()
    const diagnose = (platform: string) => {
      const ranked = rank(pool.key, silent.map(urlOf))
      const ordered = silent.toSorted((a, b) => ranked.indexOf(urlOf(a)) - ranked.indexOf(urlOf(b)))
      return diagnoseSilent(ordered, platform)
    }
    const connectOn = (lines: readonly MemberLine[], platform: string) =>
      orLocal(async () => {
        const past = { left: new Map(), warned }
        const chosenFrom = { ...pool, lines, platforms: [platform], silent }
        const builder = await connectPool(chosenFrom, inputs, preparing, poolPorts, past)
        const { connectSeconds, waitSeconds = 0 } = builder
        return {
          ...builder,
          connectSeconds: surveySeconds + connectSeconds,
          waitSeconds: surveyed.waitSeconds + waitSeconds,
        }
      })
    const connectOne = async (assignment: Assignment) => {
      switch (assignment.kind) {
        case 'none':
          return withoutDaemon(assignment.platform, pool.lines, decision, createLocal, ports)
        case 'unknown':
          return orLocal(async () => {
            throw diagnose(assignment.platform)
          })
        case 'native':
        case 'emulated':
          return connectOn(assignment.lines, assignment.platform)
      }
    }
    for (const assignment of assignments) {
      if (assignment.kind === 'emulated') warnOfEmulation(assignment, ports)
    }
    // The daemons are asked again, so that one which was silent can still take over.
    if (!isSplit(assignments)) return await whole(connect(inputs, ports))
    const settled = await Promise.allSettled(
      assignments.map(async (assignment) => {
        const { platform } = assignment
        return { platform, builder: await connectOne(assignment) }
      }),
    )
    const builders = settled.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : []))
    const refusal = settled.find((each) => each.status === 'rejected')
    if (refusal === undefined) return { kind: 'apart', builders }
    await Promise.all(builders.map(({ builder }) => builder.release()))
    throw refusal.reason
  } catch (error) {
    abort()
    throw error
  }
}

const urlOf = ({ line }: Pick<SilentLine, 'line'>) => line.endpoint.url

function warnOfEmulation(
  { platform, silent }: Assignment & { readonly kind: 'emulated' },
  { log }: Pick<ConnectPorts, 'log'>,
): void {
  const who =
    silent.length === 0
      ? `No daemon in endpoint is native to ${platform}`
      : `No daemon in endpoint that answered is native to ${platform}, and ${silent.map((each) => `${urlOf(each)} (${each.fault.code})`).join(', ')} didn't answer`
  log.warning(`${who}, so it is emulated, which is slow. Add one as ${platform}=tcp://host:port.`)
}

/** A local builder, for a platform that no daemon has. */
async function withoutDaemon(
  platform: string,
  lines: readonly MemberLine[],
  { mayFallBack }: { readonly mayFallBack: boolean },
  createLocal: () => Promise<Builder>,
  { log }: Pick<ConnectPorts, 'log'>,
): Promise<Builder> {
  const reason = `No daemon in endpoint builds for ${platform}.`
  if (!mayFallBack) {
    throw new Diagnosis('no-endpoint', `${reason} Add one as ${lineToAdd(platform, lines)}.`)
  }
  log.warning(`${reason} A local builder does, with an emulator unless it is native.`)
  return { ...(await createLocal()), fallback: { reason } }
}
