import type { Totals, Trends } from '../history/trends.ts'
import { formatCount, formatDuration } from '../text/format.ts'
import { cellCode, table } from './markdown.ts'
import { withoutMounts } from './step-label.ts'

const longestName = 80
/** GitHub drops a summary of more than 1 MiB; the whole list is in the JSON, as far as that fits in an output. */
const mostRepositories = 100
const mostDetails = 20

/** What the builds of a period did, as Markdown. */
export function trendsPage(trends: Trends): string {
  const { since, oldest = since, builds, repositories, isCut } = trends
  const [day, firstDay] = [dayOf(since), dayOf(oldest)]
  const rows = repositories
    .slice(0, mostRepositories)
    .map((each) => [
      each.name === undefined ? 'unknown' : cellCode(each.name, longestName),
      ...totalCells(each),
    ])
  if (repositories.length > 1) rows.push(['all', ...totalCells(trends)])
  const slow = repositories
    .slice(0, mostDetails)
    .flatMap(({ name = '', slowest }) =>
      slowest.map((step) => [
        cellCode(name, longestName),
        cellCode(withoutMounts(step.name), longestName),
        cellCode(step.stage ?? '', longestName),
        String(step.runs),
        formatDuration(step.seconds),
      ]),
    )
  const unshown = repositories.length - mostRepositories
  const scope = repositories.length > mostDetails ? ` of the first ${mostDetails} repositories` : ''
  const header = ['repository', 'builds', 'failed', 'from cache', 'time', 'saved']
  return [
    `### ${formatCount(builds, 'build')} of ${repositories.length === 1 ? '1 repository' : `${repositories.length} repositories`} since ${day}`,
    // A daemon that forgets earlier builds isn't one without builds.
    ...(firstDay > day ? ['', `The oldest of them began on ${firstDay}.`] : []),
    ...(builds === 0 ? [] : table(header, 'lrrrrr', rows)),
    ...(unshown > 0
      ? [`${unshown === 1 ? '1 more repository' : `${unshown} more repositories`} in the JSON.`, '']
      : []),
    ...(slow.length === 0
      ? []
      : [
          `**The slowest steps${scope}**`,
          ...table(['repository', 'step', 'stage', 'runs', 'time'], 'lllrr', slow),
        ]),
    ...(isCut
      ? [
          'Not all was read: the oldest builds, or the steps of a build with thousands of them, are left out.',
        ]
      : []),
    '',
  ].join('\n')
}

function dayOf(time: number): string {
  return new Date(time).toISOString().slice(0, 10)
}

function totalCells({ builds, failed, percent, seconds, secondsSaved }: Totals): string[] {
  return [
    String(builds),
    failed === 0 ? '' : String(failed),
    percent === undefined ? '' : `${percent} %`,
    formatDuration(seconds),
    secondsSaved === undefined ? '' : formatDuration(secondsSaved),
  ]
}
