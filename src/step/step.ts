import type { Ports } from '../base/ports.ts'
import { startStopwatch } from '../base/stopwatch.ts'
import type { Builder } from '../connect/builder.ts'
import type { Inputs } from '../inputs/inputs.ts'
import { buildWithRetries } from './build.ts'
import { type Lease, open } from './lease.ts'
import { type Plan, planBuild, pushesImage } from './plan.ts'
import type { Result, TriedBuild } from './result.ts'

const unrecorded =
  'The daemon keeps no record of this build, so the time saved and why steps missed are unknown. In its buildkitd.toml, maxEntries = 0 under [history] turns the build history off.'

interface ComparedBuild {
  readonly build: TriedBuild
  readonly imageChanged?: boolean
}

/**
 * One run: opens a builder, builds on it, and releases it. A build that fails is a result, not an
 * exception: its numbers are the ones people look at.
 *
 * @throws when there is no builder to build on, or what is asked for can't be done on it
 */
export async function main(inputs: Inputs, ports: Ports): Promise<Result> {
  const seconds = startStopwatch()
  for (const warning of inputs.warnings) ports.log.warning(warning)
  const lease = await open(inputs.connect, ports)
  let cleaningUpSeconds = 0
  const { plan, build, imageChanged } = await buildOrFallBack(lease, inputs, ports).finally(
    async () => {
      cleaningUpSeconds = await lease.release()
    },
  )
  for (const warning of exportWarnings(build, plan)) ports.log.warning(warning)
  const pointers = await pointersIn(build, inputs, ports)
  if (pointers !== undefined) ports.log.warning(pointers)
  if (build.historyFacts?.isUnrecorded) ports.log.info(unrecorded)
  return {
    builder: lease.builder,
    plan,
    ...build,
    cleaningUpSeconds,
    ...(imageChanged !== undefined && { imageChanged }),
    seconds: seconds(),
  }
}

/** Builds once more on a local builder, when only the build finds out that the daemon can't be used. */
async function buildOrFallBack(
  lease: Lease,
  inputs: Inputs,
  ports: Ports,
): Promise<{ readonly plan: Plan } & ComparedBuild> {
  const built = await planAndBuild(lease.builder, inputs, ports)
  const { outcome, daemonFault } = built.build
  const fault = outcome.kind === 'unusable' ? outcome.diagnosis : daemonFault
  if (fault === undefined || ports.signal.aborted || !(await lease.fallBack(fault))) return built
  return planAndBuild(lease.builder, inputs, ports)
}

async function planAndBuild(
  builder: Builder,
  inputs: Inputs,
  ports: Ports,
): Promise<{ readonly plan: Plan } & ComparedBuild> {
  const { driver, daemon, isOwn = false } = builder
  const usesClassicStore = driver === 'docker' && daemon.docker?.hasContainerdStore === false
  const plan = planBuild({
    ...inputs,
    isPersistent: !isOwn,
    usesClassicStore,
    driver,
    version: daemon.version,
  })
  for (const notice of plan.notices) ports.log.notice(notice)
  for (const warning of plan.warnings) ports.log.warning(warning)
  return { plan, ...(await buildAndCompare(builder, plan, inputs, ports)) }
}

/** Asks the registry before and after the build, if `compare` says so. */
async function buildAndCompare(
  builder: Builder,
  plan: Plan,
  inputs: Inputs,
  ports: Ports,
): Promise<ComparedBuild> {
  const [tag] = inputs.compare && pushesImage(plan.build) ? plan.build.tags : []
  if (tag === undefined) return { build: await buildWithRetries(builder, plan, inputs, ports) }
  const { haveChanged, pinned, readImages } = await import('./compare.ts')
  const before = await readImages(tag, builder, ports)
  const build = await buildWithRetries(builder, plan, inputs, ports)
  const digest = build.metadata?.digest
  if (build.outcome.kind !== 'succeeded' || !digest) return { build }
  const after = await readImages(pinned(tag, digest), builder, ports)
  const imageChanged = haveChanged(before, after)
  return { build, ...(imageChanged !== undefined && { imageChanged }) }
}

/** Warns about Git LFS pointers in the image. What can't be found out is no fault of the build. */
async function pointersIn(
  { outcome, record, lfsFiles }: TriedBuild,
  { checkout }: Pick<Inputs, 'checkout'>,
  { run, env }: Pick<Ports, 'run' | 'env'>,
): Promise<string | undefined> {
  if (checkout === undefined || outcome.kind !== 'succeeded') return undefined
  const { pointerWarning } = await import(/* webpackChunkName: "build" */ './lfs-pointers.ts')
  return pointerWarning(checkout, record.steps, run, env, lfsFiles).catch(() => undefined)
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
