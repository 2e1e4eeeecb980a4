import type { CacheMount } from '../record/cache-mounts.ts'
import type { Miss } from '../record/misses.ts'
import type { MountStates } from './mount-states.ts'
import type { StepEnvironment } from './operations.ts'
import type { SavedTime } from './saved.ts'
import type { StepResources } from './step-resources.ts'

/** Facts about a build that don't come from its stream. */
export interface HistoryFacts extends SavedTime {
  /** Set when the daemon keeps no record of this build, for example because its history is turned off. */
  readonly isUnrecorded?: true
  /** Replace those that the stream alone gives. */
  readonly misses?: readonly Miss[]
  /** Present when the build was compared with earlier ones of the project, or there was none: `first`. */
  readonly comparison?: 'first' | 'compared'
  /** The commit of the newest build of the project in which each step finished, where it had one. */
  readonly earlierRevision?: string
  /** The text of the Dockerfile that was built, as the daemon's record of the build has it. */
  readonly dockerfile?: string
  /** How many other builds the daemon ran at some moment of this one. */
  readonly otherBuilds?: number
  /** What the steps that ran took of the daemon's machine, by their index, as far as it was recorded. */
  readonly resources?: ReadonlyMap<number, StepResources>
  /** What surrounded the command of each `RUN`, by the step's index, as far as it was recorded. */
  readonly environments?: ReadonlyMap<number, StepEnvironment>
  /** Whether the cache mounts of the steps that ran were warm, by the step's index. */
  readonly mountStates: MountStates
  /** Absent unless requested. */
  readonly cacheMounts?: readonly CacheMount[]
}
