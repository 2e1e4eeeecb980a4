import type { Ports } from '../base/ports.ts'
import { startStopwatch } from '../base/stopwatch.ts'
import type { Builder } from '../connect/builder.ts'
import type { Inputs } from '../inputs/inputs.ts'
import { buildWithRetries } from './build.ts'
import { open } from './lease.ts'
import { buildOrMove } from './move.ts'
import type { Plan } from './plan.ts'
import type { Result, TriedBuild } from './result.ts'

const unrecorded =
  'The daemon keeps no record of this build, so the time saved and why steps missed are unknown. In its buildkitd.toml, maxEntries = 0 under [history] turns the build history off.'

type Planning = Pick<typeof import('./plan.ts'), 'planBuild' | 'pushesImage'>

interface ComparedBuild {
  readonly build: TriedBuild
  readonly imageChanged?: boolean
}

/**
 * One run: opens a builder, builds on it, and releases it. A build that fails is a result, not an
 * exception: its numbers matter most.
 *
 * @throws when there is no builder to build on, or it can't do what the inputs request
 */
export async function main(inputs: Inputs, ports: Ports): Promise<Result> {
  const seconds = startStopwatch()
  for (const warning of inputs.warnings) ports.log.warning(warning)
  const opening = open(inputs.connect, ports)
  // Loaded while buildx creates the builder, which has been started by then.
  const planning = new Promise((resolve) => setImmediate(resolve)).then(() => import('./plan.ts'))
  planning.catch(() => {})
  const lease = await opening
  let cleaningUpSeconds = 0
  const { plan, build, imageChanged } = await buildOrMove(
    lease,
    (builder, retries) => planAndBuild(builder, planning, inputs, ports, retries),
    ({ build }) => build,
    inputs.retries,
    ports,
  ).finally(async () => {
    cleaningUpSeconds = await lease.release()
  })
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

async function planAndBuild(
  builder: Builder,
  planning: Promise<Planning>,
  inputs: Inputs,
  ports: Ports,
  retries: number,
): Promise<{ readonly plan: Plan } & ComparedBuild> {
  const { planBuild, pushesImage } = await planning
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
  const isCompared = inputs.compare && pushesImage(plan.build)
  return { plan, ...(await buildAndCompare(builder, plan, isCompared, inputs, ports, retries)) }
}

/** Asks the registry before and after the build, if `compare` says so and an image is pushed. */
async function buildAndCompare(
  builder: Builder,
  plan: Plan,
  isCompared: boolean,
  inputs: Inputs,
  ports: Ports,
  retries: number,
): Promise<ComparedBuild> {
  const build = () => buildWithRetries(builder, plan, inputs, ports, retries)
  const [tag] = isCompared ? plan.build.tags : []
  if (tag === undefined) return { build: await build() }
  const { haveChanged, pinned, readImages } = await import('./compare.ts')
  const before = await readImages(tag, builder, ports)
  const built = await build()
  const digest = built.metadata?.digest
  if (built.outcome.kind !== 'succeeded' || !digest) return { build: built }
  const after = await readImages(pinned(tag, digest), builder, ports)
  const imageChanged = haveChanged(before, after)
  return { build: built, ...(imageChanged !== undefined && { imageChanged }) }
}

/** Warns about Git LFS pointers in the image. A fault in this check doesn't fail the build. */
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
