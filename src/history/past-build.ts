import { hash } from 'node:crypto'
import { parseStepName } from '../progress/step-name.ts'
import {
  byDigest,
  holdsThroughout,
  type VerticesByDigest,
  walkReader,
} from '../progress/vertex-inputs.ts'
import { createVertexTable, type VertexFacts } from '../progress/vertex-table.ts'
import { isStep } from '../record/step-vertex.ts'
import { type ReadBuild, readSteps, type StepVertex } from '../record/steps.ts'
import { type HistoryRecord, readLogVertices } from './messages.ts'

/** A build's graph, and which of its steps are which in another build. */
export interface BuildGraph {
  readonly vertices: VerticesByDigest
  readonly steps: readonly StepVertex[]
  /**
   * A step's definition: equal for a step of another build if its text and those of all its inputs are the same.
   * Digests aren't suitable: the digest of a local context differs in each build.
   */
  readonly definitionOf: (step: StepVertex) => string
  /** A step's instruction: equal for a step of another build with the same text and stage. Unique within a build. */
  readonly instructionOf: (step: StepVertex) => string
  /** Whether a step depends on nothing but instructions and images that are named by digest. */
  readonly isPinned: (step: StepVertex) => boolean
  readonly byDefinition: ReadonlyMap<string, readonly StepVertex[]>
  readonly byInstruction: ReadonlyMap<string, StepVertex>
  /** By stage and text. */
  readonly byText: ReadonlyMap<string, readonly StepVertex[]>
}

/** A build's graph, with the daemon's record of the build. */
export interface RecordedBuild extends BuildGraph {
  readonly record: HistoryRecord
}

export interface PastBuild extends RecordedBuild {
  /** Whether all events of its vertices are known, to the end of the build. */
  readonly isWhole: boolean
  /** False when the log shows at once that no step ran, without the graph. */
  readonly mayHaveRun: boolean
}

/** Each part of the graph is computed when it is first used: of most builds only few are. */
export function buildGraph(build: ReadBuild): BuildGraph {
  return graphOf(() => build)
}

function graphOf(readBuild: () => ReadBuild): BuildGraph {
  const read = once(readBuild)
  const vertices = once(() => byDigest(read().vertices))
  const byText = once(() => Map.groupBy(read().steps, stageAndInstruction))
  const definitions = once(() => {
    const definitionOfVertex = vertexDefinitions(vertices())
    return tellApart(Map.groupBy(read().steps, ({ facts }) => definitionOfVertex(facts.digest)))
  })
  const instructions = once(() => numberAlike(read().steps, tellApart(byText())))
  const definitionOf = (step: StepVertex) => definitions().get(step) ?? ''
  const instructionOf = (step: StepVertex) => instructions().get(step) ?? ''
  const byDefinition = once(() => Map.groupBy(read().steps, definitionOf))
  const byInstruction = once(
    () => new Map(read().steps.map((step) => [instructionOf(step), step] as const)),
  )
  const isPinned = once(() =>
    holdsThroughout(
      vertices(),
      ({ name, inputs }) => inputs.length > 0 || imageOf(name) !== undefined,
    ),
  )
  return {
    get vertices() {
      return vertices()
    },
    get steps() {
      return read().steps
    },
    definitionOf,
    instructionOf,
    isPinned: ({ facts }) => isPinned()(facts.digest),
    get byDefinition() {
      return byDefinition()
    },
    get byInstruction() {
      return byInstruction()
    },
    get byText() {
      return byText()
    },
  }
}

/** @param log as much of the beginning of its log as is read */
export function readPastBuild(record: HistoryRecord, log: Buffer): PastBuild {
  const isCut = record.logs === undefined || record.logs.size > log.length
  const known = readLogVertices(log, isCut)
  const table = createVertexTable()
  for (const vertex of known.vertices) table.update(vertex)
  const vertices = table.all()
  const hasSucceeded = record.provenances.length > 0
  const graph = graphOf(() => readSteps(vertices, record.createdAt, hasSucceeded))
  return Object.assign(graph, {
    record,
    isWhole: known.isWhole,
    mayHaveRun: vertices.some((facts) => hasRun(facts) && isStep(facts)),
  })
}

/** Whether a vertex ran, and not only loaded a result. */
function hasRun({ runs }: VertexFacts): boolean {
  return [...runs.values()].some(({ isCached, end }) => !isCached && end !== undefined)
}

/** The steps that ran in a build. */
export function ranSteps(build: PastBuild): readonly StepVertex[] {
  return build.mayHaveRun ? build.steps.filter(({ status }) => status === 'executed') : []
}

function once<Value>(compute: () => Value): () => Value {
  let known: { readonly value: Value } | undefined
  return () => {
    known ??= { value: compute() }
    return known.value
  }
}

/** By which the same step is found in another build. */
export function stageAndInstruction({ step: { stage, instruction } }: StepVertex): string {
  return JSON.stringify([stage, instruction])
}

/** The reference, with its digest, of the image that a vertex is. */
export function imageOf(vertexName: string): string | undefined {
  const name = parseStepName(vertexName)?.instruction ?? vertexName
  return /^FROM (\S+@sha256:\S+)$/.exec(name)?.[1]
}

/**
 * Names for steps that have something in common, which is the key of their group. They include the
 * platform only if it distinguishes steps: a step that platforms share has the name of any one of them.
 */
function tellApart(
  groups: ReadonlyMap<string, readonly StepVertex[]>,
): ReadonlyMap<StepVertex, string> {
  const names = new Map<StepVertex, string>()
  for (const [common, alike] of groups) {
    const platforms = new Set(alike.map(({ step }) => step.platform))
    for (const each of alike) {
      names.set(each, platforms.size > 1 ? `${each.step.platform ?? ''} ${common}` : common)
    }
  }
  return names
}

/** The names with the number of the step among those with the same name. */
function numberAlike(
  steps: readonly StepVertex[],
  names: ReadonlyMap<StepVertex, string>,
): ReadonlyMap<StepVertex, string> {
  const counts = new Map<string, number>()
  return new Map(
    steps.map((step) => {
      const name = names.get(step) ?? ''
      const number = counts.get(name) ?? 0
      counts.set(name, number + 1)
      return [step, `${name} ${number}`]
    }),
  )
}

/** A definition for each vertex, made of its name and the definitions of its inputs. */
function vertexDefinitions(vertices: VerticesByDigest): (digest: string) => string {
  return walkReader<string, string>({
    next: (digest) => vertices.get(digest)?.inputs ?? [],
    read(digest, definitionOf) {
      const facts = vertices.get(digest)
      if (facts === undefined) return ''
      const parts = [plainName(facts.name), ...facts.inputs.map(definitionOf)]
      return hash('sha1', JSON.stringify(parts))
    },
    inCycle: () => '',
  })
}

/**
 * The name without number, stage and platform, since a stage that several others use has the name of one of
 * them. The fetched commit is left out too: it doesn't matter if its files are the same.
 */
function plainName(name: string): string {
  return parseStepName(name)?.instruction ?? name.replace(/(\] load git source [^?#]*)[?#].*/, '$1')
}
