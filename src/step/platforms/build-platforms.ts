import { withPlace } from '../../base/diagnosis.ts'
import { messageOf } from '../../base/errors.ts'
import type { Log, Ports } from '../../base/ports.ts'
import { startStopwatch } from '../../base/stopwatch.ts'
import type { Metadata } from '../../buildx/metadata.ts'
import type { Builder } from '../../connect/builder.ts'
import type { Inputs } from '../../inputs/inputs.ts'
import type { BuildRecord } from '../../record/recorder.ts'
import { imageName } from '../../text/image-reference.ts'
import { warnAfterBuild, warnOfFaults } from '../after-build.ts'
import type { Images } from '../compare.ts'
import { buildElsewhere, isSettled } from '../move.ts'
import type { Outcome } from '../outcome.ts'
import { type Plan, planBuild, pushesImage } from '../plan.ts'
import type { PlatformResult, Result, TriedBuild } from '../result.ts'
import { hasReported, withUsableBuildx } from '../usable-buildx.ts'
import { mergeImages } from './merge-images.ts'
import { type MergePlan, planMerge } from './merge-plan.ts'
import { mergeFacts, mergeRecords } from './merge-records.ts'
import type { PlatformsLease } from './open-platforms.ts'
import { platformOutput } from './platform-output.ts'
import { insecureClient } from './registry-client.ts'

interface Built {
  readonly plan: Plan
  readonly build: TriedBuild
}

type PlanAndBuild = (
  builder: Builder,
  retries: number,
  inputs: Inputs,
  ports: Ports,
  adapt: (plan: Plan) => Plan,
) => Promise<Built>

type PlatformBuilt = Built & { readonly platform: string; readonly seconds: number }

/**
 * Builds for each platform on its own daemon, all at the same time, and puts the images together. A platform that
 * fails cancels the others, and no tag moves.
 *
 * @throws ConfigurationError before anything is built, for a result that can't be made of several images
 */
export async function buildPlatforms(
  lease: PlatformsLease,
  inputs: Inputs,
  ports: Ports,
  planAndBuild: PlanAndBuild,
): Promise<Omit<Result, 'seconds'>> {
  let cleaningUpSeconds = 0
  const result = await build(lease, inputs, ports, planAndBuild).finally(async () => {
    cleaningUpSeconds = await lease.release()
  })
  for (const { builder } of lease.platforms) warnOfFaults(builder, ports)
  return { ...result, cleaningUpSeconds }
}

async function build(
  { platforms }: PlatformsLease,
  inputs: Inputs,
  ports: Ports,
  planAndBuild: PlanAndBuild,
): Promise<Omit<Result, 'seconds' | 'cleaningUpSeconds'>> {
  const merge = planMerge(inputs.build)
  const names = platforms.map(({ platform, builder }) => `${platform} on ${builder.endpoint}`)
  ports.log.info(`Building for each platform apart: ${names.join(', ')}.`)
  const built = await buildAll(platforms, merge, inputs, ports, planAndBuild)
  const [first, ...others] = built as [PlatformBuilt, ...PlatformBuilt[]]
  const parts = built.map(({ platform, build: { record, historyFacts } }) => ({
    ...{ platform, record },
    ...(historyFacts && { historyFacts }),
  }))
  const record = mergeRecords(parts as [(typeof parts)[0], ...typeof parts])
  const historyFacts = mergeFacts(parts)
  const { builder } = platforms.find(({ builder: { isOwn } }) => !isOwn) ?? platforms[0] ?? {}
  if (builder === undefined) throw new Error('no platform')
  const plan = planOf(first.plan, inputs, builder)
  const { joiningSeconds, ...end } = await finish(built, plan, merge, builder, inputs, ports)
  for (const each of built) await warnAfterBuild(each.build, each.plan, inputs, ports)
  return {
    ...end,
    builder,
    plan,
    record: withJoining(record, joiningSeconds),
    ...(historyFacts && { historyFacts }),
    checks: unique([first, ...others].flatMap(({ build: { checks } }) => checks)),
    platforms: platforms.map(({ platform, builder: own }, index) =>
      platformResult(platform, own, built[index] as PlatformBuilt),
    ),
  }
}

/** Putting the images together is the end of the push. */
function withJoining(record: BuildRecord, joiningSeconds = 0): BuildRecord {
  const { seconds } = record
  const pushing = Math.round((seconds.pushing + joiningSeconds) * 1000) / 1000
  return { ...record, seconds: { ...seconds, pushing } }
}

/** The plan as the workflow gives it, for the report. */
function planOf(adapted: Plan, inputs: Inputs, { driver, daemon, isOwn = false }: Builder): Plan {
  const isPersistent = !isOwn
  const { build } = planBuild({ ...inputs, isPersistent, driver, version: daemon.version })
  return { ...adapted, build }
}

async function buildAll(
  platforms: PlatformsLease['platforms'],
  merge: MergePlan,
  inputs: Inputs,
  ports: Ports,
  planAndBuild: PlanAndBuild,
): Promise<readonly PlatformBuilt[]> {
  const stop = new AbortController()
  const signal = AbortSignal.any([ports.signal, stop.signal])
  // One fence around all of them: the host would obey commands again once the first build closed its own.
  const fence = ports.fence()
  const log = deferredLog(ports.log)
  ports.output.write(fence.open)
  const settled = await Promise.allSettled(
    platforms.map(async (lease): Promise<PlatformBuilt> => {
      const { platform } = lease
      const seconds = startStopwatch()
      const { stream, flush } = platformOutput(platform, ports.output)
      const own: Ports = {
        ...ports,
        ...{ signal, output: stream, log: log.for(platform, stream) },
        fence: () => ({ open: '', close: '', harmless: fence.harmless }),
      }
      // What the tag named before is asked once for all.
      const one = { ...inputs, compare: false }
      const adapt = (plan: Plan) => merge.adapt(plan, platform)
      try {
        const buildOn = (builder: Builder, retries: number) =>
          planAndBuild(builder, retries, one, own, adapt)
        const tried = await withUsableBuildx(
          lease,
          () => buildOn(lease.builder, 0),
          ({ build }) => hasReported(build),
        )
        const built = isSettled(tried.build)
          ? tried
          : await buildElsewhere(lease, { ...tried, seconds: seconds() }, one, own, buildOn)
        if (built.build.outcome.kind !== 'succeeded') stop.abort()
        return { ...built, platform, seconds: seconds() }
      } catch (error) {
        stop.abort()
        throw error
      } finally {
        await flush()
      }
    }),
  )
  ports.output.write(fence.close)
  log.release()
  const refusal = settled.find((each) => each.status === 'rejected')
  if (refusal !== undefined) throw refusal.reason
  return settled.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : []))
}

interface Ended extends Pick<Result, 'outcome' | 'retries' | 'metadata' | 'imageChanged'> {
  /** How long it took to put the images together, if that was begun. */
  readonly joiningSeconds?: number
}

async function finish(
  built: readonly PlatformBuilt[],
  plan: Plan,
  merge: MergePlan,
  builder: Builder,
  inputs: Inputs,
  ports: Ports,
): Promise<Ended> {
  const retries = built.reduce((sum, { build }) => sum + build.retries, 0)
  const outcome = worst(built.map(({ build }) => build.outcome))
  const platforms = Object.fromEntries(
    built.map(({ platform, build }) => [platform, JSON.parse(build.metadata?.json || '{}')]),
  )
  if (outcome.kind !== 'succeeded') return { outcome, retries }
  if (!pushesImage(plan.build)) {
    return { outcome, retries, metadata: metadataOf({ platforms }, '') }
  }
  const digests = built.map(({ build }) => build.metadata?.digest ?? '')
  const names = [...merge.tags, ...merge.untagged]
  const [tag = ''] = merge.tags
  // An image without a tag takes no other's place.
  const compare = inputs.compare && tag !== '' ? await import('../compare.ts') : undefined
  const seconds = startStopwatch()
  try {
    const images = names.map((name) => `${imageName(name)}@${digests[0]}`)
    let before: Promise<Images | undefined> | undefined
    const findClient = async () => {
      const client = merge.isInsecure ? await insecureClient(images, builder, ports) : builder
      // The tag is read once, before the first push of it.
      before ??= compare?.readImages(tag, client, ports)
      await before
      return client
    }
    // What the builds needed says nothing about the registry now.
    const image = await mergeImages({ ...merge, digests }, findClient, inputs.retries, ports)
    const joiningSeconds = seconds()
    ports.log.info(`Put ${built.length} images together: ${names[0]}@${image.digest}`)
    const after = await compare?.readImages(compare.pinned(tag, image.digest), image.client, ports)
    const imageChanged = compare?.haveChanged(await before, after)
    // buildx gives the repositories alone as the name of an index.
    const named = { 'containerimage.digest': image.digest, 'image.name': names.join(',') }
    return {
      outcome,
      retries: retries + image.retries,
      metadata: metadataOf({ ...image.metadata, ...named, platforms }, image.digest),
      ...(imageChanged !== undefined && { imageChanged }),
      joiningSeconds,
    }
  } catch (error) {
    const joiningSeconds = seconds()
    if (ports.signal.aborted) return { outcome: { kind: 'canceled' }, retries, joiningSeconds }
    const failed = `The images were not put together: ${messageOf(error)}`
    return {
      outcome: { kind: 'failed', cause: { kind: 'lasting' }, error: failed },
      ...{ retries, joiningSeconds },
    }
  }
}

function metadataOf(json: object, digest: string): Metadata {
  return { json: JSON.stringify(json), digest, imageId: digest }
}

/** The outcome that explains the others. A platform that was canceled because another failed explains nothing. */
function worst(outcomes: readonly Outcome[]): Outcome {
  const order = ['failed', 'unusable', 'lost', 'canceled', 'succeeded']
  const [first] = outcomes.toSorted((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind))
  return first ?? { kind: 'canceled' }
}

function unique<Value>(values: readonly Value[]): readonly Value[] {
  return [...new Map(values.map((value) => [JSON.stringify(value), value])).values()]
}

function platformResult(
  platform: string,
  { endpoint, driver, daemon, pool, fallback }: Builder,
  { build: { outcome, record, metadata }, seconds }: PlatformBuilt,
): PlatformResult {
  const { total, cached, executed, failed, canceled, notStarted, percent } = record
  return {
    platform,
    ...{ driver, endpoint, version: daemon.version },
    outcome: outcome.kind,
    ...(metadata?.digest && { digest: metadata.digest }),
    ...{ total, cached, executed, failed, canceled, notStarted, percent },
    seconds: Math.round(seconds * 1000) / 1000,
    ...(pool && { pool }),
    ...(fallback && { fallback }),
  }
}

/** The host doesn't obey commands inside the fence, so what needs one waits for its end. */
function deferredLog(log: Log) {
  const waiting: (() => void)[] = []
  return {
    for: (platform: string, stream: Ports['output']): Log => {
      const later = (level: 'notice' | 'warning' | 'debug') => (line: string) => {
        waiting.push(() => log[level](withPlace(line, platform)))
      }
      const write = (line: string) => stream.write(`${line}\n`)
      return {
        info: write,
        notice: later('notice'),
        warning: later('warning'),
        debug: later('debug'),
        group: (title) => write(title),
      }
    },
    release() {
      for (const print of waiting.splice(0)) print()
    },
  }
}
