import { readFileSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { join } from 'node:path'
import type { Remedies, RunCommand } from '../base/ports.ts'
import { foldersUpToRoot } from '../inputs/checkout.ts'
import { shortLine } from '../text/truncate.ts'
import { wildcard } from '../text/wildcard.ts'
import { copiedSources, lfsFiles } from './lfs-files.ts'

/** The part of a checkout that is a build's context. */
export interface CheckedOutContext {
  /** The folder on this machine. */
  readonly directory: string
  /** Whether BuildKit fetches the same files with Git, without Git LFS, instead of getting them from here. */
  readonly isFetched: boolean
}

/** More files than this are not read. */
const mostFiles = 200

/**
 * Warns about files in Git LFS whose pointers were copied into an image.
 *
 * @returns undefined when there are none, or it can't be known
 */
export async function pointerWarning(
  context: CheckedOutContext,
  steps: readonly { readonly name: string }[],
  run: RunCommand,
  env: NodeJS.ProcessEnv,
  remedies: Pick<Remedies, 'lfs'>,
  found?: readonly string[],
): Promise<string | undefined> {
  const list = async () => found ?? filesOfCheckout(context.directory, run, env)
  const pointers = await copiedPointers(context, steps, list)
  const remedy = context.isFetched ? fetchedRemedy(remedies, 'context') : `${remedies.lfs}.`
  return describePointers('The image has', pointers, remedy)
}

/** @param images subject and verb, such as `The image has` */
export function describePointers(
  images: string,
  pointers: readonly string[],
  remedy: string,
): string | undefined {
  const [first] = pointers
  if (first === undefined) return undefined
  const others = pointers.length > 1 ? ` and ${pointers.length - 1} more` : ''
  return `${images} Git LFS pointers instead of the files: ${shortLine(first, 200)}${others}. ${remedy}`
}

/** @param input the one that names what BuildKit fetches */
export function fetchedRemedy({ lfs }: Pick<Remedies, 'lfs'>, input: 'context' | 'source'): string {
  return `BuildKit fetches a Git context without Git LFS. ${lfs}, and set ${input}: .`
}

/**
 * The files in Git LFS whose pointers were copied into an image, by their paths in the context. Repositories without
 * Git LFS cost one look at `.gitattributes`.
 *
 * @param steps the instructions of the build, such as `COPY a b /app/`
 * @param list lists the files in Git LFS of the context; not called when nothing is copied from it
 */
export async function copiedPointers(
  { directory, isFetched }: CheckedOutContext,
  steps: readonly { readonly name: string }[],
  list: () => Promise<readonly string[]>,
): Promise<readonly string[]> {
  const sources = steps.flatMap(({ name }) => copiedSources(name)).map(belowSource)
  if (sources.length === 0) return []
  const copied = (await list())
    .filter((path) => sources.some((isBelow) => isBelow(path)))
    .slice(0, mostFiles)
  const pointers: string[] = []
  for (const path of copied) {
    if (isFetched || (await isPointer(join(directory, path)))) pointers.push(path)
  }
  return pointers
}

/** The files in Git LFS below a folder on this machine, by their paths in it. */
export async function filesOfCheckout(
  directory: string,
  run: RunCommand,
  env: NodeJS.ProcessEnv,
): Promise<readonly string[]> {
  if (!usesLfs(directory)) return []
  return lfsFiles('', async (args) => {
    const { exitCode, stdout } = await run('git', ['-C', directory, ...args], { env })
    return exitCode === 0 ? stdout : ''
  })
}

/** Looks into `.gitattributes` of the folder and of those above it, up to the root of the repository. */
function usesLfs(directory: string): boolean {
  return foldersUpToRoot(directory).some((folder) => {
    try {
      return readFileSync(join(folder, '.gitattributes'), 'utf8').includes('filter=lfs')
    } catch {
      // Most folders have none.
      return false
    }
  })
}

/** @returns whether a source such as `.`, `assets`, `/assets/` or `*.bin` copies a file */
export function belowSource(source: string): (path: string) => boolean {
  const folders = source
    .split('/')
    .filter((name) => name !== '' && name !== '.')
    .map(wildcard)
  return (path) => {
    const names = path.split('/')
    return (
      names.length >= folders.length && folders.every((matches, at) => matches(names[at] ?? ''))
    )
  }
}

/** https://github.com/git-lfs/git-lfs/blob/main/docs/spec.md */
const pointerStart = Buffer.from('version https://git-lfs.github.com/spec/')

async function isPointer(file: string): Promise<boolean> {
  try {
    const handle = await open(file)
    try {
      const { buffer, bytesRead } = await handle.read(Buffer.alloc(pointerStart.length))
      return bytesRead === pointerStart.length && buffer.equals(pointerStart)
    } finally {
      await handle.close()
    }
  } catch {
    return false
  }
}
