import { wallSeconds } from '../progress/intervals.ts'
import { countSteps, stepIntervals } from '../record/steps.ts'
import type { DaemonHistory } from './daemon-history.ts'
import type { HistoryRecord } from './messages.ts'
import { type PastBuild, readPastBuild } from './past-build.ts'
import { repositoryOf } from './project.ts'

/** How far the daemon's history is read: records, those of which the stream is read, and bytes of each. */
const mostListed = 1000
const mostRead = 300
const mostBytes = 1024 * 1024
const atOnce = 4
const mostSlowest = 5

/** What the builds of a period did. Seconds are wall time. */
export interface Trends {
  /** In milliseconds since 1970. */
  readonly since: number
  /** Set when there were more builds than are read: the oldest are left out. */
  readonly isCut?: true
  /** The one with the most seconds first. */
  readonly repositories: readonly RepositoryTrend[]
}

export interface RepositoryTrend {
  /** The repository, or else the image; absent for builds of which neither is known. */
  readonly name?: string
  readonly builds: number
  /** Builds with a step that failed. */
  readonly failed: number
  /** Of the steps that came from cache or ran; absent when there were none. */
  readonly percent?: number
  readonly seconds: number
  /** What the cached steps took when they last ran in the period, of those of which it is known. */
  readonly secondsSaved?: number
  readonly slowest: readonly SlowStep[]
}

export interface SlowStep {
  readonly name: string
  readonly stage?: string
  readonly runs: number
  /** Of all its runs. */
  readonly seconds: number
}

/** Reads the newest builds since a moment, as many as are ever read. */
export async function readTrends(
  history: Pick<DaemonHistory, 'list' | 'read'>,
  since: number,
): Promise<Trends> {
  const filter = `startedAt>=${new Date(since).toISOString()}`
  const listed = await history.list({ limit: mostListed, filter })
  // An older daemon knows no filters.
  const ended = listed.filter(
    ({ createdAt, completedAt }) => createdAt >= since && completedAt !== undefined,
  )
  const chosen = ended.slice(0, mostRead)
  const builds: PastBuild[] = []
  for (let at = 0; at < chosen.length; at += atOnce) {
    builds.push(...(await Promise.all(chosen.slice(at, at + atOnce).map(read))))
  }
  const groups = Map.groupBy(builds, ({ record }) => nameOf(record))
  const isCut = ended.length > chosen.length || listed.length >= mostListed
  return {
    since,
    ...(isCut && { isCut }),
    repositories: [...groups]
      .map(([name, members]) => summarize(name, members))
      .toSorted((a, b) => b.seconds - a.seconds),
  }

  async function read(record: HistoryRecord): Promise<PastBuild> {
    const log = record.logs && (await history.read(record.logs, mostBytes).catch(() => undefined))
    return readPastBuild(record, log ?? Buffer.alloc(0))
  }
}

function nameOf(record: HistoryRecord): string | undefined {
  return repositoryOf(record.attributes) ?? record.images[0]?.replace(/(?::[^:/]+)?(?:@.*)?$/, '')
}

function summarize(name: string | undefined, builds: readonly PastBuild[]): RepositoryTrend {
  const lastRuns = new Map<string, number>()
  const slow = new Map<string, SlowStep>()
  let [cached, counted, failed, seconds] = [0, 0, 0, 0]
  let saved: number | undefined
  for (const build of builds.toSorted((a, b) => a.record.createdAt - b.record.createdAt)) {
    const { createdAt, completedAt = createdAt } = build.record
    seconds += (completedAt - createdAt) / 1000
    const steps = build.steps.map((step) => {
      const { instruction, stage } = step.step
      const { status } = step
      const length = wallSeconds(stepIntervals(step, completedAt))
      return { name: instruction, ...(stage && { stage }), status, seconds: length }
    })
    const counts = countSteps(steps)
    cached += counts.cached
    counted += counts.cached + counts.executed + counts.failed
    failed += counts.failed > 0 ? 1 : 0
    for (const [index, step] of build.steps.entries()) {
      const key = build.definitionOf(step)
      const length = steps[index]?.seconds ?? 0
      if (step.status === 'cached') {
        const before = lastRuns.get(key)
        if (before !== undefined) saved = (saved ?? 0) + before
      } else if (step.status === 'executed') {
        lastRuns.set(key, length)
        const { instruction, stage } = step.step
        const text = JSON.stringify([stage, instruction])
        const { runs = 0, seconds: sum = 0 } = slow.get(text) ?? {}
        const place = { name: instruction, ...(stage && { stage }) }
        slow.set(text, { ...place, runs: runs + 1, seconds: exact(sum + length) })
      }
    }
  }
  return {
    ...(name !== undefined && { name }),
    ...{ builds: builds.length, failed },
    ...(counted > 0 && { percent: Math.floor((cached * 100) / counted) }),
    seconds: exact(seconds),
    ...(saved !== undefined && { secondsSaved: exact(saved) }),
    slowest: [...slow.values()].toSorted((a, b) => b.seconds - a.seconds).slice(0, mostSlowest),
  }
}

/** To a millisecond. */
function exact(seconds: number): number {
  return Math.round(seconds * 1000) / 1000
}
