import { roundedSeconds, wallSeconds } from '../progress/intervals.ts'
import { countSteps, stepIntervals } from '../record/steps.ts'
import { imageName } from '../text/image-reference.ts'
import { repositoryAddress } from '../text/repository-address.ts'
import type { DaemonHistory } from './daemon-history.ts'
import type { HistoryRecord } from './messages.ts'
import type { PastBuild } from './past-build.ts'
import { readBuild } from './past-reader.ts'
import { repositoryOf } from './project.ts'
import type { Run } from './result-runs.ts'
import { wallSecondsOf } from './saved.ts'

/** How far the daemon's history is read: records, and those of which the stream is read. */
const mostListed = 1001
const mostRead = 1000
const atOnce = 4
const mostSlowest = 5

/** The builds of a period on one daemon. */
export interface Period {
  readonly builds: readonly PastBuild[]
  /** Whether there were more builds than are read, or more of a build's steps. */
  readonly isCut: boolean
}

/** A span of time, in milliseconds since 1970. */
export interface Span {
  readonly since: number
  readonly until: number
}

/** What the builds of a period did. Seconds are wall time. */
export interface Trends extends Totals, Span {
  /**
   * When the oldest build that was read began, by the daemon's clock; absent when there was none. A daemon forgets, so
   * this may be long after the beginning of the period.
   */
  readonly oldest?: number
  /**
   * Set when there were more builds than are read, of which the oldest are left out, or more of a build's steps: the
   * sums over steps leave that build out.
   */
  readonly isCut?: true
  /** The one with the most seconds first. */
  readonly repositories: readonly RepositoryTrend[]
}

/** The sums over several builds. */
export interface Totals {
  readonly builds: number
  /** Builds with a step that failed. */
  readonly failed: number
  /** Of the steps that came from cache or ran; absent when there were none. */
  readonly percent?: number
  readonly seconds: number
  /**
   * What the cached steps took when they last ran in the period, of those of which it is known. What ran at the same time
   * counts once for each build that took it from cache.
   */
  readonly secondsSaved?: number
}

export interface RepositoryTrend extends Totals {
  /** The repository's address in its one form, or else the image; absent for builds of which neither is known. */
  readonly name?: string
  readonly slowest: readonly SlowStep[]
}

export interface SlowStep {
  readonly name: string
  readonly stage?: string
  readonly runs: number
  /** Of all its runs. */
  readonly seconds: number
}

/**
 * Reads the newest builds since a moment, as many as are ever read.
 *
 * @param isLate asked now and then; once it is true, no more builds are read
 */
export async function readPeriod(
  history: Pick<DaemonHistory, 'list' | 'read'>,
  since: number,
  isLate: () => boolean = () => false,
): Promise<Period> {
  const filter = `startedAt>=${new Date(since).toISOString()}`
  const listed = await history.list({ limit: mostListed, filter })
  // An older daemon knows no filters.
  const ended = listed.filter(
    ({ createdAt, completedAt }) => createdAt >= since && completedAt !== undefined,
  )
  const chosen = ended.slice(0, mostRead)
  const builds: PastBuild[] = []
  for (let at = 0; at < chosen.length && !isLate(); at += atOnce) {
    const some = chosen.slice(at, at + atOnce)
    builds.push(...(await Promise.all(some.map((record) => readBuild(history, record)))))
  }
  return { builds, isCut: ended.length > builds.length || builds.some(isUnknown) }
}

/** Whether the log of a build has more than was read of it. A build without a log has no steps. */
function isUnknown({ record, isWhole }: PastBuild): boolean {
  return record.logs !== undefined && !isWhole
}

/** Sums up the builds of one or several daemons. */
export function trendsOf({ since, until }: Span, periods: readonly Period[]): Trends {
  const all = periods.flatMap(({ builds }) => builds)
  // One daemon may have two addresses.
  const builds = [...new Map(all.map((build) => [build.record.ref, build])).values()]
  const groups = Map.groupBy(builds, ({ record }) => nameOf(record))
  const members = [...groups].map(([name, group]) => ({ name, counts: count(group) }))
  const isCut = periods.some((period) => period.isCut)
  return {
    since,
    until,
    ...(builds.length > 0 && {
      oldest: Math.min(...builds.map(({ record }) => record.createdAt)),
    }),
    ...(isCut && { isCut }),
    ...totalsOf(members.map(({ counts }) => counts)),
    repositories: members
      .map(({ name, counts }) => ({
        ...(name !== undefined && { name }),
        ...totalsOf([counts]),
        slowest: counts.slow.toSorted((a, b) => b.seconds - a.seconds).slice(0, mostSlowest),
      }))
      .toSorted((a, b) => b.seconds - a.seconds),
  }
}

function nameOf(record: HistoryRecord): string | undefined {
  const repository = repositoryOf(record.attributes)
  // The client of each build has its own way to write it.
  if (repository !== undefined) return repositoryAddress(repository)
  const [image] = record.images
  return image === undefined ? undefined : imageName(image)
}

interface Counts {
  readonly builds: number
  readonly failed: number
  readonly cached: number
  /** Steps that came from cache or ran. */
  readonly counted: number
  readonly seconds: number
  readonly saved: number | undefined
  readonly slow: readonly SlowStep[]
}

function totalsOf(all: readonly Counts[]): Totals {
  const sum = (of: (counts: Counts) => number) => all.reduce((total, each) => total + of(each), 0)
  const counted = sum((each) => each.counted)
  const isSaved = all.some(({ saved }) => saved !== undefined)
  return {
    builds: sum(({ builds }) => builds),
    failed: sum(({ failed }) => failed),
    ...(counted > 0 && { percent: Math.floor((sum(({ cached }) => cached) * 100) / counted) }),
    seconds: roundedSeconds(sum(({ seconds }) => seconds)),
    ...(isSaved && { secondsSaved: roundedSeconds(sum(({ saved = 0 }) => saved)) }),
  }
}

/** @param builds of one repository: the same step may take a different time in another repository */
function count(builds: readonly PastBuild[]): Counts {
  const lastRuns = new Map<string, Pick<Run, 'build' | 'intervals'>>()
  const slow = new Map<string, SlowStep>()
  let [cached, counted, failed, seconds] = [0, 0, 0, 0]
  let saved: number | undefined
  for (const build of builds.toSorted((a, b) => a.record.createdAt - b.record.createdAt)) {
    const { createdAt, completedAt = createdAt } = build.record
    seconds += (completedAt - createdAt) / 1000
    if (isUnknown(build)) continue
    const steps = build.steps.map((step) => {
      const { instruction, stage } = step.step
      const { status } = step
      const intervals = stepIntervals(step, completedAt)
      const seconds = wallSeconds(intervals)
      return { name: instruction, ...(stage && { stage }), status, seconds, intervals }
    })
    const counts = countSteps(steps)
    cached += counts.cached
    counted += counts.cached + counts.executed + counts.failed
    failed += counts.failed > 0 ? 1 : 0
    const cachedRuns = build.steps.flatMap((step) =>
      step.status === 'cached' ? (lastRuns.get(build.definitionOf(step)) ?? []) : [],
    )
    if (cachedRuns.length > 0) saved = (saved ?? 0) + wallSecondsOf(cachedRuns)
    for (const [index, step] of build.steps.entries()) {
      if (step.status !== 'executed') continue
      const { seconds: length = 0, intervals = [] } = steps[index] ?? {}
      lastRuns.set(build.definitionOf(step), { build, intervals })
      const { instruction, stage } = step.step
      const text = JSON.stringify([stage, instruction])
      const { runs = 0, seconds: sum = 0 } = slow.get(text) ?? {}
      const place = { name: instruction, ...(stage && { stage }) }
      slow.set(text, { ...place, runs: runs + 1, seconds: roundedSeconds(sum + length) })
    }
  }
  return {
    builds: builds.length,
    failed,
    cached,
    counted,
    seconds,
    saved,
    slow: [...slow.values()],
  }
}
