import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { buildArgs } from '../buildx/build-args.ts'
import { buildxConfig, loadingEnvironment } from '../buildx/environment.ts'
import { loadsIntoDocker } from '../buildx/outputs.ts'
import type { Builder } from '../connect/builder.ts'
import type { Inputs } from '../inputs/inputs.ts'
import { createAttemptDirectory, writePrivateFile } from '../leftovers/private-directory.ts'
import { startProcess } from '../processes/process.ts'
import type { Program } from '../processes/program.ts'
import type { Uploads } from '../upload/upload.ts'
import { asciiContext } from './ascii-context.ts'
import { type Contexts, isQueryRefused, withoutQueryNotice } from './git-context.ts'
import type { Plan } from './plan.ts'
import type { TriedBuild, WatchedBuild } from './result.ts'
import { withRetries } from './retries.ts'
import type { WatchPorts } from './watch.ts'
import type { WatchInputs } from './watch-build.ts'

interface Files {
  /** The file with the value of a secret. */
  readonly secretFile: (index: number) => string
  readonly metadataFile: string
}

export interface BuildOptions extends Pick<Inputs, 'retries'>, WatchInputs {
  /** Of the folder that is built; absent when it isn't on this machine. */
  readonly uploads?: Promise<Uploads | undefined>
}

/**
 * Builds, with the retries of `withRetries`.
 *
 * @param earlierRetries the number of retries on other daemons
 * @returns the last try
 * @throws when buildx can't be started, or the log can't be written
 */
export async function buildWithRetries(
  builder: Builder,
  plan: Plan,
  inputs: BuildOptions,
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
  const context = sendableContext(plan.build.context, directory)
  const { cacheFrom } = plan.build
  const { withoutQuery } = plan
  let fragments: Contexts | undefined
  const tried = await withRetries(
    async (withCacheFrom) => {
      const build = { ...plan.build, context, cacheFrom: withCacheFrom ? cacheFrom : [] }
      const tried = await buildOnce(builder, { ...build, ...fragments }, files, inputs, ports)
      if (fragments !== undefined || withoutQuery === undefined) return tried
      if (!isQueryRefused(tried.outcome)) return tried
      ports.log.info(withoutQueryNotice)
      fragments = withoutQuery
      return buildOnce(builder, { ...build, ...fragments }, files, inputs, ports)
    },
    { mostRetries: inputs.retries, earlierRetries, hasCacheFrom: cacheFrom.length > 0 },
    builder,
    ports,
  )
  const { settlePushed } = await import(/* webpackChunkName: "build" */ './pushed-anyway.ts')
  return settlePushed(tried, plan.build, ports)
}

/** As `asciiContext`, for bakes too: shared by itself, that module would make the action's first part longer. */
export function sendableContext(context: string, directory: string): string {
  return asciiContext(context, directory)
}

async function buildOnce(
  builder: Builder,
  build: Plan['build'],
  { secretFile, metadataFile }: Files,
  { uploads, ...inputs }: BuildOptions,
  ports: WatchPorts,
): Promise<WatchedBuild> {
  const args = buildArgs(build, { builder: builder.name, metadataFile, secretFile })
  // Refs present now belong to earlier builds; a ref that appears later is this build's.
  const earlierRefs = await startedRefs(builder.name, ports)
  const upload = await (await uploads)?.begin(builder)
  try {
    const unwatched = new AbortController()
    // What existed when buildx started is not this try's: neither other builds' results nor those of an earlier try.
    const begunAt = Date.now()
    const running = await startProcess(buildxFor(builder, build, ports), args, {
      directory: ports.directory,
      signal: AbortSignal.any([ports.signal, unwatched.signal]),
    })
    try {
      // Most of the action's code, loaded while buildx starts.
      const { watchBuild } = await import(/* webpackChunkName: "build" */ './watch-build.ts')
      const stop = () => unwatched.abort()
      const watched = { ...running, args, metadataFile, earlierRefs, begunAt, stop }
      const more = upload && { upload }
      return await watchBuild({ ...watched, ...more }, builder, build, inputs, ports)
    } catch (error) {
      // Such as a log that can't be written: the build would continue invisibly.
      unwatched.abort()
      await running.ended
      throw error
    }
  } finally {
    upload?.end()
  }
}

/** A remote builder needs no Docker, unless the image is to be loaded into it. */
function buildxFor(
  { buildx, driver }: Pick<Builder, 'buildx' | 'driver'>,
  { load, outputs }: Pick<Plan['build'], 'load' | 'outputs'>,
  { env }: Pick<WatchPorts, 'env'>,
): Program {
  const isLoaded = load || loadsIntoDocker(outputs)
  if (driver !== 'remote' || !isLoaded) return buildx
  return { ...buildx, env: loadingEnvironment(buildx.env, env) }
}

/** The ids of the builds that the action has started. */
export async function startedRefs(
  builder: string,
  { directory }: Pick<WatchPorts, 'directory'>,
): Promise<readonly string[]> {
  const config = buildxConfig(directory)
  // buildx creates the directory with the first build: without it, the module needn't be loaded.
  if (!existsSync(join(config, 'refs'))) return []
  const { startedBuilds } = await import(/* webpackChunkName: "build" */ '../buildx/refs.ts')
  return startedBuilds(config, builder)
}
