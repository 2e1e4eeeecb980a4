import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { buildArgs } from '../buildx/build-args.ts'
import { buildxConfig } from '../buildx/environment.ts'
import type { Builder } from '../connect/builder.ts'
import type { Inputs } from '../inputs/inputs.ts'
import { rememberProcess } from '../leftovers/journal.ts'
import { writePrivateFile } from '../leftovers/private-directory.ts'
import { startProcess } from '../processes/process.ts'
import type { Plan } from './plan.ts'
import { fatalError, isMissingLayer, passingFault, pause, pauseSeconds } from './retry.ts'
import type { BuildPorts, WatchedBuild } from './watch.ts'

/** What the last try has done. */
export interface TriedBuild extends WatchedBuild {
  /** How often the build was tried again. */
  readonly retries: number
}

interface Files {
  /** Where the value of a secret is. */
  readonly secretFile: (index: number) => string
  readonly metadataFile: string
}

/**
 * Only what failed for a passing reason is tried again: on a warm daemon that takes a moment. And what
 * failed because of the registry cache is built without it.
 */
export async function buildWithRetries(
  builder: Builder,
  plan: Plan,
  { retries, cacheMounts }: Pick<Inputs, 'retries' | 'cacheMounts'>,
  ports: BuildPorts,
): Promise<TriedBuild> {
  const files = {
    secretFile: (index: number) => join(ports.directory, `secret-${index}`),
    metadataFile: join(ports.directory, 'metadata.json'),
  }
  for (const [index, secret] of plan.build.secrets.entries()) {
    if ('value' in secret) await writePrivateFile(files.secretFile(index), secret.value)
  }
  let { cacheFrom } = plan.build
  for (let retry = 0; ; retry += 1) {
    const build = await buildOnce(builder, { ...plan.build, cacheFrom }, files, cacheMounts, ports)
    const error = fatalError(build)
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

async function buildOnce(
  builder: Builder,
  build: Plan['build'],
  { secretFile, metadataFile }: Files,
  cacheMounts: boolean,
  ports: BuildPorts,
): Promise<WatchedBuild> {
  const args = buildArgs(build, { builder: builder.name, metadataFile, secretFile })
  // By what is new later, this build is told from others: buildx may note it as soon as it runs.
  const earlierRefs = builder.control ? await startedRefs(builder.name, ports) : []
  const unwatched = new AbortController()
  const running = await startProcess(builder.buildx, args, {
    signal: AbortSignal.any([ports.signal, unwatched.signal]),
    onStart: (pid) => rememberProcess(ports.directory, pid),
  })
  try {
    // Most of this action, loaded in the time that buildx needs before it has anything to say.
    const { watchBuild } = await import(/* webpackChunkName: "build" */ './watch.ts')
    const watched = { ...running, args, metadataFile, earlierRefs }
    return await watchBuild(watched, builder, build, cacheMounts, ports)
  } catch (error) {
    // Such as a log that nobody takes any more: then nobody would hear of the build's end either.
    unwatched.abort()
    await running.ended
    throw error
  }
}

/** The ids of the builds that this step has begun. */
async function startedRefs(builder: string, { directory }: BuildPorts): Promise<readonly string[]> {
  const config = buildxConfig(directory)
  // Before the first one buildx has noted none, and there is nothing to load for it.
  if (!existsSync(join(config, 'refs'))) return []
  const { startedBuilds } = await import(/* webpackChunkName: "build" */ '../buildx/refs.ts')
  return startedBuilds(config, builder)
}
