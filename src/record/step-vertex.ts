import { isLinkMerge, parseStepName, type StepName } from '../progress/step-name.ts'
import type { VertexFacts } from '../progress/vertex-table.ts'

/**
 * The step of a vertex, by its name, if it is one. A step has an instruction's name, and is neither a
 * base image, nor the merge half of a `COPY --link`, nor a download of an `ADD`: the only `ADD` without
 * inputs, which has the name of the step that it belongs to.
 */
export function readStepName(facts: VertexFacts): StepName | undefined {
  const step = parseStepName(facts.name)
  const isOther = step === undefined || isLinkMerge(step) || verbOf(facts) === 'FROM'
  return isOther || isDownload(facts) ? undefined : step
}

export function isStep(facts: VertexFacts): boolean {
  return readStepName(facts) !== undefined
}

/** Whether a vertex is the download of an `ADD`. */
export function isDownload(facts: VertexFacts): boolean {
  return facts.inputs.length === 0 && verbOf(facts) === 'ADD'
}

/** The instruction of a step; empty for other vertices. */
export function textOf({ name }: VertexFacts): string {
  return parseStepName(name)?.instruction ?? ''
}

/** Such as `RUN`, without the `ONBUILD` before it. */
export function verbOf(facts: VertexFacts): string {
  return /^(?:ONBUILD )?(\S*)/.exec(textOf(facts))?.[1] ?? ''
}

/** Whether two steps are one instruction of a Dockerfile, perhaps for two platforms. */
export function isSameInstruction(a: VertexFacts, b: VertexFacts): boolean {
  const [one, other] = [parseStepName(a.name), parseStepName(b.name)]
  return (
    one !== undefined &&
    one.stage === other?.stage &&
    one.index === other?.index &&
    one.instruction === other.instruction
  )
}
