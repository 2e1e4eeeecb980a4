import { access, readdir, readFile, stat } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import type { BuildInputs } from '../buildx/build-args.ts'
import type { HistoryFacts } from '../history/history-facts.ts'
import { isRemote } from '../inputs/dockerfile-path.ts'
import type { BuildRecord } from '../record/recorder.ts'
import { type Dockerfile, parseDockerfile } from '../text/dockerfile.ts'
import { ignoredByName } from '../text/dockerignore.ts'
import type { ContextEntry, LocalContext } from './advice.ts'
import { placeSteps } from './placed-steps.ts'

/** A build, and what it was made of. */
export interface BuiltFrom {
  readonly record: BuildRecord
  readonly historyFacts?: HistoryFacts
  readonly build: Pick<BuildInputs, 'context' | 'file' | 'buildContexts'>
}

/** More files of a context are not looked at. */
const mostFiles = 50_000

/** The Dockerfile's text in the daemon's record, or else on this machine. */
export async function dockerfileText({
  historyFacts,
  build,
}: Omit<BuiltFrom, 'record'>): Promise<string | undefined> {
  return historyFacts?.dockerfile ?? (isRemote(build.context) ? undefined : read(fileOf(build)))
}

/**
 * What lies in the folder that is a build's context, and who uses it.
 *
 * @param others the other builds of a bake
 * @returns undefined when it isn't known what uses the folder, it has too many files, or its ignore file isn't plain
 */
export async function readLocalContext(
  own: BuiltFrom,
  others: readonly BuiltFrom[],
): Promise<LocalContext | undefined> {
  const folder = folderOf(own.build.context)
  if (folder === undefined) return undefined
  const all = [own, ...others]
  const isNamed = all.some(({ build }) =>
    build.buildContexts.some((each) => folderOf(each.slice(each.indexOf('=') + 1)) === folder),
  )
  // The ignore file counts for a named context, too.
  if (isNamed) return undefined
  const users = all.filter(({ build }) => folderOf(build.context) === folder)
  const dockerfiles = await Promise.all(users.map(readDockerfile))
  const stages = dockerfiles.flatMap((dockerfile) => dockerfile?.stages ?? [])
  if (dockerfiles.includes(undefined)) return undefined
  // An ignore file of the Dockerfile's own replaces the other.
  const file = fileOf(own.build)
  const ownIgnore = await read(`${file}.dockerignore`)
  const ignoredPart = ignoredByName(ownIgnore ?? (await read(join(folder, '.dockerignore'))) ?? '')
  if (ignoredPart === undefined) return undefined
  try {
    const { sizes, dockerfiles: found } = await listFolder(folder)
    const known = new Set(all.map(({ build }) => resolve(fileOf(build))))
    const beside = (await readdir(dirname(file))).filter(isDockerfile)
    const there = [...found, ...beside.map((name) => resolve(dirname(file), name))]
    // What another Dockerfile copies isn't known. The folder's ignore file may count for its builds, too.
    if (ownIgnore === undefined && there.some((path) => !known.has(path))) return undefined
    const entries = sizes.map(({ name, bytes, isFolder }): ContextEntry => {
      const ignored = ignoredPart(name)
      return { name, bytes, isIgnored: ignored === 'all' || (ignored === 'content' && isFolder) }
    })
    const ignoreFile = ownIgnore === undefined ? '.dockerignore' : `${basename(file)}.dockerignore`
    return { entries, stages, ignoreFile }
  } catch {
    return undefined
  }
}

/** @returns undefined when a stage was built that isn't as it says: its base image may have triggers (`ONBUILD`) */
async function readDockerfile(user: BuiltFrom): Promise<Dockerfile | undefined> {
  const text = await dockerfileText(user)
  // Where the text isn't in a file, there may be others for the same context.
  const isFile = await access(fileOf(user.build)).then(
    () => true,
    () => false,
  )
  if (text === undefined || !isFile) return undefined
  const dockerfile = parseDockerfile(text)
  const placed = placeSteps(user.record, dockerfile)
  return placed.length === user.record.steps.length ? dockerfile : undefined
}

interface Entry {
  readonly name: string
  readonly bytes: number
  readonly isFolder: boolean
}

/** @throws when it has too many files, or one can't be read */
async function listFolder(
  folder: string,
): Promise<{ readonly sizes: readonly Entry[]; readonly dockerfiles: readonly string[] }> {
  let files = 0
  const dockerfiles: string[] = []
  const measure = async (path: string): Promise<number> => {
    files += 1
    if (files > mostFiles) throw new Error('too many files')
    // Those of packages are not built with this context.
    const isOfPackage = /[\\/](?:node_modules|\.git)[\\/]/.test(path.slice(folder.length))
    if (isDockerfile(basename(path)) && !isOfPackage) dockerfiles.push(path)
    const { size } = await stat(path)
    return size
  }
  const sizes: Entry[] = []
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name)
    let bytes = 0
    if (entry.isFile()) bytes = await measure(path)
    if (entry.isDirectory()) {
      for (const each of await readdir(path, { recursive: true, withFileTypes: true })) {
        if (each.isFile()) bytes += await measure(join(each.parentPath, each.name))
      }
    }
    sizes.push({ name: entry.name, bytes, isFolder: entry.isDirectory() })
  }
  return { sizes, dockerfiles }
}

/** Such as `Dockerfile`, `Dockerfile.test` and `app.dockerfile`. */
function isDockerfile(name: string): boolean {
  return /(?:^|[._-])(?:docker|container)file(?:$|[._-])/i.test(name) && !/ignore$/.test(name)
}

function fileOf({ context, file }: BuiltFrom['build']): string {
  return file || join(context || '.', 'Dockerfile')
}

function folderOf(context: string): string | undefined {
  return isRemote(context) ? undefined : resolve(context || '.')
}

function read(path: string): Promise<string | undefined> {
  return readFile(path, 'utf8').catch(() => undefined)
}
