import { parseStepName, type StepName } from '../buildx/step-name.ts'
import type { VertexFacts } from '../buildx/vertex-table.ts'

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
  const byDigest = new Map(vertices.map((facts) => [facts.digest, facts]))
  const uses = new Map<string, Set<string>>()
  for (const facts of vertices) {
    const step = parseStepName(facts.name)
    if (!step) continue
    const used = uses.get(stageOf(step)) ?? new Set()
    uses.set(stageOf(step), used)
    for (const stage of nearestStages(facts, byDigest)) {
      if (stage !== stageOf(step)) used.add(stage)
    }
  }
  return uses
}

/** The stages of a vertex's inputs; where an input has none (an internal one) those of its inputs. */
function nearestStages(
  facts: VertexFacts,
  byDigest: ReadonlyMap<string, VertexFacts>,
): ReadonlySet<string> {
  const stages = new Set<string>()
  const seen = new Set<string>()
  const pending = [...facts.inputs]
  for (let digest = pending.pop(); digest !== undefined; digest = pending.pop()) {
    const input = byDigest.get(digest)
    if (!input || seen.has(digest)) continue
    seen.add(digest)
    const step = parseStepName(input.name)
    if (step) stages.add(stageOf(step))
    else pending.push(...input.inputs)
  }
  return stages
}

function stageOf(step: StepName): string {
  return step.stage ?? ''
}
