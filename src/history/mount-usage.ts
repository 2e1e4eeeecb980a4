import type { CacheMount } from '../record/cache-mounts.ts'
import { type DaemonHistory, endPattern } from './daemon-history.ts'
import type { UsageRecord } from './messages.ts'

export interface MountQuestion {
  readonly ids: readonly string[]
  /** What the build argument `BUILDKIT_CACHE_MOUNT_NS` says; empty without. */
  readonly namespace: string
  /**
   * The filters of `mountFilters` for these mounts and for those of the other targets of a bake, if there are any. While
   * the daemon measures a mount for one request, it leaves it out of its answer to another: so all ask the same, once.
   */
  readonly filters?: readonly string[]
}

/**
 * The sizes of the daemon's cache mounts with these ids. Mounts that it doesn't have are left out.
 *
 * @param begun when the build began by the daemon's clock, in milliseconds, if that is known
 * @returns undefined when it has none of them: an old daemon doesn't tell the ids of its mounts
 */
export async function readMounts(
  { ids, namespace, filters = mountFilters({ ids, namespace }) }: MountQuestion,
  begun: number | undefined,
  usage: DaemonHistory['usage'],
): Promise<readonly CacheMount[] | undefined> {
  if (ids.length === 0) return []
  const records = await usage(...filters)
  const found = ids.flatMap((id) => {
    const ending = mountEnding(namespace, id)
    const own = records.filter(({ description }) => description.endsWith(ending))
    return own.length === 0
      ? []
      : [{ id, ...(namespace !== '' && { namespace }), ...measure(own, begun) }]
  })
  return found.length === 0 ? undefined : found
}

/** What selects these mounts. The daemon has to add up the size of each mount that it lists, so it is asked for no others. */
export function mountFilters({ ids, namespace }: MountQuestion): readonly string[] {
  return ids.map(
    (id) => `type==exec.cachemount,description~=${endPattern(mountEnding(namespace, id))}`,
  )
}

/** How the description of a cache mount ends. */
export function mountEnding(namespace: string, id: string): string {
  return `with id ${JSON.stringify(`${namespace}/${id}`)}`
}

/** A mount that isn't shared has several records. The size of one in use isn't known. */
function measure(
  records: readonly UsageRecord[],
  begun: number | undefined,
): Pick<CacheMount, 'bytes' | 'existed'> {
  return {
    ...(records.every(({ inUse }) => !inUse) && {
      bytes: records.reduce((sum, { size }) => sum + size, 0),
    }),
    ...(begun !== undefined && { existed: records.some(({ createdAt }) => createdAt < begun) }),
  }
}
