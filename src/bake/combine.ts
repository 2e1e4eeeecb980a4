// From the records of targets to that of all of them.
import type { HistoryFacts } from '../history/history-facts.ts'
import type { MountState } from '../history/mount-states.ts'
import type { StepResources } from '../history/step-resources.ts'
import { type Interval, roundedSeconds, wallSeconds } from '../progress/intervals.ts'
import type { CacheMount } from '../record/cache-mounts.ts'
import type { Miss } from '../record/misses.ts'
import type { BuildRecord } from '../record/recorder.ts'
import { countSteps, type StepVertex, slowestSteps } from '../record/steps.ts'

/** A target's record, and what the daemon's history says about it. */
export interface TargetRecord {
  readonly record: BuildRecord
  readonly historyFacts?: HistoryFacts
}

/**
 * What the history says about all targets, by the indices of the steps over all of them.
 *
 * @param total the record over all targets
 * @returns undefined when nothing is known of any
 */
export function combineHistory(
  total: BuildRecord,
  targets: readonly TargetRecord[],
): HistoryFacts | undefined {
  const known = targets.filter(({ historyFacts }) => historyFacts !== undefined)
  if (known.length === 0) return undefined
  const indexOf = indexByDigest(total)
  const savedSeconds = new Map<number, number>()
  const coldSeconds = new Map<number, number>()
  const savedIntervals = new Map<number, readonly Interval[]>()
  const mountStates = new Map<number, readonly MountState[]>()
  const resources = new Map<number, StepResources>()
  for (const { record, historyFacts } of known) {
    const place = (index: number) => {
      const step = record.stepVertices[index]
      return step && indexOf(step)
    }
    const take = <Value>(from: ReadonlyMap<number, Value> | undefined, to: Map<number, Value>) => {
      for (const [index, value] of from ?? []) {
        const at = place(index)
        if (at !== undefined) to.set(at, value)
      }
    }
    take(historyFacts?.savedSeconds, savedSeconds)
    take(historyFacts?.coldSeconds, coldSeconds)
    take(historyFacts?.savedIntervals, savedIntervals)
    take(historyFacts?.mountStates, mountStates)
    take(historyFacts?.resources, resources)
  }
  const hasMisses = known.some(({ historyFacts }) => historyFacts?.misses !== undefined)
  const isUnrecorded = known.every(({ historyFacts }) => historyFacts?.isUnrecorded)
  return {
    ...saved(known, savedIntervals, coldSeconds),
    ...{ savedSeconds, coldSeconds },
    mountStates,
    ...(resources.size > 0 && { resources }),
    ...(hasMisses && { misses: combineMisses(total, targets) }),
    ...(isUnrecorded && { isUnrecorded }),
    ...combineMounts(targets),
    ...combineComparisons(targets),
  }
}

/** Each mount once. What targets say differently about one, such as its size after two tries, isn't known. */
function combineMounts(targets: readonly TargetRecord[]): Pick<HistoryFacts, 'cacheMounts'> {
  const answers = targets.flatMap(({ historyFacts }) => historyFacts?.cacheMounts ?? [])
  if (!targets.some(({ historyFacts }) => historyFacts?.cacheMounts)) return {}
  const unanswered = targets.filter(({ historyFacts }) => historyFacts?.cacheMounts === undefined)
  const isNamedElsewhere = (id: string) =>
    unanswered.some(({ record }) =>
      record.steps.some(({ cacheMounts = [] }) => cacheMounts.includes(id)),
    )
  const mounts = Map.groupBy(answers, ({ namespace = '', id }) => JSON.stringify([namespace, id]))
  return {
    cacheMounts: [...mounts.values()].map((same) => {
      const { id, namespace } = same[0] as CacheMount
      const [bytes, ...otherBytes] = new Set(same.map((mount) => mount.bytes))
      const existed = same.map((mount) => mount.existed)
      // A target that begins later may find a mount that another one has just made.
      const isKnown =
        existed.includes(false) || (!existed.includes(undefined) && !isNamedElsewhere(id))
      return {
        id,
        ...(namespace !== undefined && { namespace }),
        ...(bytes !== undefined && otherBytes.length === 0 && { bytes }),
        ...(isKnown && { existed: !existed.includes(false) }),
      }
    }),
  }
}

/** To a target, the others of the bake are other builds. So their number is that of the bake only for a single one. */
function combineComparisons(
  targets: readonly TargetRecord[],
): Pick<HistoryFacts, 'comparison' | 'otherBuilds'> {
  const [comparison, ...others] = new Set(
    targets.map(({ historyFacts }) => historyFacts?.comparison),
  )
  const otherBuilds = targets.length === 1 ? targets[0]?.historyFacts?.otherBuilds : undefined
  return {
    ...(comparison !== undefined && others.length === 0 && { comparison }),
    ...(otherBuilds !== undefined && { otherBuilds }),
  }
}

/**
 * The misses of all targets, each at its step over all of them. What a target was asked, such as `no-cache`, is known
 * only in its own record, also where no history is.
 *
 * @param total the record over all targets
 */
export function combineMisses(
  total: BuildRecord,
  targets: readonly TargetRecord[],
): readonly Miss[] {
  const indexOf = indexByDigest(total)
  const misses = new Map<number, Miss>()
  for (const { record, historyFacts } of targets) {
    for (const miss of historyFacts?.misses ?? record.misses) {
      const step = record.stepVertices[miss.step]
      const at = step && indexOf(step)
      if (at !== undefined && !misses.has(at)) misses.set(at, { ...miss, step: at })
    }
  }
  return [...misses.values()].toSorted((a, b) => a.step - b.step)
}

/**
 * Time that targets saved. What ran at the same time counts once, also for two targets. It is known only if it is
 * for each target.
 */
function saved(
  targets: readonly TargetRecord[],
  savedIntervals: ReadonlyMap<number, readonly Interval[]>,
  coldSeconds: ReadonlyMap<number, number>,
): Pick<HistoryFacts, 'secondsSaved' | 'secondsSavedBySteps' | 'secondsSavedByMounts'> {
  const facts = targets.map(({ historyFacts }) => historyFacts)
  if (facts.some((each) => each?.secondsSaved === undefined)) return {}
  // What a step that targets share was spared by its mounts can't be told apart from the rest.
  const cold = facts.reduce((count, each) => count + (each?.coldSeconds.size ?? 0), 0)
  if (cold > coldSeconds.size) return {}
  const bySteps = wallSeconds([...savedIntervals.values()].flat())
  const byMounts = facts.reduce((sum, each) => sum + (each?.secondsSavedByMounts ?? 0), 0)
  const isKnown = (name: 'secondsSavedBySteps' | 'secondsSavedByMounts') =>
    facts.every((each) => each?.[name] !== undefined)
  return {
    secondsSaved: roundedSeconds(bySteps + byMounts),
    ...(isKnown('secondsSavedBySteps') && { secondsSavedBySteps: roundedSeconds(bySteps) }),
    ...(isKnown('secondsSavedByMounts') && { secondsSavedByMounts: roundedSeconds(byMounts) }),
  }
}

/**
 * The record of two tries: of what the later one did not do again, the earlier one's steps stay, before the others. When
 * they worked and what they waited for belongs to another time than the rest, and is left out.
 */
export function combineRecords(earlier: BuildRecord, later: BuildRecord): BuildRecord {
  const isInLater = indexByDigest(later)
  const kept = [...earlier.stepVertices.entries()].filter(
    ([, step]) => isInLater(step) === undefined,
  )
  const steps = [...kept.flatMap(([index]) => earlier.steps[index] ?? []), ...later.steps]
  const newIndex = new Map(kept.map(([index], position) => [index, position]))
  const keptMisses = earlier.misses.flatMap((miss) => {
    const step = newIndex.get(miss.step)
    return step === undefined ? [] : [{ ...miss, step }]
  })
  return {
    ...later,
    steps,
    ...countSteps(steps),
    stepVertices: [...kept.map(([, step]) => step), ...later.stepVertices],
    slowest: slowestSteps(steps),
    tasks: later.tasks.map((task) => ({
      ...task,
      ...(task.step !== undefined && { step: task.step + kept.length }),
    })),
    joinedIntervals: new Map(
      [...later.joinedIntervals].map(([step, each]) => [step + kept.length, each]),
    ),
    misses: [
      ...keptMisses,
      ...later.misses.map((miss) => ({ ...miss, step: miss.step + kept.length })),
    ],
  }
}

/** The index of a step in a record, by any of the vertices that it is. */
export function indexByDigest({
  stepVertices,
}: BuildRecord): (step: StepVertex) => number | undefined {
  const digestsOf = ({ facts, worker, sharers }: StepVertex) =>
    [facts, worker, ...sharers].map(({ digest }) => digest)
  const indices = new Map(
    // The first one wins, and a step's own digest over that of its worker.
    [...stepVertices.entries()]
      .flatMap(([index, step]) =>
        digestsOf(step).map((digest, place) => ({ digest, index, place })),
      )
      .toSorted((a, b) => b.place - a.place || b.index - a.index)
      .map(({ digest, index }) => [digest, index]),
  )
  return (step) => digestsOf(step).flatMap((digest) => indices.get(digest) ?? [])[0]
}
