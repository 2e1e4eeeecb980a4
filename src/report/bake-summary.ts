import { formatCount, formatDuration } from '../text/format.ts'
import type { BakeFacts, TargetFacts } from './bake-facts.ts'
import { bakeFailures } from './bake-failures.ts'
import { withTargets } from './bake-findings.ts'
import { cellCode, folded, prose, table, unbroken } from './markdown.ts'
import {
  advice,
  builder,
  cacheMounts,
  caches,
  choice,
  failure,
  fallback,
  misses,
  stepTables,
} from './summary.ts'
import { timeLine } from './time-split.ts'
import { counted, fromCache, verdict } from './verdict.ts'

const longestText = 1000
const longestCell = 56
const longestName = 120
/** GitHub drops a summary of more than 1 MiB. Each target's own part has a bound, too. */
const mostTargets = 60
const mostUnfolded = 20
const mostFailures = 20

/**
 * The job summary of one bake, as Markdown: one verdict, a row for each target, and the steps of each folded.
 *
 * @param hide what is done to text of the build before it is shown
 */
export function summarizeBake(facts: BakeFacts, hide: (text: string) => string): string {
  const { report, ofTargets } = facts
  const time = timeLine(report)
  const shown = ofTargets.slice(0, mostTargets)
  const lines = [
    `### ${prose(verdict(facts), longestText)}`,
    ...fallback(report),
    ...choice(report),
    ...errors(facts, hide),
    '',
    ...table(
      ['target', '', 'steps', 'cached', 'time', 'image'],
      'llrrrl',
      shown.map((target) => row(target)),
    ),
    ...(ofTargets.length > shown.length
      ? [`${formatCount(ofTargets.length - shown.length, 'more target')} in the output targets.`]
      : []),
    ...shown.slice(0, mostUnfolded).flatMap((target) => details(target, hide)),
    ...advice(report, hide),
    ...(time ? ['', `**Time:** ${time}`, ''] : []),
    ...cacheMounts(report, hide),
    ...builder(report),
    '',
  ]
  return lines.join('\n').replaceAll(/\n{3,}/g, '\n\n')
}

function errors(facts: BakeFacts, hide: (text: string) => string): readonly string[] {
  return bakeFailures(facts)
    .slice(0, mostFailures)
    .flatMap((each) => failure(each, hide, (message) => withTargets(message, each)))
}

const statuses: Readonly<Record<TargetFacts['status'], string>> = {
  succeeded: 'built',
  failed: 'failed',
  canceled: 'canceled',
  'not-started': 'not started',
}

function row(target: TargetFacts): readonly string[] {
  const { name, status, report, seconds, tags, isPlaced, digest, isLinked, imageChanged } = target
  const { cached } = report
  const [tag = ''] = tags
  const image = [
    ...(tag && isPlaced ? [cellCode(tag, longestCell)] : []),
    ...(digest ? [cellCode(digest.slice(0, 'sha256:'.length + 12), longestCell)] : []),
    ...(imageChanged === undefined ? [] : [imageChanged ? 'changed' : 'unchanged']),
  ]
  return [
    cellCode(name, longestCell),
    unbroken(isLinked ? `${statuses[status]}, linked` : statuses[status]),
    String(counted(report)),
    counted(report) === 0 ? '' : unbroken(`${cached} (${report.percent} %)`),
    unbroken(seconds > 0 ? formatDuration(seconds) : ''),
    image.join(' '),
  ]
}

/** The steps of a target, folded. */
function details(
  { name, status, report }: TargetFacts,
  hide: (text: string) => string,
): readonly string[] {
  if (report.total === 0) return []
  const title = counted(report) > 0 ? `${name}: ${fromCache(report, 'step')}` : name
  return folded(prose(title, longestName), [
    ...stepTables(report, hide),
    ...misses(report, hide),
    ...caches(report, status === 'succeeded' && report.hit),
  ])
}
