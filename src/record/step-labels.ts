import { isLinkMerge, parseStepName, type StepName } from '../progress/step-name.ts'
import { walkReader } from '../progress/vertex-inputs.ts'
import type { VertexFacts } from '../progress/vertex-table.ts'
import { splitFlags } from '../text/instruction-flags.ts'
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
 *
 * @param targets the targets of a bake, whose names precede those of the stages
 */
export function stepNames(
  { consumers }: OwnGraph,
  targets: readonly string[] = [],
): (facts: VertexFacts) => StepName | undefined {
  return walkReader<VertexFacts, StepName | undefined>({
    // A vertex that is no step has no name, whatever uses it.
    next: (facts) => (parseStepName(facts.name) === undefined ? [] : consumers(facts)),
    read(facts, nameOf) {
      const given = parseStepName(facts.name)
      if (given === undefined) return undefined
      const users = consumers(facts).map((next) => ({ next, name: nameOf(next) }))
      const places = users.flatMap(({ next, name }) => placeBefore(facts, next, name) ?? [])
      const isOwn = places.some(
        ({ stage, index }) => stage === given.stage && index === given.index,
      )
      const sources = users.flatMap(({ next, name }) => sourceOf(facts, given, next, name) ?? [])
      const [place] = [...places, ...sources]
      return isOwn || !place ? given : { ...place, instruction: given.instruction }
    },
    inCycle: ({ name }) => parseStepName(name),
  })

  /** The position of a vertex in its stage, if a vertex that uses it shows the position. */
  function placeBefore(
    facts: VertexFacts,
    next: VertexFacts,
    name: StepName | undefined,
  ): StepName | undefined {
    if (name === undefined) return undefined
    const isFirst = next.inputs[0] === facts.digest
    // The copy of a `COPY --link` is the second input of its merge half, which has the same number.
    if (isLinkMerge(name)) return isFirst ? before(name) : name
    return isFirst && !isLinkCopy(next) ? before(name) : undefined
  }

  /** The end of the stage that an own `COPY --from` names, if the vertex is that and has another build's name. */
  function sourceOf(
    facts: VertexFacts,
    given: StepName,
    next: VertexFacts,
    name: StepName | undefined,
  ): StepName | undefined {
    const { instruction = '', ...user } = name ?? {}
    const from = copiedFrom(instruction)
    const isSource = next.inputs.at(-1) === facts.digest
    const [own, theirs] = [placeOf(user), placeOf(given)]
    // A Dockerfile with one stage has no name for it, and copies from elsewhere, as from a linked target.
    if (!isSource || from === undefined || own.stage === '' || own.target !== theirs.target)
      return undefined
    // BuildKit counts one step too many in a stage on a linked target, so that its own steps end before the total.
    if (theirs.stage.toLowerCase() === from) return undefined
    // A Dockerfile names all of its stages or none, and a stage is copied from as it is at its end.
    const isForeign = theirs.stage === '' || given.index < given.total
    const stage = [own.target, from].filter(Boolean).join(' ')
    return isForeign ? { ...given, stage, total: given.index } : undefined
  }

  /** The stage of a step, and the target that precedes it; empty where there is none. */
  function placeOf({ stage = '' }: Pick<StepName, 'stage'>) {
    const [target = ''] = stage.split(' ', 1)
    return targets.includes(target)
      ? { target, stage: stage.slice(target.length + 1) }
      : { target: '', stage }
  }

  /** The copy of a `COPY --link` has no parent layer: its first input is the source of the copy. */
  function isLinkCopy(facts: VertexFacts): boolean {
    return consumers(facts).some((next) => {
      const name = parseStepName(next.name)
      return name !== undefined && isLinkMerge(name) && next.inputs[0] !== facts.digest
    })
  }
}

/** The name that a `COPY` takes files from, in lower case. */
function copiedFrom(instruction: string): string | undefined {
  const [, rest = ''] = /^(?:ONBUILD )?COPY\s+([\s\S]*)/.exec(instruction) ?? []
  const prefix = '--from='
  const flag = splitFlags(rest).flags.find((each) => each.startsWith(prefix))
  const name = flag?.slice(prefix.length).toLowerCase() ?? ''
  return /^[a-z]/.test(name) ? name : undefined
}

function before(name: StepName): StepName | undefined {
  return name.index > 1 ? { ...name, index: name.index - 1 } : undefined
}
