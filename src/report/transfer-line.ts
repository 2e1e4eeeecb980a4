import { formatSize } from '../text/format.ts'
import { shortLine } from '../text/truncate.ts'
import type { UploadFacts, UploadReason } from '../upload/facts.ts'
import { walkLimits } from '../upload/walk.ts'
import type { CacheReport } from './cache-report.ts'

/** Of an upload that is smaller, a reason that needs no attention isn't worth a line. */
const leastBytes = 1_000_000
/** Small images are fetched all the time. */
const leastPulledBytes = 10_000_000
/** A name may have any character. */
const longestPath = 120

const expected: readonly (UploadReason | undefined)[] = [
  'first',
  'fresh-builder',
  'never',
  'no-cache',
]

/**
 * What was sent to the daemon and why, and what it fetched, such as
 * `62.00 MB from the runner, everything: no earlier upload of it is known`.
 *
 * @returns empty when nothing is worth saying
 */
export function transferLine({
  contextBytes,
  pulledBytes = 0,
  upload,
}: Pick<CacheReport, 'contextBytes' | 'pulledBytes' | 'upload'>): string {
  const isWorthIt =
    contextBytes >= leastBytes || (upload !== undefined && !expected.includes(upload.reason))
  const parts = [
    isWorthIt && sent(contextBytes, upload),
    pulledBytes >= leastPulledBytes && `${formatSize(pulledBytes)} of layers to the daemon`,
  ]
  return parts.filter((part) => part !== false).join('; ')
}

function sent(bytes: number, upload: UploadFacts | undefined): string {
  const amount = `${formatSize(bytes)} from the runner`
  if (upload === undefined) return amount
  if (upload.sent === 'changes') return `${amount}, only what changed`
  const largest = (upload.largest ?? []).map(
    (part) => `${shortLine(part.path, longestPath)} ${formatSize(part.bytes)}`,
  )
  const parts = largest.length === 0 ? '' : ` (largest: ${largest.join(', ')})`
  return `${amount}, everything${parts}: ${uploadReason(upload)}`
}

/** Why everything was sent, as a clause. */
export function uploadReason({ reason = 'first', path: whole = '' }: UploadFacts): string {
  const path = shortLine(whole, longestPath)
  return {
    never: 'reuse-upload is never',
    'no-cache': 'no-cache is set',
    'named-folder': 'build-contexts has a folder',
    'fresh-builder': 'the builder was made for this build',
    'no-place': 'this machine keeps no record of it',
    first: 'no earlier upload of the folder is known',
    'in-use': 'another build sends the folder now, or was killed while it did',
    'changed-unseen': `${path} may have changed, and its modification time is not later than the last upload`,
    'mode-changed': `the folder ${path} may have another mode or other attributes`,
    'time-in-future': `the modification time of ${path} is in the future`,
    'clock-set-back': 'the clock was set back',
    'no-copy': 'the daemon has no copy of the folder any more',
    'too-many-files': `the folder has more than ${walkLimits.mostFiles} files`,
    'slow-disk': `reading the folder took more than ${walkLimits.longestMs / 1000} s`,
    unreadable: 'some of the folder could not be read',
  }[reason]
}
