import { join, posix, resolve } from 'node:path'
import type { Ports } from '../base/ports.ts'
import { isCheckedOut } from '../inputs/checkout.ts'
import { contextCheckout, isRemote } from '../inputs/dockerfile-path.ts'
import type { BakeOptions } from '../inputs/inputs.ts'
import {
  type CheckedOutContext,
  copiedPointers,
  describePointers,
  fetchedRemedy,
  filesOfCheckout,
} from '../step/lfs-pointers.ts'
import { createLfsSearch, type SearchPorts } from '../step/lfs-search.ts'
import { shortList } from '../text/list.ts'
import type { BakeResult } from './result.ts'

export type LfsOptions = Pick<
  BakeOptions,
  'bake' | 'directory' | 'gitAuth' | 'workspace' | 'defaultContext'
>

/** A target's context, where it is the repository or a part of it. */
interface TargetContext extends CheckedOutContext {
  /** The path in the fetched source; undefined when the context isn't a part of that. */
  readonly folder?: string
  /** The folder as the warning names it; empty for the root of what BuildKit fetches. */
  readonly shown: string
}

/**
 * Looks for the files in Git LFS of the source of a bake, if BuildKit fetches the repository and it isn't checked out.
 *
 * @param remote the source as buildx gets it
 */
export function searchSource(remote: string, options: LfsOptions, ports: SearchPorts) {
  const source = sourceCheckout(options)
  if (source === undefined || isCheckedOut(source.directory)) return undefined
  const secrets = Object.entries(options.gitAuth).map(([name, value]) => ({
    id: name.endsWith('HEADER') ? 'GIT_AUTH_HEADER' : 'GIT_AUTH_TOKEN',
    value,
  }))
  return createLfsSearch({ context: remote, secrets }, ports)
}

/**
 * Warns once of the Git LFS pointers in the images of all targets.
 *
 * @returns undefined when there are none, or it can't be known
 */
export async function lfsWarning(
  { plan, targets, lfsFiles }: Pick<BakeResult, 'plan' | 'targets' | 'lfsFiles'>,
  options: LfsOptions,
  { run, env, remedies }: Pick<Ports, 'run' | 'env' | 'remedies'>,
): Promise<string | undefined> {
  const names: string[] = []
  const pointers = new Set<string>()
  let isFetched = false
  // Targets often share a context.
  const listed = new Map<string, Promise<readonly string[]>>()
  const list = (directory: string) => {
    const files = listed.get(directory) ?? filesOfCheckout(directory, run, env)
    listed.set(directory, files)
    return files
  }
  for (const { name, status, target, record } of targets) {
    const context =
      status === 'succeeded' ? contextOf(target.context, plan.bake, options) : undefined
    if (context === undefined) continue
    const { folder, shown } = context
    const found = folder === undefined ? undefined : lfsFiles && filesBelow(folder, lfsFiles)
    const copied = await copiedPointers(
      context,
      record.steps,
      async () => found ?? list(context.directory),
    )
    if (copied.length === 0) continue
    names.push(name)
    isFetched ||= context.isFetched
    for (const path of copied) pointers.add(posix.join(shown, path))
  }
  const remedy = isFetched ? fetchedRemedy(remedies, 'source') : `${remedies.lfs}.`
  const images =
    names.length === 1 ? `The image of ${names[0]} has` : `The images of ${shortList(names)} have`
  return describePointers(images, [...pointers], remedy)
}

function sourceCheckout({ bake, ...place }: LfsOptions): CheckedOutContext | undefined {
  return bake.remote === '' ? undefined : contextCheckout({ ...place, context: bake.remote })
}

function contextOf(
  context: string,
  { remote }: Pick<BakeOptions['bake'], 'remote'>,
  options: LfsOptions,
): TargetContext | undefined {
  const { directory } = options
  if (context.startsWith('cwd://')) {
    const shown = context.slice('cwd://'.length)
    return { directory: resolve(directory, shown), isFetched: false, shown }
  }
  if (remote === '' && !isRemote(context)) {
    return { directory: resolve(directory, context), isFetched: false, shown: context }
  }
  const source = sourceCheckout(options)
  const folder = isRemote(context)
    ? (folderInSource(context, remote) ?? folderInSource(context, options.bake.remote))
    : context
  if (source === undefined || folder === undefined) {
    const checkout = contextCheckout({ ...options, context })
    return checkout && { ...checkout, shown: isRemote(context) ? '' : context }
  }
  const path = posix.join(folder)
  return { directory: join(source.directory, folder), isFetched: true, folder: path, shown: path }
}

/**
 * The folder of a target in a remote source, behind which buildx writes it: `#main:folder`, and `#:folder` after a
 * query.
 */
function folderInSource(context: string, remote: string): string | undefined {
  if (remote === '' || !context.startsWith(remote)) return undefined
  if (context === remote) return '.'
  return /^(?:#?:|\/)(.+)$/.exec(context.slice(remote.length))?.[1]
}

/** Paths below a folder, of paths in the source. */
function filesBelow(folder: string, files: readonly string[]): readonly string[] {
  if (folder === '.') return files
  const prefix = `${folder.replace(/\/$/, '')}/`
  return files.filter((path) => path.startsWith(prefix)).map((path) => path.slice(prefix.length))
}
