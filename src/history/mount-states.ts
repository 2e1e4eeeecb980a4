import { cacheMountIds } from '../record/cache-mounts.ts'
import { type StepVertex, stepIntervals } from '../record/steps.ts'
import type { UsageRecord } from './messages.ts'

/** The state in which a step found one of its cache mounts. */
export interface MountState {
  readonly id: string
  /** Whether another step had used the mount and ended before. */
  readonly isWarm: boolean
  /** When the daemon created the mount, in milliseconds by its clock; absent if only the stream is known. */
  readonly createdAt?: number
}

/** A record of a mount that was in use while a step ran. */
export type Sighting = Pick<UsageRecord, 'createdAt' | 'uses' | 'lastUsedAt'>

/** The records of a mount in the last answer during a vertex's run. */
export type Sightings = (digest: string, id: string) => readonly Sighting[]

/** The states of a step's cache mounts, if they are known, by the step's index. */
export type MountStates = ReadonlyMap<number, readonly MountState[]>

/**
 * Decides for each step that ran whether its cache mounts were warm.
 *
 * @param isFresh whether the builder was created for this build, so that it had no mounts before
 */
export function readMountStates(
  steps: readonly StepVertex[],
  sightings: Sightings,
  isFresh: boolean,
): MountStates {
  const states = new Map<number, readonly MountState[]>()
  for (const [index, step] of steps.entries()) {
    const ids = usedMounts(step)
    const known = ids.flatMap((id) => {
      const state = isFresh
        ? stateOnFreshBuilder(step, id, steps)
        : stateOf(sightings(step.worker.digest, id), startOf(step), endOf(step))
      return state === undefined ? [] : [{ id, ...state }]
    })
    if (known.length > 0) states.set(index, known)
  }
  return states
}

/** The ids of the cache mounts that a step worked with: none when it didn't run. */
export function usedMounts({ status, step }: StepVertex): readonly string[] {
  const hasRun = status === 'executed' || status === 'failed' || status === 'canceled'
  return hasRun ? [...new Set(cacheMountIds(step.instruction))] : []
}

/**
 * The daemon counts a use of a mount when the last of its concurrent users releases it, which may be a moment
 * after the vertex of that user has ended. So a count means an earlier use if the last one ended nearer to the
 * step's start than to its end, at which the step's own use ends. Without a count, the mount is new if it was
 * created after the step's start. One that is older and not yet counted is being filled by another step at this
 * moment, so its state isn't known.
 *
 * @param records several for a mount with `sharing=private`: which one is the step's own isn't known
 * @param start when the step began, in milliseconds by the daemon's clock
 * @param end when it ended; infinite while it runs
 */
export function stateOf(
  records: readonly Sighting[],
  start: number,
  end: number,
): Omit<MountState, 'id'> | undefined {
  const [first] = records
  if (first === undefined) return undefined
  const isUsedBefore = ({ uses, lastUsedAt = 0 }: Sighting) =>
    uses > 0 && lastUsedAt - start <= end - lastUsedAt
  if (records.every(isUsedBefore)) {
    return { isWarm: true, ...(records.length === 1 && { createdAt: first.createdAt }) }
  }
  const isNew = records.every(({ uses, createdAt }) => uses === 0 && createdAt >= start)
  return isNew ? { isWarm: false } : undefined
}

/** On a builder that began without mounts, the other steps of the build alone decide. */
function stateOnFreshBuilder(
  step: StepVertex,
  id: string,
  steps: readonly StepVertex[],
): Omit<MountState, 'id'> | undefined {
  const others = steps.filter((other) => other !== step && usedMounts(other).includes(id))
  const start = startOf(step)
  if (others.some((other) => endOf(other) <= start)) return { isWarm: true }
  return others.every((other) => startOf(other) >= endOf(step)) ? { isWarm: false } : undefined
}

function startOf(step: StepVertex): number {
  return Math.min(...stepIntervals(step, Number.POSITIVE_INFINITY).map(({ start }) => start))
}

function endOf(step: StepVertex): number {
  return Math.max(...stepIntervals(step, Number.POSITIVE_INFINITY).map(({ end }) => end))
}
