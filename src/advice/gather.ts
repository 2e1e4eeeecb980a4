import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Ports } from '../base/ports.ts'
import type { BuildInputs } from '../buildx/build-args.ts'
import { dockerConfig } from '../buildx/docker-config.ts'
import { loadsIntoDocker, pushes } from '../buildx/outputs.ts'
import type { Builder } from '../connect/builder.ts'
import { isRemote } from '../inputs/dockerfile-path.ts'
import { wallSeconds } from '../progress/intervals.ts'
import { workedIntervals } from '../progress/vertex-table.ts'
import type { BuildRecord } from '../record/recorder.ts'
import type { Task } from '../record/task.ts'
import { readBuildArgument } from '../text/build-argument.ts'
import { parseDockerfile } from '../text/dockerfile.ts'
import { dockerHub, registryIn, registryOf } from '../text/image-reference.ts'
import type { Advice, AdviceFacts } from './advice.ts'
import { advise } from './advise.ts'
import { type BuiltFrom, dockerfileText, readLocalContext } from './local-context.ts'
import { packageManagerOf } from './package-managers.ts'
import { placeSteps } from './placed-steps.ts'
import { type ProjectFiles, readFiles } from './project-files.ts'

/** A build that succeeded, and what it was made of. */
export interface AdvisedBuild extends BuiltFrom {
  readonly build: BuiltFrom['build'] &
    Pick<BuildInputs, 'buildArgs' | 'load' | 'push' | 'outputs' | 'tags'>
  readonly builder: Pick<Builder, 'isOwn'>
  /** How many builds the record is of: of several platforms, each has sent the context. */
  readonly builds: number
  /** Present for a part of a larger build: the tasks of the whole, and the index there of a step of this record. */
  readonly whole?: {
    readonly tasks: readonly Task[]
    readonly indexOf: (step: number) => number | undefined
    /** The other parts. */
    readonly others: readonly BuiltFrom[]
  }
}

/**
 * Reads what advice needs of this machine, and gives it. Nothing is read for a build that took everything from cache;
 * Git and the files of the context are asked only when a rule can use the answer.
 *
 * @returns none where neither the daemon's record nor this machine has the Dockerfile
 */
export async function adviceFor(
  { record, historyFacts, build, builder, builds, whole }: AdvisedBuild,
  { run, env }: Pick<Ports, 'run' | 'env'>,
): Promise<readonly Advice[]> {
  if (record.steps.every(({ status }) => status === 'cached')) return []
  const isLocal = !isRemote(build.context)
  const own = { record, build, ...(historyFacts && { historyFacts }) }
  const text = await dockerfileText(own)
  if (text === undefined) return []
  const { tasks, indexOf } = whole ?? { tasks: record.tasks, indexOf: (step: number) => step }
  const dockerfile = parseDockerfile(text)
  const steps = placeSteps(record, dockerfile).flatMap((placed) => {
    const index = indexOf(placed.index)
    return index === undefined ? [] : [{ ...placed, index }]
  })
  const misses = (historyFacts?.misses ?? record.misses).flatMap((miss) => {
    const step = indexOf(miss.step)
    return step === undefined ? [] : [{ ...miss, step }]
  })
  const downloads = [...downloadSeconds(record)].flatMap(([index, seconds]) => {
    const step = indexOf(index)
    return step === undefined ? [] : [[step, seconds] as const]
  })
  const environments = [...(historyFacts?.environments ?? [])].flatMap(([index, each]) => {
    const step = indexOf(index)
    return step === undefined ? [] : [[step, each] as const]
  })
  const git = async (...args: string[]) => {
    if (!isLocal) return undefined
    const { exitCode, stdout } = await run('git', ['-C', build.context, ...args], { env })
    return exitCode === 0 ? stdout.trim() : undefined
  }
  const has = (reason: string) => misses.some((miss) => miss.reason === reason)
  const commit = has('instruction-changed')
    ? (commitIn(build.context) ?? (await readCommit(git)))
    : undefined
  const changed = has('context-changed')
    ? await readChanges(git, historyFacts?.earlierRevision)
    : undefined
  const contextBytes = Math.round(record.contextBytes / builds)
  const isLarge = contextBytes >= 10_000_000
  const context = isLarge ? await readLocalContext(own, whole?.others ?? []) : undefined
  const installs = steps.some(
    ({ instruction: { keyword, text } }) => keyword === 'RUN' && packageManagerOf(text),
  )
  const project = isLocal && installs ? await readProject(build.context || '.') : undefined
  const facts: AdviceFacts = {
    ...{ steps, tasks, misses, contextBytes, dockerfile },
    environments: new Map(environments),
    ...(project && { project }),
    isPersistent: builder.isOwn !== true,
    isCompared: historyFacts?.comparison === 'compared',
    downloadSeconds: new Map(downloads),
    buildArgs: argumentValues(build.buildArgs, env),
    ...(commit && { commit }),
    now: Date.now(),
    isUnchanged: (paths) => changed?.(paths),
    ...(context && { context }),
    loadedFrom: await loadedFrom(build, env),
  }
  return advise(facts)
}

type Git = (...args: string[]) => Promise<string | undefined>

/** The commit that a Git context names, in each of BuildKit's forms; its time is not known. */
function commitIn(context: string): AdviceFacts['commit'] {
  const id = /(?:#|[?&](?:checksum|commit)=)([0-9a-f]{40}(?:[0-9a-f]{24})?)\b/.exec(context)?.[1]
  return id !== undefined && isRemote(context) ? { id } : undefined
}

async function readCommit(git: Git): Promise<AdviceFacts['commit']> {
  const [id = '', seconds = ''] = (await git('log', '-1', '--format=%H %ct'))?.split(' ') ?? []
  return id === '' ? undefined : { id, seconds: Number(seconds) }
}

/**
 * Compares the context with the commit of an earlier build. A shallow clone doesn't have that commit. Then nothing is
 * known. Git says nothing of files that it doesn't track.
 *
 * @returns undefined when it can't be compared
 */
async function readChanges(
  git: Git,
  revision: string | undefined,
): Promise<((paths: readonly string[]) => boolean | undefined) | undefined> {
  if (revision === undefined || !/^[0-9a-f]{40,64}$/.test(revision)) return undefined
  const listed = await git('diff', '--name-only', '--relative', revision, '--', '.')
  const known = await git('ls-files', '--', '.')
  if (listed === undefined || known === undefined) return undefined
  const [changed, tracked] = [listed, known].map((lines) => new Set(lines.split('\n')))
  return (paths) => {
    const there = paths.filter((path) => tracked?.has(path))
    return there.length === 0 ? undefined : !paths.some((path) => changed?.has(path))
  }
}

function downloadSeconds({ stepVertices, tasks }: BuildRecord): ReadonlyMap<number, number> {
  const now = tasks.reduce((last, { end }) => Math.max(last, end), 0)
  return new Map(
    [...stepVertices.entries()].flatMap(([index, { downloads }]) => {
      const worked = downloads.flatMap((download) => workedIntervals(download, now))
      return worked.length === 0 ? [] : [[index, wallSeconds(worked)] as const]
    }),
  )
}

function argumentValues(
  buildArgs: readonly string[],
  env: NodeJS.ProcessEnv,
): ReadonlyMap<string, string> {
  return new Map(
    buildArgs.map((entry) => {
      const { name, value } = readBuildArgument(entry, env)
      return [name, value]
    }),
  )
}

/** What a package manager would read at the root of a context; undefined when it can't be read. */
async function readProject(directory: string): Promise<ProjectFiles | undefined> {
  try {
    const names = await readdir(directory)
    const texts = names.map(async (name) => {
      const isRead = readFiles.includes(name)
      return [name, isRead ? await readFile(join(directory, name), 'utf8') : ''] as const
    })
    return new Map(await Promise.all(texts))
  } catch {
    return undefined
  }
}

/** Registries of the tags to which Docker's configuration has credentials, when the image is loaded alone. */
async function loadedFrom(
  { load, push, outputs, tags }: AdvisedBuild['build'],
  env: NodeJS.ProcessEnv,
): Promise<readonly string[]> {
  const isLoaded = load || loadsIntoDocker(outputs)
  const isPushed = push || outputs.some(pushes)
  if (!isLoaded || isPushed) return []
  const hosts = tags.filter(isOwnName).map(registryOf)
  if (hosts.length === 0) return []
  const file = join(dockerConfig(env), 'config.json')
  try {
    const { auths = {}, credHelpers = {} } = JSON.parse(await readFile(file, 'utf8')) as {
      readonly auths?: Readonly<Record<string, unknown>>
      readonly credHelpers?: Readonly<Record<string, unknown>>
    }
    const known = new Set([...Object.keys(auths).flatMap(authKeys), ...Object.keys(credHelpers)])
    return hosts.filter((host) => known.has(host === dockerHub ? hubKey : host))
  } catch {
    return []
  }
}

/** Under which Docker keeps the sign-in to Docker Hub, whatever name it was given. */
const hubKey = 'https://index.docker.io/v1/'

/** A sign-in is found by its host too: older clients wrote `https://ghcr.io/v2/` (`ConvertToHostname` in docker/cli). */
function authKeys(key: string): readonly string[] {
  return [key, key.replace(/^https?:\/\//, '').replace(/\/.*/s, '')]
}

/** Whether a reference names an image that users may push: those of Docker Hub without a namespace are Docker's own. */
function isOwnName(reference: string): boolean {
  if (registryOf(reference) !== dockerHub) return true
  const host = registryIn(reference)
  const path = host === undefined ? reference : reference.slice(host.length + 1)
  return path.includes('/') && !path.startsWith('library/')
}
