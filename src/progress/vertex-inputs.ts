import type { VertexFacts } from './vertex-table.ts'

export type VerticesByDigest = ReadonlyMap<string, VertexFacts>

export function byDigest(vertices: readonly VertexFacts[]): VerticesByDigest {
  return new Map(vertices.map((facts) => [facts.digest, facts]))
}

/**
 * What a vertex is made of: its inputs, those of these, and so on, each once.
 *
 * @param isEnd what is found, but not what it is made of
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
