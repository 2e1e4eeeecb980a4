import { formatDuration } from '../text/format.ts'
import type { CacheReport, ReportedStep } from './cache-report.ts'
import type { ReportedLink } from './timeline.ts'

/** In a shorter build nothing is worth changing. */
const leastSeconds = 1
/** Shorter links are left out. */
const leastShare = 0.02
const mostLinks = 4
/** A smaller hidden part of the path isn't mentioned. */
const leastRestShare = 0.05

/** What of the critical path is shown, in the order of time. */
export interface PathLine {
  /** Such as `21 s of 24 s`. */
  readonly share: string
  readonly links: readonly { readonly step?: ReportedStep; readonly link: ReportedLink }[]
  /** Such as `9 more 3.1 s`; absent when next to nothing is left out. */
  readonly rest?: string
}

/** Undefined for a short build, and for one in which no step ran. */
export function pathLine({ criticalPath, steps }: CacheReport): PathLine | undefined {
  if (criticalPath === undefined || criticalPath.buildSeconds < leastSeconds) return undefined
  const { seconds, buildSeconds, secondsAlone, links } = criticalPath
  const hasRun = links.some(({ step = -1 }) => {
    const status = steps[step]?.status
    return status !== undefined && status !== 'cached'
  })
  if (!hasRun) return undefined
  const shown = links
    .filter((link) => link.seconds >= seconds * leastShare)
    .toSorted((a, b) => b.seconds - a.seconds)
    .slice(0, mostLinks)
  const others = links.filter((link) => !shown.includes(link))
  const restSeconds = others.reduce((sum, link) => sum + link.seconds, 0)
  const all = formatDuration(buildSeconds)
  const alone = formatDuration(secondsAlone)
  const free = alone === all ? '' : `, ${alone} if all else were free`
  return {
    share: `${formatDuration(seconds)} of ${all}${free}`,
    links: links
      .filter((link) => shown.includes(link))
      .map((link) => {
        const step = link.step === undefined ? undefined : steps[link.step]
        return { link, ...(step && { step }) }
      }),
    ...(restSeconds >= seconds * leastRestShare && {
      rest: `${others.length} more ${formatDuration(restSeconds)}`,
    }),
  }
}
