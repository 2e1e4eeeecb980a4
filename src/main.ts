import { join } from 'node:path'
import type { Writable } from 'node:stream'
import { buildArgs } from './buildx/build-args.ts'
import { startProcess } from './buildx/process.ts'
import type { BuildRecord } from './cache/recorder.ts'
import type { Builder, ConnectPorts } from './connect/builder.ts'
import { connect } from './connect/connect.ts'
import type { Inputs } from './inputs.ts'
import { neededByPost, rememberProcess } from './leftovers.ts'
import { type Plan, planBuild } from './plan.ts'
import {
  createPrivateDirectory,
  removePrivateDirectory,
  writePrivateFile,
} from './private-directory.ts'
import { isMissingLayer, passingFault, pause, pauseSeconds } from './retry.ts'
import type { WatchedBuild } from './watch.ts'

export interface MainPorts extends ConnectPorts {
  readonly output: Writable
  /** Where to keep what buildx tells of its progress, if anywhere. */
  readonly streamFile?: string
}

/** What the step did, for the outputs and the summary. */
export interface Result extends WatchedBuild {
  readonly builder: Builder
  readonly plan: Plan
  readonly seconds: number
  /** How often the build was tried again. */
  readonly retries: number
  /** Absent when it isn't known, or nobody asked. */
  readonly imageChanged?: boolean
  /** What removing the builder took. */
  readonly cleaningUpSeconds: number
}

/**
 * Connects, builds and cleans up. A build that fails is a result, not an exception: its numbers are
 * the ones people look at.
 *
 * @throws when there is no builder to build with
 */
export async function main(inputs: Inputs, ports: MainPorts): Promise<Result> {
  const started = performance.now()
  await createPrivateDirectory(ports.directory)
  try {
    for (const warning of inputs.warnings) ports.log.warning(warning)
    const builder = await connect(inputs.connect, ports)
    let cleaningUpSeconds = 0
    const { plan, build, imageChanged } = await planAndBuild(builder, inputs, ports).finally(
      async () => {
        cleaningUpSeconds = await release(builder)
      },
    )
    for (const warning of exportWarnings(build.record, plan)) ports.log.warning(warning)
    return {
      builder,
      plan,
      ...build,
      cleaningUpSeconds,
      ...(imageChanged !== undefined && { imageChanged }),
      seconds: (performance.now() - started) / 1000,
    }
  } finally {
    await removePrivateDirectory(ports.directory, neededByPost(ports.directory))
  }
}

async function planAndBuild(
  builder: Builder,
  inputs: Inputs,
  ports: MainPorts,
): Promise<{ readonly plan: Plan } & Awaited<ReturnType<typeof buildAndCompare>>> {
  const { driver, daemon, isOwn = false } = builder
  const hasPlainStore = driver === 'docker' && daemon.docker?.hasContainerdStore === false
  const plan = planBuild({ ...inputs, isPersistent: !isOwn, hasPlainStore })
  for (const notice of plan.notices) ports.log.notice(notice)
  for (const warning of plan.warnings) ports.log.warning(warning)
  return { plan, ...(await buildAndCompare(builder, plan, inputs, ports)) }
}

/** Nobody asks the registry unless `compare` says so. */
async function buildAndCompare(
  builder: Builder,
  plan: Plan,
  inputs: Inputs,
  ports: MainPorts,
): Promise<{ build: Awaited<ReturnType<typeof buildWithRetries>>; imageChanged?: boolean }> {
  const [tag] = inputs.compare && plan.build.push ? plan.build.tags : []
  if (tag === undefined) return { build: await buildWithRetries(builder, plan, inputs, ports) }
  const { haveChanged, pinned, readImages } = await import('./compare.ts')
  const before = await readImages(tag, builder, ports.run)
  const build = await buildWithRetries(builder, plan, inputs, ports)
  const digest = build.metadata?.digest
  if (build.failure !== undefined || !digest) return { build }
  const after = await readImages(pinned(tag, digest), builder, ports.run)
  const imageChanged = haveChanged(before, after)
  return { build, ...(imageChanged !== undefined && { imageChanged }) }
}

/**
 * Only what failed for a passing reason is tried again: on a warm daemon that takes a moment. And what
 * failed because of the registry cache is built without it.
 */
async function buildWithRetries(
  builder: Builder,
  plan: Plan,
  { retries, cacheMounts }: Inputs,
  ports: MainPorts,
): Promise<WatchedBuild & { readonly retries: number }> {
  const secretFile = (index: number) => join(ports.directory, `secret-${index}`)
  for (const [index, secret] of plan.build.secrets.entries()) {
    if ('value' in secret) await writePrivateFile(secretFile(index), secret.value)
  }
  let { cacheFrom } = plan.build
  for (let retry = 0; ; retry += 1) {
    const current = { ...plan, build: { ...plan.build, cacheFrom } }
    const build = await buildOn(builder, current, { secretFile, cacheMounts }, ports)
    const error = build.record.failure?.error ?? build.failure
    if (error !== undefined && isMissingLayer(error) && cacheFrom.length > 0) {
      ports.log.warning(`The build is done again without cache-from, which lacks a layer: ${error}`)
      cacheFrom = []
      continue
    }
    const fault = error === undefined ? undefined : passingFault(error)
    if (fault === undefined || retry >= retries || ports.signal.aborted) {
      return { ...build, retries: retry }
    }
    const next = retry + 1
    ports.log.info(
      `Failed because ${fault.reason}. Trying again in ${pauseSeconds(next)} s (${next} of ${retries}).`,
    )
    try {
      await pause(next, ports.signal)
      // A daemon that doesn't come back is told of in the words of the build that it broke off.
      await builder.ready?.()
    } catch {
      return { ...build, retries: retry }
    }
  }
}

async function buildOn(
  builder: Builder,
  plan: Plan,
  {
    secretFile,
    cacheMounts,
  }: { readonly secretFile: (index: number) => string; readonly cacheMounts: boolean },
  ports: MainPorts,
): Promise<WatchedBuild> {
  const { directory, signal } = ports
  const metadataFile = join(directory, 'metadata.json')
  const args = buildArgs(plan.build, { builder: builder.name, metadataFile, secretFile })
  const running = await startProcess(builder.buildx, args, {
    signal,
    onStart: (pid) => rememberProcess(directory, pid),
  })
  // Most of this action, loaded in the time that buildx needs before it has anything to say.
  const { watchBuild } = await import(/* webpackChunkName: "build" */ './watch.ts')
  return watchBuild({ ...running, args, metadataFile }, builder, plan.build, cacheMounts, ports)
}

/** Only of what this step chose to write, errors ignored: any other error has failed the build. */
function exportWarnings({ exports }: BuildRecord, { cacheWrite }: Plan): string[] {
  return exports
    .filter(({ status }) => status === 'failed' && cacheWrite !== undefined)
    .map(
      ({ error }) =>
        `The cache was not written to ${cacheWrite}: ${error}. The image is not affected.`,
    )
}

/** @returns the seconds that it took */
async function release(builder: Builder): Promise<number> {
  const started = performance.now()
  await builder.release()
  return (performance.now() - started) / 1000
}
