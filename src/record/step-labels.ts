import { isLinkMerge, parseStepName, type StepName } from '../progress/step-name.ts'
import type { VertexFacts } from '../progress/vertex-table.ts'
import type { OwnGraph } from './own-graph.ts'

/**
 * Reads the name of an own step as its own Dockerfile has it.
 *
 * A vertex that two builds have in common has the name that the first of them gave it, with the stage and
 * the number of that Dockerfile. All its inputs were named there as well, so that the names of a
 * stage are foreign from its start up to some step, and own from there on. As the first input of a step
 * is the step before it in the same stage, the own names give the right names for the foreign ones. Where all names
 * of a stage are certainly foreign, an own `COPY --from` gives the stage. Any other stage without an own name keeps
 * the foreign ones.
 */
export function stepNames({ consumers }: OwnGraph): (facts: VertexFacts) => StepName | undefined {
  const known = new Map<string, StepName | undefined>()

  function nameOf(facts: VertexFacts): StepName | undefined {
    if (known.has(facts.digest)) return known.get(facts.digest)
    const given = parseStepName(facts.name)
    // A graph has no cycles. If one appears, the walk ends here.
    known.set(facts.digest, given)
    if (given === undefined) return undefined
    const places = consumers(facts).flatMap((next) => placeBefore(facts, next) ?? [])
    const isOwn = places.some(({ stage, index }) => stage === given.stage && index === given.index)
    const sources = consumers(facts).flatMap((next) => sourceOf(facts, given, next) ?? [])
    const [place] = [...places, ...sources]
    const name = isOwn || !place ? given : { ...place, instruction: given.instruction }
    known.set(facts.digest, name)
    return name
  }

  /** The position of a vertex in its stage, if a vertex that uses it shows the position. */
  function placeBefore(facts: VertexFacts, next: VertexFacts): StepName | undefined {
    const name = nameOf(next)
    if (name === undefined) return undefined
    const isFirst = next.inputs[0] === facts.digest
    // The copy of a `COPY --link` is the second input of its merge half, which has the same number.
    if (isLinkMerge(name)) return isFirst ? before(name) : name
    return isFirst && !isLinkCopy(next) ? before(name) : undefined
  }

  /** The end of the stage that an own `COPY --from` names, if the vertex is that and has another build's name. */
  function sourceOf(facts: VertexFacts, given: StepName, next: VertexFacts): StepName | undefined {
    const { stage, instruction = '' } = nameOf(next) ?? {}
    const from = /^(?:ONBUILD )?COPY(?:\s+--\S+)*?\s+--from=(\S+)/.exec(instruction)?.[1] ?? ''
    const isSource = next.inputs.at(-1) === facts.digest
    // A Dockerfile names all of its stages or none, and a stage is copied from as it is at its end.
    const isForeign =
      (stage !== undefined && given.stage === undefined) || given.index < given.total
    const isName = /^[a-z]/i.test(from)
    return isSource && isForeign && isName
      ? { ...given, stage: from.toLowerCase(), total: given.index }
      : undefined
  }

  /** The copy of a `COPY --link` has no parent layer: its first input is the source of the copy. */
  function isLinkCopy(facts: VertexFacts): boolean {
    return consumers(facts).some((next) => {
      const name = parseStepName(next.name)
      return name !== undefined && isLinkMerge(name) && next.inputs[0] !== facts.digest
    })
  }

  return nameOf
}

function before(name: StepName): StepName | undefined {
  return name.index > 1 ? { ...name, index: name.index - 1 } : undefined
}
