import { cacheMountIds, cacheMounts } from '../record/cache-mounts.ts'
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
 * @param clockLead how much later times are by the clock of the steps than by that of the sightings, in milliseconds
 */
export function readMountStates(
  steps: readonly StepVertex[],
  sightings: Sightings,
  clockLead = 0,
): MountStates {
  return eachState(steps, (step, id) =>
    stateOf(sightings(step.worker.digest, id), startOf(step) - clockLead, endOf(step) - clockLead),
  )
}

/** That a step used a cache mount, in milliseconds. */
export interface MountUse {
  /** Of the vertex that did the step's work. */
  readonly digest: string
  readonly mount: string
  /** Whether another target may mean something else by the same name: it begins with what a stage has. */
  readonly isFromStage: boolean
  readonly start: number
  readonly end: number
}

/**
 * The uses of cache mounts by the steps of a build that ran.
 *
 * @param namespace what the build argument `BUILDKIT_CACHE_MOUNT_NS` says
 */
export function mountUses(steps: readonly StepVertex[], namespace: string): readonly MountUse[] {
  return steps.flatMap((step) => mountsOf(step, namespace))
}

function mountsOf(step: StepVertex, namespace: string): readonly (MountUse & { id: string })[] {
  if (!hasRun(step)) return []
  const { instruction, platform = '' } = step.step
  const common = { digest: step.worker.digest, start: startOf(step), end: endOf(step) }
  return cacheMounts(instruction).map(({ id, from, owner }) => ({
    ...{ ...common, id, isFromStage: from !== '' },
    // A stage differs by platform. A directory with an owner is the same for all.
    mount: JSON.stringify([namespace, id, owner, ...(from === '' ? [] : [from, platform])]),
  }))
}

/**
 * How far apart the clocks of two targets of a bake may be: buildx shifts the times of each target so that its first
 * vertex starts with the request (util/progress/reset.go of docker/buildx).
 */
const longestSkewMs = 1000

export interface KnownUses {
  /** Whether the builder had no cache mounts before this build. */
  readonly isFresh: boolean
  readonly namespace: string
  /** The uses by all targets of a bake. */
  readonly ofTargets?: readonly MountUse[]
}

/** Decides for each step that ran, by the order of the steps alone, whether its cache mounts were warm. */
export function mountStatesByOrder(
  steps: readonly StepVertex[],
  { isFresh, namespace, ofTargets = [] }: KnownUses,
): MountStates {
  const own = mountUses(steps, namespace)
  const digests = new Set(own.map(({ digest }) => digest))
  const others = ofTargets.filter(({ digest }) => !digests.has(digest))
  const isWarmFor = ({ digest, mount, isFromStage, start, end }: MountUse): boolean | undefined => {
    const isOther = (use: MountUse) => use.mount === mount && use.digest !== digest
    const ownOthers = own.filter(isOther)
    const targetOthers = others.filter(isOther)
    const isWarm =
      ownOthers.some((use) => use.end <= start) ||
      (!isFromStage && targetOthers.some((use) => use.end + longestSkewMs <= start))
    if (isWarm) return true
    const isFirst =
      ownOthers.every((use) => use.start >= end) &&
      targetOthers.every((use) => use.start >= end + longestSkewMs)
    return isFresh && isFirst ? false : undefined
  }
  return eachState(steps, (step, id) => {
    const found = mountsOf(step, namespace).filter((use) => use.id === id)
    const [isWarm, ...rest] = new Set(found.map(isWarmFor))
    return isWarm === undefined || rest.length > 0 ? undefined : { isWarm }
  })
}

function eachState(
  steps: readonly StepVertex[],
  find: (step: StepVertex, id: string) => Omit<MountState, 'id'> | undefined,
): MountStates {
  const states = new Map<number, readonly MountState[]>()
  for (const [index, step] of steps.entries()) {
    const ids = usedMounts(step)
    const known = ids.flatMap((id) => {
      const state = find(step, id)
      return state === undefined ? [] : [{ id, ...state }]
    })
    if (known.length > 0) states.set(index, known)
  }
  return states
}

/** The ids of the cache mounts that a step worked with: none when it didn't run. */
export function usedMounts(step: StepVertex): readonly string[] {
  return hasRun(step) ? [...new Set(cacheMountIds(step.step.instruction))] : []
}

function hasRun({ status }: StepVertex): boolean {
  return status === 'executed' || status === 'failed' || status === 'canceled'
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

function startOf(step: StepVertex): number {
  return Math.min(...stepIntervals(step, Number.POSITIVE_INFINITY).map(({ start }) => start))
}

function endOf(step: StepVertex): number {
  return Math.max(...stepIntervals(step, Number.POSITIVE_INFINITY).map(({ end }) => end))
}
