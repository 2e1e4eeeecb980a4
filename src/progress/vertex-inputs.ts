import type { VertexFacts } from './vertex-table.ts'

export type VerticesByDigest = ReadonlyMap<string, VertexFacts>

export function byDigest(vertices: readonly VertexFacts[]): VerticesByDigest {
  return new Map(vertices.map((facts) => [facts.digest, facts]))
}

/** For each digest that some vertex has as an input: those vertices. */
export function byInput(
  vertices: readonly VertexFacts[],
): ReadonlyMap<string, readonly VertexFacts[]> {
  const consumers = new Map<string, VertexFacts[]>()
  for (const facts of vertices) {
    for (const input of facts.inputs) {
      const known = consumers.get(input)
      if (known) known.push(facts)
      else consumers.set(input, [facts])
    }
  }
  return consumers
}

/**
 * The inputs of a vertex, their inputs, and so on, each once.
 *
 * @param isEnd a vertex to include without its own inputs
 */
export function walkInputs(
  { inputs }: VertexFacts,
  vertices: VerticesByDigest,
  isEnd: (facts: VertexFacts) => boolean = () => false,
): readonly VertexFacts[] {
  const found = new Map<string, VertexFacts>()
  const pending = [...inputs]
  for (let digest = pending.pop(); digest !== undefined; digest = pending.pop()) {
    const input = vertices.get(digest)
    if (!input || found.has(digest)) continue
    found.set(digest, input)
    if (!isEnd(input)) pending.push(...input.inputs)
  }
  return [...found.values()]
}

/**
 * Whether something holds for a vertex and all its direct and indirect inputs. Each vertex is examined once, whatever
 * the number of questions. An input that isn't among the vertices holds nothing.
 */
export function holdsThroughout(
  vertices: VerticesByDigest,
  holds: (facts: VertexFacts) => boolean,
): (digest: string) => boolean {
  const known = new Map<string, boolean>()
  const read = (digest: string): boolean => {
    const before = known.get(digest)
    if (before !== undefined) return before
    // A graph has no cycles. If one appears, the walk ends here.
    known.set(digest, true)
    const facts = vertices.get(digest)
    const found = facts !== undefined && holds(facts) && facts.inputs.every(read)
    known.set(digest, found)
    return found
  }
  return read
}
