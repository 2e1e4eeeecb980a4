import type { VertexFacts } from '../progress/vertex-table.ts'
import { type ReadBuild, readSteps } from './steps.ts'
import { kindOf } from './tasks.ts'

/**
 * Reads the steps of a build, as `readSteps` does, and keeps them while no vertex changes that they depend on. So a
 * build that reads them in a pause has little left to do at its end.
 *
 * @param targets the targets of a bake, if their names precede those of the stages
 */
export function createStepReader(targets: readonly string[] = []) {
  let known: { readonly begunAt: number; readonly isComplete: boolean } | undefined
  let steps: ReadBuild['steps'] = []
  /** The vertices of other builds, by digest. */
  let foreign: ReadonlySet<string> = new Set()

  return {
    /** Called with each vertex that changes. */
    update(facts: VertexFacts): void {
      if (known !== undefined && !isApart(facts, known.isComplete)) known = undefined
    },
    read(vertices: readonly VertexFacts[], begunAt: number, isComplete: boolean): ReadBuild {
      if (known?.begunAt !== begunAt || known.isComplete !== isComplete) {
        const read = readSteps(vertices, begunAt, isComplete, targets)
        const own = new Set(read.vertices)
        steps = read.steps
        foreign = new Set(vertices.filter((facts) => !own.has(facts)).map(({ digest }) => digest))
        known = { begunAt, isComplete }
      }
      return { steps, vertices: vertices.filter(({ digest }) => !foreign.has(digest)) }
    },
  }
}

/**
 * Whether no step depends on a vertex: it is work of buildx. Of a build that may not have succeeded, an export shows
 * that its inputs existed.
 */
function isApart(facts: VertexFacts, isComplete: boolean): boolean {
  if (facts.inputs.length > 0) return false
  const kind = kindOf(facts)
  return kind === 'client' || (isComplete && (kind === 'export' || kind === 'cache-export'))
}
