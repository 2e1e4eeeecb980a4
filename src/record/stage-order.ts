import { parseStepName, type StepName } from '../progress/step-name.ts'
import { byDigest, walkInputs } from '../progress/vertex-inputs.ts'
import type { VertexFacts } from '../progress/vertex-table.ts'

/**
 * Numbers the stages so that each comes after those it uses; the rest by name. BuildKit mentions the
 * vertices of a build in an order that differs from build to build, and the Dockerfile isn't known.
 */
export function rankStages(vertices: readonly VertexFacts[]): (step: StepName) => number {
  const uses = readUses(vertices)
  const order: string[] = []
  const waiting = new Set([...uses.keys()].sort())
  while (waiting.size > 0) {
    const next =
      [...waiting].find(
        (stage) => ![...(uses.get(stage) ?? [])].some((used) => waiting.has(used)),
      ) ??
      // Stages that use each other can't come from a Dockerfile; any order will do.
      [...waiting][0] ??
      ''
    waiting.delete(next)
    order.push(next)
  }
  const ranks = new Map(order.map((stage, rank) => [stage, rank]))
  return (step) => ranks.get(stageOf(step)) ?? order.length
}

/** For each stage the other stages whose steps its own steps take as inputs, directly or through others. */
function readUses(vertices: readonly VertexFacts[]): ReadonlyMap<string, ReadonlySet<string>> {
  const all = byDigest(vertices)
  const uses = new Map<string, Set<string>>()
  for (const facts of vertices) {
    const step = parseStepName(facts.name)
    if (!step) continue
    const used = uses.get(stageOf(step)) ?? new Set()
    uses.set(stageOf(step), used)
    // Where an input has no stage (an internal one), those of its inputs are the nearest.
    for (const input of walkInputs(facts, all, hasStage)) {
      const inputStep = parseStepName(input.name)
      if (inputStep && stageOf(inputStep) !== stageOf(step)) used.add(stageOf(inputStep))
    }
  }
  return uses
}

function hasStage({ name }: VertexFacts): boolean {
  return parseStepName(name) !== undefined
}

function stageOf(step: StepName): string {
  return step.stage ?? ''
}
