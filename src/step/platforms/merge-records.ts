import type { HistoryFacts } from '../../history/history-facts.ts'
import type { StepEnvironment } from '../../history/operations.ts'
import type { StepResources } from '../../history/step-resources.ts'
import type { Interval } from '../../progress/intervals.ts'
import type { BuildRecord } from '../../record/recorder.ts'
import { countSteps } from '../../record/steps.ts'
import type { Task } from '../../record/task.ts'

interface Part {
  readonly platform: string
  readonly record: BuildRecord
  readonly historyFacts?: HistoryFacts
}

const mostSlowest = 5

/**
 * The records of builds for several platforms as that of one build: counts add up, and each step has its platform. The
 * seconds are those of the build that took longest, as all of them ran at the same time.
 */
export function mergeRecords(parts: readonly [Part, ...Part[]]): BuildRecord {
  const offsets = offsetsOf(parts)
  const steps = parts.flatMap(({ platform, record }) =>
    record.steps.map((step) => ({ ...step, platform: step.platform ?? platform })),
  )
  const all = parts.map(({ record }) => record)
  const failed = all.find(({ failure }) => failure !== undefined)?.failure
  const pulled = all.flatMap(({ pulledBytes }) => pulledBytes ?? [])
  const longest = all.toSorted((a, b) => totalSeconds(b) - totalSeconds(a))[0] ?? parts[0].record
  return {
    steps,
    ...countSteps(steps),
    misses: all.flatMap(({ misses }, index) =>
      misses.map((miss) => ({ ...miss, step: miss.step + (offsets[index] ?? 0) })),
    ),
    slowest: all
      .flatMap(({ slowest }, index) => slowest.map((step) => step + (offsets[index] ?? 0)))
      .toSorted((a, b) => (steps[b]?.seconds ?? 0) - (steps[a]?.seconds ?? 0))
      .slice(0, mostSlowest),
    sources: all.flatMap(({ sources }) => sources),
    exports: all.flatMap(({ exports }) => exports),
    pushed: all.flatMap(({ pushed }) => pushed),
    seconds: longest.seconds,
    contextBytes: all.reduce((sum, { contextBytes }) => sum + contextBytes, 0),
    ...(pulled.length > 0 && { pulledBytes: pulled.reduce((sum, bytes) => sum + bytes, 0) }),
    ...(failed && { failure: failed }),
    running: all.flatMap(({ running }) => running),
    tasks: mergeTasks(all, offsets),
    joinedIntervals: new Map(
      all.flatMap(({ joinedIntervals, aheadMs }, index) =>
        [...joinedIntervals].map(
          ([step, each]) =>
            [
              step + (offsets[index] ?? 0),
              each.map((interval) => ({ ...interval, ...shifted(interval, aheadMs) })),
            ] as const,
        ),
      ),
    ),
    stepVertices: all.flatMap(({ stepVertices }) => stepVertices),
    vertices: all.flatMap(({ vertices }) => vertices),
  }
}

/** By the client's clock, which the builds on several daemons have in common. */
function shifted({ start, end }: Interval, aheadMs = 0): Interval {
  return { start: start - aheadMs, end: end - aheadMs }
}

/** Tasks name steps and each other by their indices. */
function mergeTasks(all: readonly BuildRecord[], offsets: readonly number[]): readonly Task[] {
  const merged: Task[] = []
  for (const [index, { tasks, aheadMs }] of all.entries()) {
    const before = merged.length
    for (const task of tasks) {
      merged.push({
        ...task,
        ...shifted(task, aheadMs),
        ...(task.step !== undefined && { step: task.step + (offsets[index] ?? 0) }),
        after: task.after.map((other) => other + before),
      })
    }
  }
  return merged
}

/** What is known of all of them; absent when nothing is known of any. */
export function mergeFacts(parts: readonly Part[]): HistoryFacts | undefined {
  const offsets = offsetsOf(parts)
  const known = parts.flatMap(({ historyFacts }, index) =>
    historyFacts === undefined ? [] : [{ facts: historyFacts, offset: offsets[index] ?? 0 }],
  )
  if (known.length === 0) return undefined
  const renumbered = <Value>(read: (facts: HistoryFacts) => ReadonlyMap<number, Value>) =>
    new Map(
      known.flatMap(({ facts, offset }) =>
        [...read(facts)].map(([step, value]) => [step + offset, value] as const),
      ),
    )
  const sum = (read: (facts: HistoryFacts) => number | undefined) => {
    const values = known.flatMap(({ facts }) => read(facts) ?? [])
    return values.length === 0 ? undefined : values.reduce((total, value) => total + value, 0)
  }
  const sums = {
    secondsSaved: sum(({ secondsSaved }) => secondsSaved),
    secondsSavedBySteps: sum(({ secondsSavedBySteps }) => secondsSavedBySteps),
    secondsSavedByMounts: sum(({ secondsSavedByMounts }) => secondsSavedByMounts),
  }
  const mounts = known.flatMap(({ facts }) => facts.cacheMounts ?? [])
  const common = <Value>(read: (facts: HistoryFacts) => Value | undefined): Value | undefined => {
    const values = new Set(
      parts.map(({ historyFacts }) =>
        historyFacts === undefined ? undefined : read(historyFacts),
      ),
    )
    return values.size === 1 ? [...values][0] : undefined
  }
  const comparison = common((facts) => facts.comparison)
  const earlierRevision = common((facts) => facts.earlierRevision)
  const dockerfile = common((facts) => facts.dockerfile)
  const others = parts.map(({ historyFacts }) => historyFacts?.otherBuilds)
  const environments = renumbered(
    ({ environments = new Map<number, StepEnvironment>() }) => environments,
  )
  const resources = renumbered(({ resources = new Map<number, StepResources>() }) => resources)
  return {
    ...(comparison && { comparison }),
    ...(earlierRevision && { earlierRevision }),
    ...(dockerfile !== undefined && { dockerfile }),
    // Each platform has a daemon of its own.
    ...(others.every((count) => count !== undefined) && {
      otherBuilds: others.reduce((total, count) => total + count, 0),
    }),
    ...(resources.size > 0 && { resources }),
    ...(environments.size > 0 && { environments }),
    ...Object.fromEntries(Object.entries(sums).filter(([, value]) => value !== undefined)),
    savedSeconds: renumbered(({ savedSeconds }) => savedSeconds),
    coldSeconds: renumbered(({ coldSeconds }) => coldSeconds),
    mountStates: renumbered(({ mountStates }) => mountStates),
    misses: parts.flatMap(({ record, historyFacts }, index) =>
      (historyFacts?.misses ?? record.misses).map((miss) => ({
        ...miss,
        step: miss.step + (offsets[index] ?? 0),
      })),
    ),
    ...(mounts.length > 0 && { cacheMounts: mounts }),
    ...(known.some(({ facts }) => facts.isUnrecorded) && { isUnrecorded: true }),
  }
}

/** The index of each part's first step among all of them. */
function offsetsOf(parts: readonly Part[]): readonly number[] {
  let offset = 0
  return parts.map(({ record }) => {
    const own = offset
    offset += record.steps.length
    return own
  })
}

function totalSeconds({ seconds }: BuildRecord): number {
  return Object.values(seconds).reduce((sum, each) => sum + each, 0)
}
