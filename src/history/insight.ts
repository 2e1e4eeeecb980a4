import type { CacheMount } from '../record/cache-mounts.ts'
import type { Miss } from '../record/misses.ts'

/** What is known of a build from outside its stream. */
export interface Insight {
  /** Set when the daemon keeps no record of this build, as when its history is turned off. */
  readonly isUnrecorded?: true
  /** Of all cached steps of which it is known; what ran at the same time counts once. */
  readonly secondsSaved?: number
  /** What a cached step took when it last ran, by its index. */
  readonly savedSeconds: ReadonlyMap<number, number>
  /** In the place of those that the stream tells. */
  readonly misses?: readonly Miss[]
  /** Absent unless asked for. */
  readonly cacheMounts?: readonly CacheMount[]
}
