import { hash } from 'node:crypto'
import { parseStepName } from '../buildx/step-name.ts'
import { createVertexTable, type VertexFacts } from '../buildx/vertex-table.ts'
import { findSteps, type StepVertex, stepStatus } from '../cache/steps.ts'
import { type HistoryRecord, readLogVertices } from './messages.ts'

/** A build's graph, and which of its steps are which in another build. */
export interface BuildGraph {
  readonly vertices: readonly VertexFacts[]
  readonly steps: readonly StepVertex[]
  /**
   * The same for a step of another build when it and all that it is made of are written the same.
   * Digests won't do: that of a local context is another one in each build.
   */
  readonly keyOf: (step: StepVertex) => string
}

export interface PastBuild extends BuildGraph {
  readonly record: HistoryRecord
}

export function buildGraph(vertices: readonly VertexFacts[]): BuildGraph {
  const byDigest = new Map(vertices.map((facts) => [facts.digest, facts]))
  const keys = new Map<string, string>()
  const vertexKey = (digest: string): string => {
    const known = keys.get(digest)
    if (known !== undefined) return known
    const facts = byDigest.get(digest)
    // A graph has no circles; should one come, it ends here.
    keys.set(digest, '')
    if (facts !== undefined) {
      const parts = [plainName(facts.name), ...facts.inputs.map(vertexKey)]
      keys.set(digest, hash('sha1', JSON.stringify(parts)))
    }
    return keys.get(digest) ?? ''
  }
  return {
    vertices,
    steps: findSteps(vertices),
    keyOf: ({ facts, step }) => `${step.platform ?? ''} ${vertexKey(facts.digest)}`,
  }
}

export function readPastBuild(record: HistoryRecord, log: Buffer): PastBuild {
  const table = createVertexTable()
  for (const vertex of readLogVertices(log)) table.update(vertex)
  return { record, ...buildGraph(table.all()) }
}

/** The keys of the steps that ran in a build. */
export function ranKeys({ steps, keyOf }: BuildGraph): readonly string[] {
  return steps.filter(({ facts }) => stepStatus(facts) === 'executed').map(keyOf)
}

/**
 * Without number, stage and platform: a stage that several others use bears the name of one of them. And
 * without the commit that is fetched, which doesn't matter as long as the files of it are the same.
 */
function plainName(name: string): string {
  return parseStepName(name)?.instruction ?? name.replace(/(\] load git source [^#]*)#.*/, '$1')
}
