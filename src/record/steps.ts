import { type Interval, since, wallSeconds } from '../progress/intervals.ts'
import { parseStepName, type StepName } from '../progress/step-name.ts'
import { walkInputs } from '../progress/vertex-inputs.ts'
import { type VertexFacts, workedIntervals } from '../progress/vertex-table.ts'
import { cacheMountIds } from './cache-mounts.ts'
import { findJoined } from './joined-vertices.ts'
import { compareText, isDoubtful, type OwnGraph, ownGraph } from './own-graph.ts'
import { rankStages } from './stage-order.ts'
import { stepNames } from './step-labels.ts'
import { type StepStatus, statusReader } from './step-status.ts'
import { isDownload, isSameInstruction } from './step-vertex.ts'

/** A Dockerfile instruction that BuildKit ran, took from cache, or didn't reach. */
export interface Step {
  /** The instruction, such as `RUN make`. */
  readonly name: string
  readonly stage?: string
  /** As BuildKit writes it; a step that several platforms share has the name of one of them. */
  readonly platform?: string
  readonly status: StepStatus
  /**
   * Wall-clock time that it worked or was waited for, since this build began. For a cached step, the time
   * to look it up and pull its layer.
   */
  readonly seconds: number
  /** Ids of the cache mounts that its instruction names; absent when there are none. */
  readonly cacheMounts?: readonly string[]
  /** Present when it came from cache and its layer had to be pulled from a registry. */
  readonly pulled?: true
}

/** A step and its facts in the stream. */
export interface StepVertex {
  /** Its vertex in this build's graph. */
  readonly facts: VertexFacts
  readonly step: StepName
  readonly status: StepStatus
  /** The vertex that did its work: its own, or the one that it was joined with. */
  readonly worker: VertexFacts
  /** The download of an `ADD`. */
  readonly downloads: readonly VertexFacts[]
  /** Other vertices of this build that are the same step, on a platform with the same result. */
  readonly sharers: readonly VertexFacts[]
}

export interface StepCounts {
  /** All steps: the five counts below add up to it. */
  readonly total: number
  readonly cached: number
  readonly executed: number
  readonly failed: number
  readonly canceled: number
  readonly notStarted: number
  /** The share of cached steps among those that completed or failed, 0 to 100, rounded down; 0 when none did. */
  readonly percent: number
  /** Whether there were steps, and all came from cache. */
  readonly hit: boolean
}

/** The steps of a build, and the vertices of its stream without those that did nothing for it. */
export interface ReadBuild {
  /** In the order of the Dockerfile. */
  readonly steps: readonly StepVertex[]
  readonly vertices: readonly VertexFacts[]
}

/**
 * Reads the steps of a build from the vertices of its stream.
 *
 * A step is `executed` when it ran for this build, or for another one that this one waited for. A result that another
 * build had finished before this one began is `cached`, since it already existed.
 *
 * @param begunAt when the build began, in milliseconds by the clock of the stream
 * @param isComplete whether the build is known to have succeeded
 * @param targets the targets of a bake, if their names precede those of the stages
 */
export function readSteps(
  vertices: readonly VertexFacts[],
  begunAt: number,
  isComplete = false,
  targets: readonly string[] = [],
): ReadBuild {
  // Which results are own depends on which vertices were joined, and vice versa.
  const first = ownGraph(vertices, { isComplete, isJoined: () => true })
  const firstJoined = findJoined(first, begunAt)
  const taken = new Set(firstJoined.values())
  const isOpen = vertices.some((facts) => isDoubtful(facts) && !taken.has(facts))
  const graph = isOpen
    ? ownGraph(vertices, { isComplete, isJoined: (facts) => taken.has(facts) })
    : first
  const joined = isOpen ? findJoined(graph, begunAt) : firstJoined
  const nameOf = stepNames(graph, targets)
  const statusOf = statusReader(graph, joined, begunAt)
  const workerOf = (facts: VertexFacts) => joined.get(facts.digest) ?? facts
  const groups = [...Map.groupBy(graph.steps, (facts) => workerOf(facts).digest).values()].flatMap(
    (alike) => groupSameInstructions(alike, workerOf),
  )
  const steps = groups.flatMap(([facts, ...sharers]): StepVertex[] => {
    const step = facts && nameOf(facts)
    if (facts === undefined || step === undefined) return []
    const downloads = facts.inputs.flatMap((input) => graph.own.get(input) ?? []).filter(isDownload)
    const [worker, status] = [workerOf(facts), statusOf(facts)]
    return [{ facts, step, status, worker, downloads, sharers }]
  })
  const rank = rankStages(steps, graph.own)
  const isForeign = foreignVertices(graph, joined)
  return {
    steps: steps.sort((a, b) => rank(a.step) - rank(b.step) || compareSteps(a.step, b.step)),
    vertices: vertices.filter((facts) => !isForeign(facts)),
  }
}

/** Each step by the digest of every vertex that it is, or that did its work. */
export function stepsByDigest(steps: readonly StepVertex[]): ReadonlyMap<string, StepVertex> {
  const byWorker = steps.map((step) => [step.worker.digest, step] as const)
  const byOwn = steps.flatMap((step) =>
    [step.facts, ...step.sharers].map(({ digest }) => [digest, step] as const),
  )
  return new Map([...byWorker, ...byOwn])
}

/** When a step worked or was waited for; `now` (milliseconds) ends what hasn't ended. */
export function stepIntervals(
  { facts, worker, downloads }: StepVertex,
  now: number,
): readonly Interval[] {
  return [...new Set([facts, worker, ...downloads])].flatMap((each) => workedIntervals(each, now))
}

/** Groups steps that share one worker by instruction, the worker's own step first. */
function groupSameInstructions(
  alike: readonly VertexFacts[],
  workerOf: (facts: VertexFacts) => VertexFacts,
): readonly (readonly VertexFacts[])[] {
  const groups: VertexFacts[][] = []
  for (const facts of alike.toSorted(
    (a, b) => Number(workerOf(b) === b) - Number(workerOf(a) === a),
  )) {
    const group = groups.find(([first]) => first && isSameInstruction(first, facts))
    if (group) group.push(facts)
    else groups.push([facts])
  }
  return groups
}

/** Tells which vertices are those of other builds, and did nothing for this one. */
function foreignVertices(
  { all, own }: OwnGraph,
  joined: ReadonlyMap<string, VertexFacts>,
): (facts: VertexFacts) => boolean {
  const workers = new Set(joined.values())
  const others = [...all.values()].filter(
    (facts) => !own.has(facts.digest) && parseStepName(facts.name) !== undefined,
  )
  const foreign = new Set(others.flatMap((facts) => [facts, ...walkInputs(facts, all)]))
  return (facts) => foreign.has(facts) && !own.has(facts.digest) && !workers.has(facts)
}

/**
 * The step for the record.
 *
 * @param now ends what was still running, in milliseconds
 * @param pulled the vertices whose layers were pulled
 */
export function readStep(
  found: StepVertex,
  now: number,
  pulled: ReadonlySet<string>,
  begunAt: number,
): Step {
  const { worker, status } = found
  const { instruction, stage, platform } = found.step
  const cacheMounts = cacheMountIds(instruction)
  return {
    name: instruction,
    ...(stage && { stage }),
    ...(platform && { platform }),
    status,
    seconds: wallSeconds(since(begunAt, stepIntervals(found, now))),
    ...(cacheMounts.length > 0 && { cacheMounts }),
    ...(status === 'cached' && pulled.has(worker.digest) && { pulled: true }),
  }
}

/** Indices of the steps that took longest to run, longest first. */
export function slowestSteps(steps: readonly Step[]): readonly number[] {
  return [...steps.entries()]
    .filter(([, { status }]) => status === 'executed' || status === 'failed')
    .sort(([, a], [, b]) => b.seconds - a.seconds)
    .slice(0, mostSlowest)
    .map(([index]) => index)
}

const mostSlowest = 5

export function countSteps(steps: readonly Step[]): StepCounts {
  const count = (status: StepStatus) => steps.filter((step) => step.status === status).length
  const cached = count('cached')
  const executed = count('executed')
  const failed = count('failed')
  const counted = cached + executed + failed
  return {
    total: steps.length,
    cached,
    executed,
    failed,
    canceled: count('canceled'),
    notStarted: count('not-started'),
    percent: counted === 0 ? 0 : Math.floor((cached * 100) / counted),
    hit: steps.length > 0 && cached === steps.length,
  }
}

function compareSteps(a: StepName, b: StepName): number {
  return a.index - b.index || compareText(a.platform ?? '', b.platform ?? '')
}
