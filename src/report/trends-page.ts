import type { Trends } from '../history/trends.ts'
import { formatCount, formatDuration } from '../text/format.ts'
import { cellCode, code, table } from './markdown.ts'
import { withoutMounts } from './step-label.ts'

const longestName = 80
/** GitHub drops a summary of more than 1 MiB; the whole list is in the JSON. */
const mostRepositories = 100
const mostDetails = 20

/** What the builds of a period did, as Markdown. */
export function trendsPage({ since, repositories, isCut }: Trends): string {
  const day = new Date(since).toISOString().slice(0, 10)
  const builds = repositories.reduce((sum, each) => sum + each.builds, 0)
  const rows = repositories
    .slice(0, mostRepositories)
    .map(({ name, builds, failed, percent, seconds, secondsSaved }) => [
      name === undefined ? 'unknown' : cellCode(withoutCredentials(name), longestName),
      String(builds),
      failed === 0 ? '' : String(failed),
      percent === undefined ? '' : `${percent} %`,
      formatDuration(seconds),
      secondsSaved === undefined ? '' : formatDuration(secondsSaved),
    ])
  const slow = repositories
    .slice(0, mostDetails)
    .flatMap(({ name = '', slowest }) =>
      slowest.map((step) => [
        cellCode(withoutCredentials(name), longestName),
        cellCode(withoutMounts(step.name), longestName),
        cellCode(step.stage ?? '', longestName),
        String(step.runs),
        formatDuration(step.seconds),
      ]),
    )
  const header = ['repository', 'builds', 'failed', 'from cache', 'time', 'saved']
  return [
    `### ${formatCount(builds, 'build')} of ${repositories.length === 1 ? '1 repository' : `${repositories.length} repositories`} since ${day}`,
    ...(builds === 0 ? [] : table(header, 'lrrrrr', rows)),
    ...(slow.length === 0
      ? []
      : [
          '**The slowest steps**',
          ...table(['repository', 'step', 'stage', 'runs', 'time'], 'lllrr', slow),
        ]),
    ...(isCut ? [`${code('isCut', longestName)}: the daemon has more builds than were read.`] : []),
    '',
  ].join('\n')
}

/** A repository is named as the client wrote it. */
function withoutCredentials(url: string): string {
  return url.replace(/^(\w+:\/\/)[^/@]*@/, '$1')
}
