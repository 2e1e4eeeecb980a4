import type { SolveStatus } from '../progress/solve-status.ts'
import type { VertexFacts } from '../progress/vertex-table.ts'
import { isContextLoad } from './phases.ts'

/** Watches the stream for network transfers. */
export function createTransfers() {
  const pulled = new Set<string>()
  /** Bytes of layers that the daemon fetched from registries, by digest. */
  const fetched = new Map<string, number>()
  /** Bytes by vertex and status id. They only grow. */
  const sent = new Map<string, { readonly vertex: string; readonly bytes: number }>()

  return {
    update({ statuses }: SolveStatus): void {
      for (const { id, vertex, current } of statuses ?? []) {
        // A layer is named by its digest while it is fetched, and then while it is unpacked.
        if (/^(?:extracting )?sha256:/.test(id)) pulled.add(vertex)
        if (id.startsWith('sha256:')) fetched.set(id, Math.max(fetched.get(id) ?? 0, current ?? 0))
        else if (id.startsWith('transferring '))
          sent.set(`${vertex} ${id}`, { vertex, bytes: current ?? 0 })
      }
    },
    /** The vertices whose layers were pulled. */
    pulled: pulled as ReadonlySet<string>,
    /** What the daemon fetched of layers; undefined where the stream shows nothing. */
    pulledBytes(): number | undefined {
      const bytes = [...fetched.values()].reduce((sum, each) => sum + each, 0)
      return bytes === 0 ? undefined : bytes
    },
    contextBytes(vertices: readonly VertexFacts[]): number {
      const contexts = new Set(vertices.filter(isContextLoad).map(({ digest }) => digest))
      return [...sent.values()]
        .filter(({ vertex }) => contexts.has(vertex))
        .reduce((sum, { bytes }) => sum + bytes, 0)
    },
  }
}
