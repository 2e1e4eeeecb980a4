import { type Interval, wallSeconds } from '../progress/intervals.ts'
import { stepIntervals } from '../record/steps.ts'
import type { Insight } from './insight.ts'
import type { BuildGraph, PastBuild } from './past-build.ts'

/** What a build's cached steps took when they last ran; `past` has the newest build first. */
export function savedTime(
  { steps, keyOf }: BuildGraph,
  past: readonly PastBuild[],
): Pick<Insight, 'savedSeconds' | 'secondsSaved'> {
  const runs = lastRuns(past)
  const savedSeconds = new Map<number, number>()
  // By the build, since only what ran in the same one can have run at the same time.
  const intervals = new Map<PastBuild, Interval[]>()
  let cached = 0
  for (const [index, step] of steps.entries()) {
    if (step.status !== 'cached') continue
    cached += 1
    const run = runs.get(keyOf(step))
    if (run === undefined) continue
    savedSeconds.set(index, wallSeconds(run.intervals))
    intervals.set(run.build, [...(intervals.get(run.build) ?? []), ...run.intervals])
  }
  if (cached > 0 && savedSeconds.size === 0) return { savedSeconds }
  const milliseconds = [...intervals.values()].reduce(
    (sum, each) => sum + Math.round(wallSeconds(each) * 1000),
    0,
  )
  return { savedSeconds, secondsSaved: milliseconds / 1000 }
}

interface Run {
  readonly build: PastBuild
  readonly intervals: readonly Interval[]
}

function lastRuns(past: readonly PastBuild[]): ReadonlyMap<string, Run> {
  const runs = new Map<string, Run>()
  for (const build of past) {
    for (const step of build.steps) {
      const key = build.keyOf(step)
      if (step.status !== 'executed' || runs.has(key)) continue
      runs.set(key, { build, intervals: stepIntervals(step, 0) })
    }
  }
  return runs
}
