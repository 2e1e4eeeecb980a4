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

/** How a value is read for a vertex from those of others. Without a cycle, each of them is read before. */
interface Walk<Vertex, Value> {
  /** The vertices whose values may be asked for: the inputs, or the vertices that use this one. */
  readonly next: (vertex: Vertex) => readonly Vertex[]
  readonly read: (vertex: Vertex, valueAt: (next: Vertex) => Value) => Value
  /** A graph has no cycles. If one appears, the walk ends here, with this value. */
  readonly inCycle: (vertex: Vertex) => Value
}

/**
 * Reads each vertex once, whatever the number of questions. The walk isn't recursive, as a chain of two thousand steps
 * would overflow the stack.
 *
 * @returns reads a vertex, or a digest
 */
export function walkReader<Vertex extends string | VertexFacts, Value>({
  next,
  read,
  inCycle,
}: Walk<Vertex, Value>): (vertex: Vertex) => Value {
  const known = new Map<string, { readonly value: Value }>()
  const keyOf = (vertex: Vertex) => (typeof vertex === 'string' ? vertex : vertex.digest)
  const valueAt = (vertex: Vertex) => {
    const found = known.get(keyOf(vertex))
    return found === undefined ? inCycle(vertex) : found.value
  }
  return (first) => {
    const begun = new Set<string>()
    const pending = [first]
    for (let vertex = pending.at(-1); vertex !== undefined; vertex = pending.at(-1)) {
      const key = keyOf(vertex)
      if (known.has(key) || begun.has(key)) {
        if (!known.has(key)) known.set(key, { value: read(vertex, valueAt) })
        pending.pop()
      } else {
        begun.add(key)
        for (const each of next(vertex).toReversed()) {
          if (!begun.has(keyOf(each))) pending.push(each)
        }
      }
    }
    return valueAt(first)
  }
}

/**
 * Whether something holds for a vertex and all its direct and indirect inputs. Each vertex is examined once, whatever
 * the number of questions. An input that isn't among the vertices holds nothing.
 */
export function holdsThroughout(
  vertices: VerticesByDigest,
  holds: (facts: VertexFacts) => boolean,
): (digest: string) => boolean {
  return walkReader<string, boolean>({
    next: (digest) => vertices.get(digest)?.inputs ?? [],
    read(digest, holdsBefore) {
      const facts = vertices.get(digest)
      return facts !== undefined && holds(facts) && facts.inputs.every(holdsBefore)
    },
    inCycle: () => true,
  })
}
