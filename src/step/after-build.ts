import { daemonWarning } from '../advice/daemon-faults.ts'
import type { Ports } from '../base/ports.ts'
import type { Builder } from '../connect/builder.ts'
import type { Inputs } from '../inputs/inputs.ts'
import { pointerWarning } from './lfs-pointers.ts'
import type { Plan } from './plan.ts'
import type { TriedBuild } from './result.ts'

const unrecorded =
  'The daemon keeps no record of this build, so the time saved and why steps missed are unknown. In its buildkitd.toml, maxEntries = 0 under [history] turns the build history off.'

/** Warns about what a build that is over left undone. */
export async function warnAfterBuild(
  build: TriedBuild,
  plan: Pick<Plan, 'cacheWrite'>,
  inputs: Pick<Inputs, 'checkout'>,
  ports: Pick<Ports, 'log' | 'run' | 'env' | 'remedies'>,
): Promise<void> {
  for (const warning of exportWarnings(build, plan)) ports.log.warning(warning)
  const pointers = await pointersIn(build, inputs, ports)
  if (pointers !== undefined) ports.log.warning(pointers)
  if (lacksRecord(build)) ports.log.info(unrecorded)
}

/**
 * Whether the daemon keeps no record of a build that it began. BuildKit records none either that it refuses before its
 * first vertex, such as one whose `outputs` names an exporter that it doesn't have.
 */
export function lacksRecord({
  historyFacts,
  outcome,
  record,
}: Pick<TriedBuild, 'historyFacts' | 'outcome' | 'record'>): boolean {
  if (!historyFacts?.isUnrecorded) return false
  return outcome.kind === 'succeeded' || record.vertices.some(({ runs }) => runs.size > 0)
}

/**
 * Warns of the known faults of a daemon, once in a job. A Docker daemon's version says nothing about these faults. A
 * builder that was made for this job has no other users.
 */
export function warnOfFaults(
  { driver, daemon, isOwn = false }: Pick<Builder, 'driver' | 'daemon' | 'isOwn'>,
  { warnOnce }: Pick<Ports, 'warnOnce'>,
): void {
  if (driver !== 'remote' || isOwn) return
  const warning = daemonWarning(daemon.version)
  if (warning !== undefined) warnOnce(`faults-${daemon.version}`, warning)
}

/** Warns about Git LFS pointers in the image. A fault in this check doesn't fail the build. */
async function pointersIn(
  { outcome, record, lfsFiles }: TriedBuild,
  { checkout }: Pick<Inputs, 'checkout'>,
  { run, env, remedies }: Pick<Ports, 'run' | 'env' | 'remedies'>,
): Promise<string | undefined> {
  if (checkout === undefined || outcome.kind !== 'succeeded') return undefined
  return pointerWarning(checkout, record.steps, run, env, remedies, lfsFiles).catch(() => undefined)
}

/** Warnings of cache exports that this action chose and whose errors buildx ignores. */
export function exportWarnings(
  { record, outcome }: Pick<TriedBuild, 'record' | 'outcome'>,
  { cacheWrite }: Pick<Plan, 'cacheWrite'>,
): string[] {
  const image = outcome.kind === 'succeeded' ? ' The image is not affected.' : ''
  return record.exports
    .filter(({ status }) => status === 'failed' && cacheWrite !== undefined)
    .map(({ error }) => `The cache was not written to ${cacheWrite}: ${error}.${image}`)
}
