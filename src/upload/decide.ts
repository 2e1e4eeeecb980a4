import { type ContextFiles, type FileState, isFolder, modeOf, timesOf } from './walk.ts'

/** An upload that the daemon has taken in as a whole. */
export interface UploadRecord {
  /** The secret half of the name under which the daemon keeps its copy. */
  readonly id: string
  /** When this machine began to read what the files are like, in milliseconds since 1970 by its clock. */
  readonly begun: number
  /** When the daemon had all of it, in milliseconds since 1970 by this machine's clock. */
  readonly ended: number
  /** What the files were like before they were sent. */
  readonly files: ContextFiles
}

export type UploadDecision =
  /** The daemon's copy may be used: BuildKit sends what changed. */
  | { readonly kind: 'keep'; readonly id: string }
  | {
      readonly kind: 'new'
      readonly reason:
        | 'changed-unseen'
        | 'clock-set-back'
        | 'first'
        | 'mode-changed'
        | 'time-in-future'
      /** The file that is the reason. */
      readonly path?: string
      /** Whether a later build may use what is sent now. */
      readonly isTrusted: boolean
    }

/** The clock of a file system advances in steps of up to 10 ms, and that of this process shows no part of one. */
const clockStepMs = 20

/** Some file systems keep whole seconds, and FAT only even ones. */
const coarseStepMs = 2000 + clockStepMs

/**
 * Decides whether the daemon's copy of a context may be used again.
 *
 * BuildKit compares the files of the copy by size, modification time and mode, and never by content (`sameFile` in
 * diff_containerd.go of tonistiigi/fsutil). It would keep a file whose content has changed and whose time is what it
 * was. So each file must be exactly as it was when it was sent, inode and time of last change included, which no
 * program can set; or have been modified later than all that was ever sent under the id. That holds only if nothing
 * was sent with a time in the future. As in Git's index, a file that was changed right before it was read can have
 * been changed after that in the same step of the file system's clock, so that equal times prove nothing.
 *
 * BuildKit never takes over another mode or other attributes of a folder that its copy has (`HandleChange` in
 * diskwriter.go there doesn't notify of it), and compares no attributes.
 *
 * @param record of the last upload; absent when there was none, or it didn't end
 * @param now in milliseconds since 1970, after the files were read
 */
export function decideUpload(
  record: UploadRecord | undefined,
  files: ContextFiles,
  now: number,
): UploadDecision {
  const latest = now + clockStepMs
  const future = [...files].find(
    ([, state]) => !isFolder(state) && milliseconds(timesOf(state)[0]) > latest,
  )?.[0]
  const isTrusted = future === undefined
  if (record !== undefined && record.ended > now + clockStepMs) {
    return { kind: 'new', reason: 'clock-set-back', isTrusted }
  }
  if (future !== undefined)
    return { kind: 'new', reason: 'time-in-future', path: future, isTrusted }
  if (record === undefined) return { kind: 'new', reason: 'first', isTrusted }
  const ended = record.ended + clockStepMs
  for (const [path, state] of files) {
    const before = record.files.get(path)
    const isEqual = before === state
    if (isEqual && isSettled(state, record.begun)) continue
    if (isFolder(state)) {
      // A folder that is new, or was a file, is sent as new.
      if (before === undefined || !isFolder(before)) continue
      if (isEqual || modeOf(before) !== modeOf(state) || hasOtherAttributes(state))
        return { kind: 'new', reason: 'mode-changed', path, isTrusted }
    } else if (isEqual || milliseconds(timesOf(state)[0]) <= ended)
      return { kind: 'new', reason: 'changed-unseen', path, isTrusted }
  }
  return { kind: 'keep', id: record.id }
}

/** Whether a change after `begun` would show in the times of a file. */
function isSettled(state: FileState, begun: number): boolean {
  return timesOf(state).every((time) => {
    const step = time.endsWith('000000000') ? coarseStepMs : clockStepMs
    return milliseconds(time) <= begun - step
  })
}

/**
 * Whether a folder that has changed may have other extended attributes. Names that come and go set both of its times
 * to one moment. So an attribute that was set before that isn't seen.
 */
function hasOtherAttributes(state: FileState): boolean {
  const [modified, changed] = timesOf(state)
  return modified !== changed
}

/** Of nanoseconds: a number loses some hundred of them, and is quick for many files. */
function milliseconds(nanoseconds: string): number {
  return Number(nanoseconds) / 1_000_000
}
