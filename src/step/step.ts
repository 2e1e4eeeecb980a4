import type { Advice } from '../advice/advice.ts'
import type { Ports } from '../base/ports.ts'
import { startStopwatch } from '../base/stopwatch.ts'
import { isBuild } from '../buildx/build-args.ts'
import type { Builder } from '../connect/builder.ts'
import { isRemote } from '../inputs/dockerfile-path.ts'
import type { Inputs } from '../inputs/inputs.ts'
import type { Uploads } from '../upload/upload.ts'
import { type BuildOptions, buildWithRetries } from './build.ts'
import { type Lease, open, probeStarted } from './lease.ts'
import type { Plan } from './plan.ts'
import type { Result, TriedBuild } from './result.ts'
import { hasReported, withUsableBuildx } from './usable-buildx.ts'

/** The inputs, and what was begun with them. */
type BegunInputs = Inputs & Pick<BuildOptions, 'uploads'>

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
  const isForSeveral = (inputs.connect.pool?.platforms.length ?? 0) > 1
  if (isForSeveral && isBuild(inputs.build.call)) {
    const { openForPlatforms } = await import('./platforms/open-platforms.ts')
    const opened = await openForPlatforms(inputs.connect, ports)
    if (!('platforms' in opened)) {
      const uploads = createUploads(Promise.resolve(), inputs, ports)
      return buildOn(opened, seconds, { ...inputs, ...(uploads && { uploads }) }, ports)
    }
    const { buildPlatforms } = await import('./platforms/build-platforms.ts')
    const built = await buildPlatforms(opened, inputs, ports, planAndBuild)
    const advice = await adviceOn(built, built.plan, built.builder, inputs, ports)
    return { ...built, ...(advice.length > 0 && { advice }), seconds: seconds() }
  }
  const opening = open(inputs.connect, ports)
  const started = probeStarted(inputs.connect)
  started.then(() => import('./plan.ts')).catch(() => {})
  const uploads = createUploads(started, inputs, ports)
  return buildOn(await opening, seconds, { ...inputs, ...(uploads && { uploads }) }, ports)
}

/** Begins to read the files of a local context at the same time. */
function createUploads(
  started: Promise<void>,
  inputs: Inputs,
  ports: Ports,
): Promise<Uploads | undefined> | undefined {
  const { context, call } = inputs.build
  if (isRemote(context) || !isBuild(call)) return undefined
  return started
    .then(() => import('../upload/upload.ts'))
    .then(
      (upload) => upload.createUploads(inputs, ports),
      () => undefined,
    )
}

async function buildOn(
  lease: Lease,
  seconds: () => number,
  inputs: BegunInputs,
  ports: Ports,
): Promise<Result> {
  let cleaningUpSeconds = 0
  const { plan, build, imageChanged } = await buildOrMove(lease, inputs, ports).finally(
    async () => {
      cleaningUpSeconds = await lease.release()
    },
  )
  const { warnAfterBuild, warnOfFaults } = await import(
    /* webpackChunkName: "build" */ './after-build.ts'
  )
  await warnAfterBuild(build, plan, inputs, ports)
  warnOfFaults(lease.builder, ports)
  const advice = await adviceOn(build, plan, lease.builder, inputs, ports)
  return {
    builder: lease.builder,
    plan,
    ...build,
    cleaningUpSeconds,
    ...(advice.length > 0 && { advice }),
    ...(imageChanged !== undefined && { imageChanged }),
    seconds: seconds(),
  }
}

async function buildOrMove(
  lease: Lease,
  inputs: BegunInputs,
  ports: Ports,
): Promise<{ readonly plan: Plan } & ComparedBuild> {
  const seconds = startStopwatch()
  const build = (builder: Builder, retries: number) => planAndBuild(builder, retries, inputs, ports)
  const built = await withUsableBuildx(
    lease,
    () => build(lease.builder, 0),
    (tried) => hasReported(tried.build),
  )
  const { outcome, daemonFault } = built.build
  const isUsed = outcome.kind !== 'unusable' && outcome.kind !== 'lost'
  if (isUsed && daemonFault === undefined) return built
  const { buildElsewhere } = await import(/* webpackChunkName: "build" */ './move.ts')
  return buildElsewhere(lease, { ...built, seconds: seconds() }, inputs, ports, build)
}

async function planAndBuild(
  builder: Builder,
  retries: number,
  inputs: BegunInputs,
  ports: Ports,
  adapt: (plan: Plan) => Plan = (plan) => plan,
): Promise<{ readonly plan: Plan } & ComparedBuild> {
  const { planBuild, pushesImage } = await import('./plan.ts')
  const { driver, daemon, isOwn = false, cacheHints } = builder
  const usesClassicStore = driver === 'docker' && daemon.docker?.hasContainerdStore === false
  const plan = adapt(
    planBuild({
      ...inputs,
      isPersistent: !isOwn,
      usesClassicStore,
      driver,
      version: daemon.version,
      ...(cacheHints && { cacheHints }),
    }),
  )
  if (plan.note) ports.log.info(plan.note)
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
  inputs: BegunInputs,
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

/** Advice on a build in which something ran. What can't be found out is no fault of the build. */
async function adviceOn(
  {
    outcome,
    record,
    historyFacts,
    platforms,
  }: Pick<Result, 'outcome' | 'record' | 'historyFacts' | 'platforms'>,
  { build }: Plan,
  builder: Builder,
  inputs: Pick<Inputs, 'advice'>,
  ports: Pick<Ports, 'run' | 'env'>,
): Promise<readonly Advice[]> {
  if (!inputs.advice || outcome.kind !== 'succeeded' || record.hit) return []
  const { adviceFor } = await import(/* webpackChunkName: "build" */ '../advice/gather.ts')
  const advised = {
    ...{ record, build, builder, builds: platforms?.length ?? 1 },
    ...(historyFacts && { historyFacts }),
  }
  return adviceFor(advised, ports).catch(() => [])
}
