import type { StepName } from '../progress/step-name.ts'
import { type VerticesByDigest, walkInputs } from '../progress/vertex-inputs.ts'
import type { VertexFacts } from '../progress/vertex-table.ts'
import { isStep } from './step-vertex.ts'

interface StagedStep {
  readonly step: StepName
  readonly facts: VertexFacts
  /** Other vertices that are the same step. */
  readonly sharers: readonly VertexFacts[]
}

/**
 * Numbers the stages so that each comes after those it uses, otherwise by name. BuildKit lists the
 * vertices of a build in an order that differs from build to build, and the Dockerfile isn't known.
 */
export function rankStages(
  steps: readonly StagedStep[],
  vertices: VerticesByDigest,
): (step: StepName) => number {
  const uses = readUses(steps, vertices)
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
function readUses(
  steps: readonly StagedStep[],
  vertices: VerticesByDigest,
): ReadonlyMap<string, ReadonlySet<string>> {
  const stages = new Map(
    steps.flatMap(({ facts, sharers, step }) =>
      [facts, ...sharers].map(({ digest }) => [digest, stageOf(step)] as const),
    ),
  )
  const uses = new Map<string, Set<string>>()
  for (const { facts, step } of steps) {
    const used = uses.get(stageOf(step)) ?? new Set()
    uses.set(stageOf(step), used)
    // Where an input has no stage (an internal one), those of its inputs are the nearest.
    for (const { digest } of walkInputs(facts, vertices, isStep)) {
      const stage = stages.get(digest)
      if (stage !== undefined && stage !== stageOf(step)) used.add(stage)
    }
  }
  return uses
}

function stageOf(step: StepName): string {
  return step.stage ?? ''
}
