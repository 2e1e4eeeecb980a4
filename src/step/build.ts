import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { Diagnosis } from '../base/diagnosis.ts'
import { buildArgs } from '../buildx/build-args.ts'
import { buildxConfig, loadingEnvironment } from '../buildx/environment.ts'
import type { Builder } from '../connect/builder.ts'
import type { Inputs } from '../inputs/inputs.ts'
import { createAttemptDirectory, writePrivateFile } from '../leftovers/private-directory.ts'
import { startProcess } from '../processes/process.ts'
import type { Program } from '../processes/program.ts'
import { csvAttribute } from '../text/csv.ts'
import { asciiContext } from './ascii-context.ts'
import { type GitForm, type LaterForm, resolvedQueryEnvironment } from './git-context.ts'
import type { Plan } from './plan.ts'
import type { TriedBuild, WatchedBuild } from './result.ts'
import { nextTry } from './retry.ts'
import type { WatchInputs, WatchPorts } from './watch.ts'

interface Files {
  /** The file with the value of a secret. */
  readonly secretFile: (index: number) => string
  readonly metadataFile: string
}

/**
 * Builds, and retries after a transient fault. A build that fails because of a cache source
 * is repeated without `cache-from`.
 *
 * @param earlierRetries the number of retries on other daemons
 * @returns the last try
 * @throws when buildx can't be started, or the log can't be written
 */
export async function buildWithRetries(
  builder: Builder,
  plan: Plan,
  inputs: Pick<Inputs, 'retries'> & WatchInputs,
  ports: WatchPorts,
  earlierRetries = 0,
): Promise<TriedBuild> {
  const directory = createAttemptDirectory(ports.directory)
  const files = {
    secretFile: (index: number) => join(directory, `secret-${index}`),
    metadataFile: join(directory, 'metadata.json'),
  }
  for (const [index, secret] of plan.build.secrets.entries()) {
    if ('value' in secret) await writePrivateFile(files.secretFile(index), secret.value)
  }
  const context = asciiContext(plan.build.context, directory)
  let build = { ...plan.build, context }
  let gitForm: GitForm = plan.withoutQuery === undefined ? 'fragment' : 'query'
  for (let retries = earlierRetries; ; retries += 1) {
    const built = await buildOnce(withForm(builder, gitForm), build, files, inputs, ports)
    const mostRetries = inputs.retries
    const canMove = builder.failOver !== undefined
    const hasCacheFrom = build.cacheFrom.length > 0
    const tries = { retries, mostRetries, hasCacheFrom, gitForm, canMove }
    const next = nextTry(built.outcome, tries)
    if (next === undefined) return { ...built, retries }
    if (next.kind === 'without-cache-from') {
      ports.log.warning(
        `A cache source lacks a layer, so the build is repeated without cache-from: ${next.error}`,
      )
      build = { ...build, cacheFrom: [] }
      continue
    }
    if (next.kind === 'git-form') {
      ports.log.info(`${formNotice[next.form]}: ${next.error}`)
      gitForm = next.form
      if (gitForm === 'fragment') build = { ...build, ...plan.withoutQuery }
      continue
    }
    const { reason, pauseSeconds } = next
    ports.log.info(
      `The build failed: ${reason}. Trying again in ${pauseSeconds} s (${retries + 1} of ${mostRetries}).`,
    )
    try {
      await sleep(pauseSeconds * 1000, undefined, { signal: ports.signal })
      await builder.ready?.()
    } catch (error) {
      // Canceled, or the daemon doesn't return: the error of the build is more useful.
      const { outcome } = built
      const silence = outcome.kind === 'lost' ? outcome.diagnosis : undefined
      const daemonFault = error instanceof Diagnosis ? (silence ?? error) : undefined
      return { ...built, retries, ...(daemonFault && { daemonFault }) }
    }
  }
}

const formNotice: Readonly<Record<LaterForm, string>> = {
  'resolved-query': 'The frontend does not support the Git context, so buildx resolves it',
  fragment:
    'The Git context is not supported as a query, so the daemon fetches the whole history of the repository',
}

/** The builder, with a buildx that uses this form. */
function withForm(builder: Builder, form: GitForm): Builder {
  if (form !== 'resolved-query') return builder
  const { buildx } = builder
  return { ...builder, buildx: { ...buildx, env: { ...buildx.env, ...resolvedQueryEnvironment } } }
}

async function buildOnce(
  builder: Builder,
  build: Plan['build'],
  { secretFile, metadataFile }: Files,
  inputs: WatchInputs,
  ports: WatchPorts,
): Promise<WatchedBuild> {
  const args = buildArgs(build, { builder: builder.name, metadataFile, secretFile })
  // Refs present now belong to earlier builds; a ref that appears later is this build's.
  const earlierRefs = builder.control ? await startedRefs(builder.name, ports) : []
  // The first try starts with this process. A later try must not count the results of an earlier one.
  const begunAt = earlierRefs.length === 0 ? performance.timeOrigin : Date.now()
  const unwatched = new AbortController()
  const running = await startProcess(buildxFor(builder, build, ports), args, {
    directory: ports.directory,
    signal: AbortSignal.any([ports.signal, unwatched.signal]),
  })
  try {
    // Most of the action's code, loaded while buildx starts.
    const { watchBuild } = await import(/* webpackChunkName: "build" */ './watch.ts')
    const stop = () => unwatched.abort()
    const watched = { ...running, args, metadataFile, earlierRefs, begunAt, stop }
    return await watchBuild(watched, builder, build, inputs, ports)
  } catch (error) {
    // Such as a log that can't be written: the build would continue invisibly.
    unwatched.abort()
    await running.ended
    throw error
  }
}

/** A remote builder needs no Docker, unless the image is to be loaded into it. */
function buildxFor(
  { buildx, driver }: Pick<Builder, 'buildx' | 'driver'>,
  { load, outputs }: Pick<Plan['build'], 'load' | 'outputs'>,
  { env }: Pick<WatchPorts, 'env'>,
): Program {
  const isLoaded =
    load || outputs.some((output) => csvAttribute(output, 'type')?.toLowerCase() === 'docker')
  if (driver !== 'remote' || !isLoaded) return buildx
  return { ...buildx, env: loadingEnvironment(buildx.env, env) }
}

/** The ids of the builds that the action has started. */
async function startedRefs(
  builder: string,
  { directory }: Pick<WatchPorts, 'directory'>,
): Promise<readonly string[]> {
  const config = buildxConfig(directory)
  // buildx creates the directory with the first build: without it, the module needn't be loaded.
  if (!existsSync(join(config, 'refs'))) return []
  const { startedBuilds } = await import(/* webpackChunkName: "build" */ '../buildx/refs.ts')
  return startedBuilds(config, builder)
}
