import type { CacheMount } from '../record/cache-mounts.ts'
import { type DaemonHistory, endPattern } from './daemon-history.ts'
import type { UsageRecord } from './messages.ts'

export interface MountQuestion {
  readonly ids: readonly string[]
  /** What the build argument `BUILDKIT_CACHE_MOUNT_NS` says; empty without. */
  readonly namespace: string
}

/**
 * The sizes of the daemon's cache mounts with these ids. Mounts that it doesn't have are left out.
 *
 * @param begun when the build began by the daemon's clock, in milliseconds, if that is known
 * @returns undefined when it has none of them: an old daemon doesn't tell the ids of its mounts
 */
export async function readMounts(
  { ids, namespace }: MountQuestion,
  begun: number | undefined,
  usage: DaemonHistory['usage'],
): Promise<readonly CacheMount[] | undefined> {
  if (ids.length === 0) return []
  // The daemon has to add up the size of each mount that it lists, so it is asked for no others.
  const endings = ids.map((id) => mountEnding(namespace, id))
  const records = await usage(
    ...endings.map((ending) => `type==exec.cachemount,description~=${endPattern(ending)}`),
  )
  const found = ids.flatMap((id, index) => {
    const own = records.filter(({ description }) => description.endsWith(endings[index] as string))
    return own.length === 0 ? [] : [{ id, ...measure(own, begun) }]
  })
  return found.length === 0 ? undefined : found
}

/** How the description of a cache mount ends. */
export function mountEnding(namespace: string, id: string): string {
  return `with id ${JSON.stringify(`${namespace}/${id}`)}`
}

/** A mount that isn't shared has several records. The size of one in use isn't known. */
function measure(
  records: readonly UsageRecord[],
  begun: number | undefined,
): Omit<CacheMount, 'id'> {
  return {
    ...(records.every(({ inUse }) => !inUse) && {
      bytes: records.reduce((sum, { size }) => sum + size, 0),
    }),
    ...(begun !== undefined && { existed: records.some(({ createdAt }) => createdAt < begun) }),
  }
}
