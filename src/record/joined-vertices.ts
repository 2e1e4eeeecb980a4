import { parseStepName } from '../progress/step-name.ts'
import { walkInputs, walkReader } from '../progress/vertex-inputs.ts'
import type { VertexFacts } from '../progress/vertex-table.ts'
import type { OwnGraph } from './own-graph.ts'
import { cachedReader, type Joined, reachedReader } from './step-status.ts'
import { isSameInstruction, isStep, textOf, verbOf } from './step-vertex.ts'

/**
 * Finds, for each own step that did no complete work, the vertex that did the work for it.
 *
 * BuildKit joins two vertices with equal cache keys that are wanted at the same time (`mergeTo` in
 * moby/buildkit `solver/scheduler.go`). From then on one of them works for both. The other is only
 * listed, or presumed cached, or its started work is canceled. The stream doesn't say which two were
 * joined, so this is concluded from what must hold:
 *
 * - Both are the same kind of instruction, and each pair of their inputs is the same vertex, or joined as
 *   well. An input that isn't in the stream belongs to another build whose step was joined only because of
 *   equal content. Local contexts of two builds are never the same vertex.
 * - A vertex of another build is in the stream only because an own one was joined with it.
 * - Own vertices are joined with each other where two platforms give the same result. A `RUN` has its
 *   platform in its key, so that it is joined so only when there is no other explanation.
 * - The steps that use the result started after the work.
 * - No step that uses a failed or canceled step was reached.
 *
 * @param begunAt when the build began, in milliseconds
 */
export function findJoined(graph: OwnGraph, begunAt: number): Joined {
  const { all, own, steps, isComplete, evidence } = graph
  const joined = new Map<string, VertexFacts>()
  const isOpen = (step: VertexFacts) => ['canceled', undefined].includes(evidence(step)?.kind)
  const workers = [...all.values()].filter((facts) => isStep(facts) && evidence(facts))
  const foreign = workers
    .filter(({ digest }) => !own.has(digest))
    .filter((facts) => !isComplete || evidence(facts)?.interval)
  const finished = workers
    .filter(({ digest }) => own.has(digest))
    .filter((facts) => evidence(facts)?.interval)
  // A large bake has thousands of workers and of open steps, and most pairs have different instructions.
  const foreignAlike = Map.groupBy(foreign, withoutStage)
  const finishedAlike = Map.groupBy(finished, withoutStage)
  const taken = new Set<VertexFacts>()
  const openTexts = new Set(steps.filter(isOpen).map(textOf))
  const firstStartBehind = firstStartReader(graph)

  const isSame: SameInput = (ours, theirs) => {
    const [a, b] = [all.get(ours), all.get(theirs)]
    const isForeign = a !== undefined && b !== undefined && !own.has(theirs)
    // A vertex that another build only lists, or gets from a source, may be the same as ours of its kind.
    const isUnknown = !b || (isForeign && isStep(a) === isStep(b) && !(isStep(b) && evidence(b)))
    return ours === theirs || isUnknown || joined.get(ours) === b
  }
  const isSameOfPlatform: SameInput = (ours, theirs) => {
    const [a, b] = [own.get(ours), own.get(theirs)]
    return (
      isSame(ours, theirs) || isSame(theirs, ours) || (a && b && isSameInstruction(a, b)) || false
    )
  }

  function candidates(step: VertexFacts, among: readonly VertexFacts[], isSameInput: SameInput) {
    if (among.length === 0) return []
    const neededAt = firstStartBehind(step)
    return among.filter(
      (worker) =>
        worker !== step &&
        isSameKind(worker, step) &&
        hasSameInputs(step, worker, isSameInput) &&
        (evidence(worker)?.interval?.end ?? neededAt) <= neededAt,
    )
  }

  /** The number of inputs that two vertices are known to share. */
  const commonInputs = (step: VertexFacts, worker: VertexFacts): number =>
    step.inputs.filter((ours, index) => {
      const theirs = worker.inputs[index]
      return ours === theirs || joined.get(ours)?.digest === theirs
    }).length

  function findForeign(step: VertexFacts, isNeeded: boolean): VertexFacts | undefined {
    if (foreign.length === 0) return undefined
    const isCached = isCachedAlone(step)
    const find = (among: readonly VertexFacts[]) =>
      candidates(step, among, isSame)
        // A cached step needs no work of another from before this build.
        .filter((worker) => !isCached || (evidence(worker)?.interval?.end ?? 0) > begunAt)
        .toSorted((a, b) => commonInputs(step, b) - commonInputs(step, a))
    const isFree = (worker: VertexFacts) => !taken.has(worker) && !openTexts.has(textOf(worker))
    const alike = find(foreignAlike.get(withoutStage(step)) ?? [])
    return (
      alike.find((worker) => textOf(worker) === textOf(step)) ??
      // The other Dockerfile may have another name for the stage, or another text for the same instruction.
      alike.find(isFree) ??
      find(foreign.filter(isFree)).find((worker) => isNeeded || commonInputs(step, worker) > 0)
    )
  }

  function findOwn(step: VertexFacts, isNeeded: boolean): VertexFacts | undefined {
    if (finished.length === 0 || isCachedAlone(step)) return undefined
    const alike = finishedAlike.get(withoutStage(step)) ?? []
    const found = candidates(step, alike, isSameOfPlatform)
    return (
      found.find(
        (worker) => isSameInstruction(worker, step) && (isNeeded || verbOf(worker) !== 'RUN'),
      ) ?? (isNeeded ? found[0] : undefined)
    )
  }

  /** @param isNeeded whether the result of a step that nothing else explains certainly existed */
  function join(isNeeded: (step: VertexFacts) => boolean): void {
    const unreachable = new Set<string>()
    for (const step of steps) {
      const isBehind = walkInputs(step, own, isStep).some(({ digest }) => unreachable.has(digest))
      if (isOpen(step) && !isBehind && !joined.has(step.digest)) {
        const worker = findForeign(step, isNeeded(step)) ?? findOwn(step, isNeeded(step))
        if (worker) {
          joined.set(step.digest, worker)
          taken.add(worker)
        }
      }
      const { kind } = evidence(joined.get(step.digest) ?? step) ?? {}
      if (isBehind || kind === 'failed' || kind === 'canceled') unreachable.add(step.digest)
    }
  }

  const isCachedAlone = cachedReader(graph, new Map())
  join(() => false)
  const isReached = reachedReader(graph, new Map(joined))
  const isCached = cachedReader(graph, new Map(joined))
  join((step) => isReached(step) && !isCached(step))
  return joined
}

/**
 * The start of the first completed vertex that uses a step, in milliseconds. Each vertex is visited once, whatever the
 * number of steps.
 */
function firstStartReader({ consumers, evidence }: OwnGraph): (step: VertexFacts) => number {
  return walkReader<VertexFacts, number>({
    next: consumers,
    read: (facts, firstStart) =>
      Math.min(
        ...consumers(facts).map((next) => evidence(next)?.interval?.start ?? firstStart(next)),
      ),
    inCycle: () => Number.POSITIVE_INFINITY,
  })
}

/** The same kind of instruction; for a `RUN`, also the same platform, if the names show it. */
function isSameKind(a: VertexFacts, b: VertexFacts): boolean {
  const [one, other] = [a, b].map(({ name }) => parseStepName(name)?.platform?.replace(/->.*/, ''))
  const isOtherPlatform = one !== undefined && other !== undefined && one !== other
  return verbOf(a) === verbOf(b) && !(verbOf(a) === 'RUN' && isOtherPlatform)
}

type SameInput = (ours: string, theirs: string) => boolean

function hasSameInputs(ours: VertexFacts, theirs: VertexFacts, isSame: SameInput): boolean {
  return (
    ours.inputs.length === theirs.inputs.length &&
    ours.inputs.every((input, index) => isSame(input, theirs.inputs[index] ?? ''))
  )
}

/** An instruction without the name of the stage that it copies from. */
function withoutStage(step: VertexFacts): string {
  return textOf(step).replace(/^((?:ONBUILD )?COPY\b.*?--from=)\S+/, '$1')
}
