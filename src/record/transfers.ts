import type { SolveStatus } from '../progress/solve-status.ts'
import type { VertexFacts } from '../progress/vertex-table.ts'
import { isContextLoad } from './phases.ts'

/** Watches the stream for network transfers. */
export function createTransfers() {
  const pulled = new Set<string>()
  /** Bytes of layers that the daemon fetched, from a registry or an OCI layout, by vertex and digest. */
  const fetched = new Map<string, Map<string, number>>()
  /** Bytes by vertex and status id. They only grow. */
  const sent = new Map<string, { readonly vertex: string; readonly bytes: number }>()
  /** The bytes of layers of some vertices, each layer once. */
  const layerBytes = (isWanted: (vertex: string) => boolean): number => {
    const largest = new Map<string, number>()
    for (const [vertex, layers] of fetched) {
      if (!isWanted(vertex)) continue
      for (const [id, bytes] of layers) largest.set(id, Math.max(largest.get(id) ?? 0, bytes))
    }
    return [...largest.values()].reduce((sum, each) => sum + each, 0)
  }

  return {
    update({ statuses }: SolveStatus): void {
      for (const { id, vertex, current } of statuses ?? []) {
        // A layer is named by its digest while it is fetched, and then while it is unpacked.
        if (/^(?:extracting )?sha256:/.test(id)) pulled.add(vertex)
        if (id.startsWith('sha256:')) {
          const layers = fetched.get(vertex) ?? new Map()
          fetched.set(vertex, layers.set(id, Math.max(layers.get(id) ?? 0, current ?? 0)))
        } else if (id.startsWith('transferring '))
          sent.set(`${vertex} ${id}`, { vertex, bytes: current ?? 0 })
      }
    },
    /** The vertices whose layers were pulled. */
    pulled: pulled as ReadonlySet<string>,
    /** What the daemon fetched of layers from registries; undefined where the stream shows nothing. */
    pulledBytes(vertices: readonly VertexFacts[]): number | undefined {
      const contexts = contextsOf(vertices)
      const bytes = layerBytes((vertex) => !contexts.has(vertex))
      return bytes === 0 ? undefined : bytes
    },
    /** What the client sent: files, and the layers of an OCI layout. */
    contextBytes(vertices: readonly VertexFacts[]): number {
      const contexts = contextsOf(vertices)
      return [...sent.values()]
        .filter(({ vertex }) => contexts.has(vertex))
        .reduce(
          (sum, { bytes }) => sum + bytes,
          layerBytes((vertex) => contexts.has(vertex)),
        )
    },
  }
}

function contextsOf(vertices: readonly VertexFacts[]): ReadonlySet<string> {
  return new Set(vertices.filter(isContextLoad).map(({ digest }) => digest))
}
