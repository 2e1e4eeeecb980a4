import { join } from 'node:path'
import type { Ports } from '../base/ports.ts'
import { startStopwatch } from '../base/stopwatch.ts'
import { bakeArgs } from '../buildx/bake-args.ts'
import { loadingEnvironment } from '../buildx/environment.ts'
import { loadsIntoDocker } from '../buildx/outputs.ts'
import type { Builder } from '../connect/builder.ts'
import type { BakeOptions } from '../inputs/inputs.ts'
import { createAttemptDirectory } from '../leftovers/private-directory.ts'
import { startProcess } from '../processes/process.ts'
import type { Program } from '../processes/program.ts'
import { startedRefs } from '../step/build.ts'
import { isQueryRefused, withoutQueryNotice } from '../step/git-context.ts'
import { keepsGitDirectory } from '../step/kept-git-directory.ts'
import type { Held } from '../step/lease.ts'
import { withRetries } from '../step/retries.ts'
import { hasReported, withUsableBuildx } from '../step/usable-buildx.ts'
import type { WatchPorts } from '../step/watch.ts'
import { combineHistory, combineRecords } from './combine.ts'
import { gitAuthEnvironment } from './git-auth.ts'
import { warnOfOtherDaemons } from './other-daemons.ts'
import { type BakePlan, planBake, withoutCacheFrom } from './plan.ts'
import type { ReadBake } from './read-definition.ts'
import type { BakeResult, TargetResult, WatchedBake } from './result.ts'
import { mergeMetadata } from './target-metadata.ts'

/** A bake that was tried, and what it was asked to do. */
export type PlannedBake = Omit<BakeResult, 'builder' | 'seconds' | 'cleaningUpSeconds'>

/** Plans and bakes what was read, with the retries that the inputs allow, and where needed on another daemon. */
export async function bakeTargets(
  lease: Held,
  read: ReadBake,
  options: BakeOptions,
  ports: Ports,
): Promise<PlannedBake> {
  const elsewhere = warnOfOtherDaemons(lease.builder, read.definition, options)
  if (elsewhere !== undefined) ports.log.warning(elsewhere)
  const planned = await bakeOrMove(lease, read, options, ports)
  for (const warning of exportWarnings(planned)) ports.log.warning(warning)
  const { lfsWarning } = await import(/* webpackChunkName: "build" */ './lfs-warning.ts')
  // A fault in this check doesn't fail the bake.
  const pointers = await lfsWarning(planned, options, ports).catch(() => undefined)
  if (pointers !== undefined) ports.log.warning(pointers)
  return planned
}

async function bakeOrMove(
  lease: Held,
  read: ReadBake,
  options: BakeOptions,
  ports: Ports,
): Promise<PlannedBake> {
  const seconds = startStopwatch()
  const bakeOn = async (builder: Builder, retries: number) => ({
    build: await planAndBake(builder, read, options, ports, retries),
  })
  const baked = await withUsableBuildx(
    lease,
    () => bakeOn(lease.builder, read.retries ?? 0),
    ({ build }) => hasReported(build),
  )
  const first = { ...baked, seconds: seconds() }
  // It is loaded already, with the rest that followed the bake.
  const { buildElsewhere } = await import(/* webpackChunkName: "build" */ '../step/move.ts')
  return (await buildElsewhere(lease, first, options, ports, bakeOn)).build
}

async function planAndBake(
  builder: Builder,
  read: ReadBake,
  options: BakeOptions,
  ports: Ports,
  earlierRetries: number,
): Promise<PlannedBake> {
  const { driver, daemon, isOwn = false } = builder
  const plan = planBake({
    ...{ ...options, ...read },
    ...{ isPersistent: !isOwn, driver, version: daemon.version },
  })
  if (plan.note) ports.log.info(plan.note)
  for (const notice of plan.notices) ports.log.notice(notice)
  for (const warning of plan.warnings) ports.log.warning(warning)
  const run = () => bakeWithRetries(builder, plan, options, ports, earlierRetries)
  if (!options.compare) return { plan, ...(await run()) }
  const { createComparison } = await import('./compare-targets.ts')
  const comparison = await createComparison(plan, builder, ports)
  const baked = await run()
  return { plan, ...baked, targets: await comparison.compare(baked.targets) }
}

/** Bakes, with the retries of `withRetries`. A further try leaves out the targets of which all is known. */
async function bakeWithRetries(
  builder: Builder,
  plan: BakePlan,
  options: BakeOptions,
  ports: WatchPorts,
  earlierRetries: number,
) {
  let before: WatchedBake | undefined
  const keepsGit = plan.targets.some(({ args }) => keepsGitDirectory(args))
  let { remote } = keepsGit ? options.bake : plan.bake
  const contexts = await sendableContexts(plan, options, ports)
  const watched = { ...options, isOfSeveral: plan.targets.length > 1 }
  const hasCacheFrom = plan.targets.some(({ cacheFrom }) => cacheFrom.length > 0)
  const tried = await withRetries(
    async (withCacheFrom) => {
      const done = before === undefined ? new Set<string>() : doneTargets(before)
      const all = [...plan.bake.set, ...contexts]
      const set = withCacheFrom ? all : withoutCacheFrom(all)
      const rest = done.size === 0 ? plan : withoutTargets(plan, done)
      const once = () =>
        bakeOnce(builder, { ...rest, bake: { ...rest.bake, set, remote } }, watched, ports)
      let baked = await once()
      if (remote !== options.bake.remote && isQueryRefused(baked.outcome)) {
        ports.log.info(withoutQueryNotice)
        remote = options.bake.remote
        baked = await once()
      }
      before = before === undefined ? baked : merged(before, baked)
      return before
    },
    { mostRetries: options.retries, earlierRetries, hasCacheFrom },
    builder,
    ports,
  )
  const { acceptPushedTargets, withPushedDigests } = await import(
    /* webpackChunkName: "build" */ './pushed-targets.ts'
  )
  const known = { ...tried, targets: withPushedDigests(tried.targets) }
  return tried.outcome.kind === 'succeeded' ? known : acceptPushedTargets(known, plan, ports)
}

/** Overrides for contexts whose names not each buildx can send. Few paths need the code that makes them. */
async function sendableContexts(
  { bake: { remote }, targets }: BakePlan,
  { directory }: Pick<BakeOptions, 'directory'>,
  ports: Pick<WatchPorts, 'directory'>,
): Promise<readonly string[]> {
  const isAscii = (path: string) => /^[\x20-\x7e]*$/.test(path)
  if (isAscii(directory) && targets.every(({ context }) => isAscii(context))) return []
  const { asciiContexts } = await import(/* webpackChunkName: "build" */ './ascii-contexts.ts')
  return asciiContexts(targets, { remote, directory }, ports.directory)
}

/** Those that succeeded and whose digests are known: with `defer-error` buildx writes them though others failed. */
function doneTargets({ targets }: WatchedBake): ReadonlySet<string> {
  const done = targets.filter(({ status, metadata }) => status === 'succeeded' && metadata)
  return new Set(done.map(({ name }) => name))
}

/** The targets that are left, and those that they link to. The whole plan, if none is: no target means `default`. */
function withoutTargets(plan: BakePlan, done: ReadonlySet<string>): BakePlan {
  const requested = plan.requested.filter((name) => !done.has(name))
  if (requested.length === 0) return plan
  const left = new Set(requested)
  // What is added while it is walked is visited too.
  for (const name of left) {
    for (const link of plan.targets.find((target) => target.name === name)?.links ?? [])
      left.add(link)
  }
  return {
    ...plan,
    bake: { ...plan.bake, targets: requested },
    targets: plan.targets.filter(({ name }) => left.has(name)),
    requested,
  }
}

function merged(earlier: WatchedBake, later: WatchedBake): WatchedBake {
  const again = new Map(later.targets.map((target) => [target.name, target]))
  const targets = earlier.targets.map((target): TargetResult => {
    const redone = again.get(target.name)
    // A target that was asked for, and is only linked to now, keeps its result.
    return redone === undefined || (redone.isLinked && !target.isLinked) ? target : redone
  })
  const isWhole = later.targets.length === earlier.targets.length
  const record = isWhole ? later.record : combineRecords(earlier.record, later.record)
  const historyFacts = combineHistory(record, targets)
  const lfsFiles = later.lfsFiles ?? earlier.lfsFiles
  return {
    ...{ outcome: later.outcome, record, targets },
    ...(historyFacts && { historyFacts }),
    ...(lfsFiles && { lfsFiles }),
    metadata: mergeMetadata(earlier.metadata, later.metadata),
  }
}

async function bakeOnce(
  builder: Builder,
  plan: BakePlan,
  options: BakeOptions & { readonly isOfSeveral: boolean },
  ports: WatchPorts,
): Promise<WatchedBake> {
  const metadataFile = join(createAttemptDirectory(ports.directory), 'metadata.json')
  const args = bakeArgs(plan.bake, { builder: builder.name, metadataFile })
  const earlierRefs = await startedRefs(builder.name, ports)
  const unwatched = new AbortController()
  const { file, env } = buildxFor(builder, plan, ports)
  // As in `buildOnce`: results that existed by now aren't this try's.
  const begunAt = Date.now()
  const running = await startProcess(
    { file, env: gitAuthEnvironment(env, options.gitAuth) },
    args,
    {
      directory: ports.directory,
      cwd: options.directory,
      signal: AbortSignal.any([ports.signal, unwatched.signal]),
    },
  )
  try {
    // Most of the action's code, loaded while buildx starts.
    const { watchBake } = await import(/* webpackChunkName: "build" */ './watch-bake.ts')
    const stop = () => unwatched.abort()
    const watched = { ...running, args, metadataFile, earlierRefs, begunAt, stop }
    return await watchBake(watched, builder, plan, options, ports)
  } catch (error) {
    // Such as a log that can't be written: the bake would go on without any sign of it.
    unwatched.abort()
    await running.ended
    throw error
  }
}

/** A remote builder needs no Docker, unless an image is to be loaded into it. */
function buildxFor(
  { buildx, driver }: Pick<Builder, 'buildx' | 'driver'>,
  { bake: { load }, targets }: BakePlan,
  { env }: Pick<WatchPorts, 'env'>,
): Program {
  const outputs = targets.flatMap((target) => target.outputs)
  const isLoaded = load || loadsIntoDocker(outputs)
  if (driver !== 'remote' || !isLoaded) return buildx
  return { ...buildx, env: loadingEnvironment(buildx.env, env) }
}

/** Warnings of cache exports that this action chose and whose errors buildx ignores. */
function exportWarnings({ targets, outcome }: PlannedBake): string[] {
  const image = outcome.kind === 'succeeded' ? ' The image is not affected.' : ''
  return targets.flatMap(({ name, target: { cacheWrite }, record }) =>
    record.exports
      .filter(({ status }) => status === 'failed' && cacheWrite !== undefined)
      .map(({ error }) => `${name}: the cache was not written to ${cacheWrite}: ${error}.${image}`),
  )
}
