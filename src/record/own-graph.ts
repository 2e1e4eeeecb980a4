import {
  byDigest,
  byInput,
  type VerticesByDigest,
  walkInputs,
  walkReader,
} from '../progress/vertex-inputs.ts'
import type { VertexFacts } from '../progress/vertex-table.ts'
import { type Evidence, readEvidence } from './evidence.ts'
import { isDownload, isStep } from './step-vertex.ts'

/** The vertices of a stream, and which of them are this build's own graph. */
export interface OwnGraph {
  /** All vertices of the stream, including those of other builds. */
  readonly all: VerticesByDigest
  readonly own: VerticesByDigest
  /** The own steps, each after those that it uses. */
  readonly steps: readonly VertexFacts[]
  /** Whether the build is known to have succeeded, so that each of its steps completed. */
  readonly isComplete: boolean
  /** The own vertices that have a vertex as an input. */
  consumers(facts: VertexFacts): readonly VertexFacts[]
  /**
   * What a vertex's own events, or those of its download, prove. An own vertex neither failed nor was
   * canceled if the build is complete, or if a step that uses it completed: it was retried, or another vertex
   * did the work.
   */
  evidence(facts: VertexFacts): Evidence | undefined
}

/**
 * Finds a build's own graph among the vertices of its stream.
 *
 * When BuildKit joins a vertex with the equal one of another build, it sends the other's events to both
 * (`setEdge` in moby/buildkit `solver/jobs.go`), so the stream has vertices of other builds as well. Two
 * facts distinguish them. BuildKit lists each vertex of a graph when it loads it
 * (`connectProgressFromState`), mostly before the vertex has started, whereas the events of a joined one
 * begin with its start. And all inputs of an own vertex are own. So a vertex that was listed before it
 * started, and that no other uses, is a result of this build, and all its direct and indirect inputs are own.
 *
 * A result that another build with the same graph had started before is listed again when this build
 * loads it, so that its latest event comes twice. Joining can repeat an event too, which makes this less
 * certain: such a vertex counts only if it has something in common with the rest of the build, if there is one.
 * Events that weren't read in time are merged, so that nothing comes twice. If no step is own by these rules, all
 * are: without an own step there is nothing that one of another build could be joined with.
 *
 * @param options.isJoined which vertices are known to be those of other builds
 */
export function ownGraph(
  vertices: readonly VertexFacts[],
  {
    isComplete,
    isJoined,
  }: { readonly isComplete: boolean; readonly isJoined: (facts: VertexFacts) => boolean },
): OwnGraph {
  const sorted = vertices.toSorted(
    (a, b) => compareText(a.name, b.name) || compareText(a.digest, b.digest),
  )
  const all = byDigest(sorted)
  const allConsumers = byInput(sorted)
  const ends = sorted.filter(({ digest }) => !allConsumers.has(digest))
  const made = (end: VertexFacts) => [end, ...walkInputs(end, all)]
  const announced = byDigest(ends.filter(({ isAnnounced }) => isAnnounced).flatMap(made))
  const hasSteps = [...announced.values()].some(isStep)
  const late = ends
    .filter((end) => isDoubtful(end) && !isJoined(end))
    .filter((end) => !hasSteps || made(end).some(({ digest }) => announced.has(digest)))
  const found = byDigest([...announced.values(), ...late.flatMap(made)])
  const own = [...found.values()].some(isStep) ? found : all
  const consumers = byInput([...own.values()])
  const evidence = new Map<string, Evidence | undefined>()
  const readOne = (facts: VertexFacts) => readEvidence(facts, allConsumers.get(facts.digest) ?? [])
  const readBoth = (facts: VertexFacts): Evidence | undefined => {
    const downloads = facts.inputs.flatMap((input) => all.get(input) ?? []).filter(isDownload)
    const ends = downloads.map((download) => readOne(download)?.kind)
    const end = (['failed', 'canceled'] as const).find((kind) => ends.includes(kind))
    return readOne(facts) ?? (end && { kind: end })
  }
  const reached = new Set<VertexFacts>()
  for (const each of own.values()) {
    if (reached.has(each) || !readBoth(each)?.interval) continue
    for (const input of walkInputs(each, own, (input) => reached.has(input))) reached.add(input)
  }
  const read = (facts: VertexFacts): Evidence | undefined => {
    const found = readBoth(facts)
    const isOvercome = own.has(facts.digest) && (isComplete || reached.has(facts))
    return isOvercome && !found?.interval ? undefined : found
  }
  return {
    all,
    own,
    isComplete,
    steps: inOrder([...own.values()].filter(isStep), own),
    consumers: ({ digest }) => consumers.get(digest) ?? [],
    evidence(facts) {
      if (!evidence.has(facts.digest)) {
        evidence.set(facts.digest, read(facts))
      }
      return evidence.get(facts.digest)
    },
  }
}

/** Whether a vertex may be listed again as a result of this build, or be repeated because it was joined. */
export function isDoubtful({ isRepeated, isAnnounced }: VertexFacts): boolean {
  return isRepeated && !isAnnounced
}

/** Each step after those that it uses. */
function inOrder(
  steps: readonly VertexFacts[],
  vertices: VerticesByDigest,
): readonly VertexFacts[] {
  const ordered: VertexFacts[] = []
  const visit = walkReader<VertexFacts, void>({
    next: (step) => walkInputs(step, vertices, isStep).filter(isStep),
    read: (step) => void ordered.push(step),
    inCycle: () => {},
  })
  for (const step of steps) visit(step)
  return ordered
}

export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
