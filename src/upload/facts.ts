import type { LargePart } from './largest.ts'
import type { WalkFault } from './walk.ts'

/** What was sent of a folder, and why. */
export interface UploadFacts {
  /** `changes`: only what the daemon didn't have in its copy. */
  readonly sent: 'changes' | 'all'
  /** Why everything was sent; absent with `changes`. */
  readonly reason?: UploadReason
  /** The file that is the reason, below the folder; `//` in front of one that is elsewhere. */
  readonly path?: string
  /** What a large upload consists of, the largest first; absent where that isn't known. */
  readonly largest?: readonly LargePart[]
}

/**
 * Why everything was sent.
 *
 * - `never`: the input `reuse-upload` says so
 * - `no-cache`: the input `no-cache` does
 * - `named-folder`: the input `build-contexts` has a folder of this machine
 * - `fresh-builder`: the builder was made for this build
 * - `no-place`: this machine can keep no record
 * - `first`: no earlier upload of the folder is known
 * - `in-use`: another build sends it right now, or was killed while it did
 * - `changed-unseen`: `path` isn't certainly what was sent, and its modification time is not later
 * - `mode-changed`: the folder `path` may have another mode or other attributes
 * - `time-in-future`: `path` has a modification time in the future
 * - `no-copy`: the daemon has none any more
 * - `clock-set-back`: the last upload ended later than now
 * - `too-many-files`, `slow-disk`, `unreadable`: the folder could not be compared
 */
export type UploadReason =
  | 'never'
  | 'no-cache'
  | 'named-folder'
  | 'fresh-builder'
  | 'no-place'
  | 'first'
  | 'in-use'
  | 'changed-unseen'
  | 'mode-changed'
  | 'time-in-future'
  | 'clock-set-back'
  | 'no-copy'
  | WalkFault
