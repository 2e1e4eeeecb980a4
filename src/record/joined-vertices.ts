import { walkInputs } from '../progress/vertex-inputs.ts'
import type { VertexFacts } from '../progress/vertex-table.ts'
import type { OwnGraph } from './own-graph.ts'
import { isSameInstruction, isStep, textOf, verbOf } from './step-vertex.ts'

export interface Progress {
  /** Whether a step counts as cached because a result made of it was loaded. */
  readonly isCached: (step: VertexFacts) => boolean
  /** Whether something made of the step has come to its end. */
  readonly isReached: (step: VertexFacts) => boolean
}

/**
 * Finds, for each own step that did nothing to its end, the vertex that did the work for it.
 *
 * BuildKit joins two vertices with equal cache keys that are wanted at the same time (`mergeTo` in
 * moby/buildkit `solver/scheduler.go`). From then on one of them works for both. The other is only
 * mentioned, or presumed cached, or what it had begun is canceled. The stream doesn't say which two were
 * joined, so this is concluded from what must hold:
 *
 * - Both are the same kind of instruction, and each pair of their inputs is the same vertex, or joined as
 *   well. An input that isn't in the stream belongs to another build whose step was joined only because of
 *   equal content. Local contexts of two builds are never the same vertex.
 * - A vertex of another build is in the stream only because an own one was joined with it.
 * - Own vertices are joined with each other where two platforms give the same result. A `RUN` has its
 *   platform in its key, so that it is joined so only when there is no other explanation.
 * - What the work was done for started after it.
 * - Nothing that is made of a failed or canceled step was reached.
 *
 * @returns by the digest of an own step the vertex that it was joined with
 */
export function findJoined(
  graph: OwnGraph,
  { isCached, isReached }: Progress,
): ReadonlyMap<string, VertexFacts> {
  const { all, own, steps, evidence } = graph
  const joined = new Map<string, VertexFacts>()
  const isOpen = (step: VertexFacts) => ['canceled', undefined].includes(evidence(step)?.kind)
  const workers = [...all.values()].filter((facts) => isStep(facts) && evidence(facts))
  const foreign = workers.filter(({ digest }) => !own.has(digest))
  const finished = workers
    .filter(({ digest }) => own.has(digest))
    .filter((facts) => evidence(facts)?.interval)
  const openTexts = new Set(steps.filter(isOpen).map(textOf))

  const isSame: SameInput = (ours, theirs) => {
    const facts = all.get(theirs)
    const isOutside = facts === undefined || (!own.has(theirs) && !isStep(facts))
    return ours === theirs || isOutside || joined.get(ours)?.digest === theirs
  }
  const isSameOfPlatform: SameInput = (ours, theirs) => {
    const [a, b] = [own.get(ours), own.get(theirs)]
    return (
      isSame(ours, theirs) || isSame(theirs, ours) || (a && b && isSameInstruction(a, b)) || false
    )
  }

  function candidates(step: VertexFacts, among: readonly VertexFacts[], isSameInput: SameInput) {
    const starts = graph.consumers(step).flatMap((facts) => evidence(facts)?.interval?.start ?? [])
    return among.filter(
      (worker) =>
        worker !== step &&
        verbOf(worker) === verbOf(step) &&
        hasSameInputs(step, worker, isSameInput) &&
        starts.every((start) => (evidence(worker)?.interval?.end ?? start) <= start),
    )
  }

  function findForeign(step: VertexFacts): VertexFacts | undefined {
    const found = candidates(step, foreign, isSame)
    const taken = new Set(joined.values())
    const free = found.filter((worker) => !taken.has(worker) && !openTexts.has(textOf(worker)))
    return (
      found.find((worker) => textOf(worker) === textOf(step)) ??
      // The other Dockerfile may call the stage by another name, or write the same thing otherwise.
      free.find((worker) => withoutStage(worker) === withoutStage(step)) ??
      free.find(({ inputs }) => inputs.some((input) => all.has(input)))
    )
  }

  function findOwn(step: VertexFacts): VertexFacts | undefined {
    const found = candidates(step, finished, isSameOfPlatform)
    if (isReached(step)) {
      return (
        found.find((worker) => isSameInstruction(worker, step)) ??
        found.find((worker) => withoutStage(worker) === withoutStage(step))
      )
    }
    return found.find((worker) => verbOf(worker) !== 'RUN' && isSameInstruction(worker, step))
  }

  const unreachable = new Set<string>()
  for (const step of steps) {
    const isBehind = walkInputs(step, own, isStep).some(({ digest }) => unreachable.has(digest))
    const worker =
      isBehind || !isOpen(step)
        ? undefined
        : (findForeign(step) ?? (isCached(step) ? undefined : findOwn(step)))
    if (worker) joined.set(step.digest, worker)
    const { kind } = evidence(worker ?? step) ?? {}
    if (isBehind || kind === 'failed' || kind === 'canceled') unreachable.add(step.digest)
  }
  return joined
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
  return textOf(step).replace(/(?<=^(?:ONBUILD )?COPY\b.*--from=)\S+/, '')
}
