import { type Interval, wallSeconds } from '../progress/intervals.ts'
import { type StepVertex, stepIntervals } from '../record/steps.ts'
import type { MountStates } from './mount-states.ts'
import type { BuildGraph, PastBuild } from './past-build.ts'
import type { Run } from './result-runs.ts'

/** Seconds of wall time, exact to a millisecond. What isn't known is absent. */
export interface SavedTime {
  /** The sum of the two that follow, if they are known. */
  readonly secondsSaved?: number
  /** The time of the cached steps when their results were made. Parallel time counts once. */
  readonly secondsSavedBySteps?: number
  /** How much less the steps with warm cache mounts took than when these mounts were cold. */
  readonly secondsSavedByMounts?: number
  /** The time of a cached step when its result was made, by its index. */
  readonly savedSeconds: ReadonlyMap<number, number>
  /** The time of a step with warm cache mounts when these were cold, by its index. */
  readonly coldSeconds: ReadonlyMap<number, number>
  /** When the result of a cached step was made, by its index. */
  readonly savedIntervals?: ReadonlyMap<number, readonly Interval[]>
}

/**
 * The time that cached steps and warm cache mounts saved.
 *
 * @param runs the run that made the result of each cached step
 * @param past the newest build first
 */
export function savedTime(
  own: BuildGraph,
  runs: ReadonlyMap<StepVertex, Run>,
  states: MountStates,
  past: readonly PastBuild[],
): SavedTime {
  const savedSeconds = new Map<number, number>()
  const coldSeconds = new Map<number, number>()
  const savedIntervals = new Map<number, readonly Interval[]>()
  const cachedRuns: Run[] = []
  const coldTimes = new Map<PastBuild, { cold: Interval[]; warm: Interval[] }>()
  for (const [index, step] of own.steps.entries()) {
    const run = runs.get(step)
    if (step.status === 'cached' && run !== undefined) {
      savedSeconds.set(index, wallSeconds(run.intervals))
      savedIntervals.set(index, run.intervals)
      cachedRuns.push(run)
    }
    const coldRun = step.status === 'executed' && findColdRun(step, index, own, states, past)
    if (coldRun) {
      coldSeconds.set(index, wallSeconds(coldRun.intervals))
      const { cold, warm } = coldTimes.get(coldRun.build) ?? { cold: [], warm: [] }
      coldTimes.set(coldRun.build, {
        cold: [...cold, ...coldRun.intervals],
        warm: [...warm, ...stepIntervals(step, 0)],
      })
    }
  }
  const cachedTimes = timesByBuild(cachedRuns)
  const hasCached = own.steps.some(({ status }) => status === 'cached')
  const hasWarm = [...states.values()].flat().some(({ isWarm }) => isWarm)
  const bySteps = hasCached && savedSeconds.size === 0 ? undefined : wallSecondsOf(cachedRuns)
  const byMounts =
    hasWarm && coldSeconds.size === 0
      ? undefined
      : sum(
          [...coldTimes].map(([build, { cold, warm }]) => {
            const cached = cachedTimes.get(build) ?? []
            const more = wallSeconds([...cached, ...cold]) - wallSeconds(cached)
            return Math.max(more - wallSeconds(warm), 0)
          }),
        )
  const isKnown = savedSeconds.size + coldSeconds.size > 0 || (!hasCached && !hasWarm)
  return {
    ...(isKnown && { secondsSaved: sum([bySteps ?? 0, byMounts ?? 0]) }),
    ...(bySteps !== undefined && { secondsSavedBySteps: bySteps }),
    ...(byMounts !== undefined && { secondsSavedByMounts: byMounts }),
    savedSeconds,
    coldSeconds,
    ...(savedIntervals.size > 0 && { savedIntervals }),
  }
}

/** The seconds of wall time of several runs. Only runs of the same build can overlap. */
export function wallSecondsOf(runs: readonly BuildTimes[]): number {
  return sum([...timesByBuild(runs).values()].map(wallSeconds))
}

type BuildTimes = Pick<Run, 'build' | 'intervals'>

function timesByBuild(runs: readonly BuildTimes[]): ReadonlyMap<PastBuild, readonly Interval[]> {
  const times = new Map<PastBuild, Interval[]>()
  for (const { build, intervals } of runs) {
    const known = times.get(build)
    if (known) known.push(...intervals)
    else times.set(build, [...intervals])
  }
  return times
}

/**
 * The run of a step during which the daemon created the last of its mounts, which are all warm now. The others may
 * have been filled by a step before, as when modules are downloaded before they are built.
 */
function findColdRun(
  step: StepVertex,
  index: number,
  own: BuildGraph,
  states: MountStates,
  past: readonly PastBuild[],
): Run | undefined {
  const mounts = states.get(index) ?? []
  if (mounts.length === 0 || !mounts.every(({ isWarm }) => isWarm)) return undefined
  const last = Math.max(...mounts.map(({ createdAt = Number.NaN }) => createdAt))
  for (const build of past) {
    const earlier = build.byInstruction.get(own.instructionOf(step))
    if (earlier?.status !== 'executed') continue
    const intervals = stepIntervals(earlier, 0)
    if (intervals.some(({ start, end }) => start <= last && last <= end + 1)) {
      return { build, step: earlier, intervals }
    }
  }
  return undefined
}

/** Exact to a millisecond. */
function sum(seconds: readonly number[]): number {
  return seconds.reduce((total, each) => total + Math.round(each * 1000), 0) / 1000
}
