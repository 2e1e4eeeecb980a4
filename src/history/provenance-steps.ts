import type { VerticesByDigest } from '../progress/vertex-inputs.ts'
import type { VertexFacts } from '../progress/vertex-table.ts'
import { textOf, verbOf } from '../record/step-vertex.ts'
import { imageOf } from './past-build.ts'
import { buildConfigOf, type Provenance, type ProvenanceStep } from './provenance.ts'

/**
 * What a provenance says of each vertex, by its digest.
 *
 * @param vertices all of the build; without them, those that an older frontend has made are not found
 */
export function provenanceSteps(
  provenance: Provenance,
  vertices: VerticesByDigest = new Map(),
): ReadonlyMap<string, ProvenanceStep> {
  const { llbDefinition = [], digestMapping = {} } = buildConfigOf(provenance)
  const digests = Object.entries(digestMapping)
  const isOther = vertices.size > 0 && !digests.some(([digest]) => vertices.has(digest))
  const ids = isOther
    ? [...matchByStructure(llbDefinition, vertices)].map(([id, digest]) => [digest, id] as const)
    : digests
  const steps = new Map(llbDefinition.map((step) => [step.id, step]))
  return new Map(
    ids.flatMap(([digest, id]) => {
      const step = steps.get(id)
      return step === undefined ? [] : [[digest, step] as const]
    }),
  )
}

/**
 * The digests of the vertices of a provenance's steps, by the steps' ids. A step whose vertex isn't certain is left out.
 *
 * A provenance has the digest of each operation as the frontend has written it, and the stream that of the operation as
 * the daemon writes it. They are the same unless the frontend is much older than the daemon. Then a step is found from
 * the images upward: it is the only operation of its kind, or the only one with its text, on inputs that are known. What
 * is copied from outside, and here-documents, can't be told apart.
 *
 * @param steps each behind its inputs
 * @param vertices all of the build
 */
function matchByStructure(
  steps: readonly ProvenanceStep[],
  vertices: VerticesByDigest,
): ReadonlyMap<string, string> {
  const found = new Map<string, string>()
  const stepsById = new Map(steps.map((step) => [step.id, step]))
  const isContent = (id: string) => {
    const step = stepsById.get(id)
    return step !== undefined && inputsOf(step).length === 0 && imageOfStep(step) === undefined
  }
  const stepKey = (step: ProvenanceStep, nameOf: (id: string) => string) =>
    keyOf(isCommand(step), inputsOf(step), (id) => (isContent(id) ? content : nameOf(id)))
  const stepsByKey = Map.groupBy(steps, (step) => stepKey(step, (id) => id))
  const verticesByKey = Map.groupBy(vertices.values(), (facts) =>
    keyOf(verbOf(facts) === 'RUN', facts.inputs, (digest) =>
      isContentVertex(vertices.get(digest)) ? content : digest,
    ),
  )
  const images = Map.groupBy(vertices.values(), ({ name }) => imageOf(name))
  const possible = (step: ProvenanceStep): readonly VertexFacts[] => {
    const image = imageOfStep(step)
    if (image !== undefined) return images.get(image) ?? []
    const inputs = inputsOf(step)
    const isKnown = inputs.every((id) => isContent(id) || found.has(id))
    if (inputs.length === 0 || !isKnown) return []
    const alike = stepsByKey.get(stepKey(step, (id) => id)) ?? []
    return withText(
      step,
      alike,
      verticesByKey.get(stepKey(step, (id) => found.get(id) ?? '')) ?? [],
    )
  }
  for (const step of steps) {
    const [vertex, ...others] = possible(step)
    if (vertex !== undefined && others.length === 0) found.set(step.id, vertex.digest)
  }
  return found
}

/** In place of any input that is neither an image nor made of other inputs. */
const content = 'content'

function keyOf(
  isRun: boolean,
  inputs: readonly string[],
  nameOf: (input: string) => string,
): string {
  return JSON.stringify([isRun, inputs.map(nameOf)])
}

/** The ids of the steps that a step has as inputs, without the number of their output. */
function inputsOf({ inputs = [] }: ProvenanceStep): readonly string[] {
  return inputs.map((input) => input.replace(/:\d+$/, ''))
}

function isCommand({ op }: ProvenanceStep): boolean {
  return op?.Op?.exec !== undefined
}

function imageOfStep({ op }: ProvenanceStep): string | undefined {
  return /^docker-image:\/\/(.*)$/s.exec(op?.Op?.source?.identifier ?? '')?.[1]
}

function isContentVertex(facts: VertexFacts | undefined): boolean {
  return facts !== undefined && facts.inputs.length === 0 && imageOf(facts.name) === undefined
}

/**
 * The vertices that a step may be.
 *
 * @param alike the steps of its kind on its inputs, itself among them
 * @param vertices those of this kind on these inputs
 */
function withText(
  step: ProvenanceStep,
  alike: readonly ProvenanceStep[],
  vertices: readonly VertexFacts[],
): readonly VertexFacts[] {
  // The words of an exec form stand in its vertex's name in another way.
  const hasExecForm = vertices.some((facts) => /RUN(?:\s+--\S+)*\s+\[/.test(textOf(facts)))
  const byText = (one: ProvenanceStep): VertexFacts | undefined => {
    const text = plainText(one)
    const isUnique = alike.filter((each) => plainText(each) === text).length === 1
    if (text === undefined || !isUnique || hasExecForm) return undefined
    const [vertex, ...others] = vertices.filter((facts) => textOf(facts).endsWith(` ${text}`))
    return others.length === 0 ? vertex : undefined
  }
  if (alike.length === 1) return vertices
  const own = byText(step)
  if (own !== undefined) return [own]
  const taken = alike.filter((each) => each !== step).map(byText)
  const isLast = alike.length === vertices.length && !taken.includes(undefined)
  return isLast ? vertices.filter((facts) => !taken.includes(facts)) : []
}

/** The text of a command whose vertex has it in its name as it is: nothing of it is expanded. */
function plainText({ op }: ProvenanceStep): string | undefined {
  const text = op?.Op?.exec?.meta?.args?.at(-1)
  return text === undefined || /[$\\\n]/.test(text) ? undefined : text
}
