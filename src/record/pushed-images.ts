import type { SolveStatus } from '../progress/solve-status.ts'
import { isRunning, type VertexFacts } from '../progress/vertex-table.ts'

/** An image that is in its registry: its manifest was pushed, and the export that did so ended well. */
export interface PushedImage {
  /** With its host and tag, such as `docker.io/acme/app:1`. */
  readonly name: string
  /** The digest of the index, or of the manifest when the image has one and no attestation. */
  readonly digest: string
}

/**
 * Follows which images BuildKit has pushed: `Push` in moby/buildkit util/push/push.go names each in a status. That status is
 * completed by an error and a cancellation too, which only its vertex shows, and later.
 */
export function createPushedImages() {
  const found = new Map<string, PushedImage & { readonly vertex: string }>()
  return {
    update({ statuses = [] }: SolveStatus): void {
      for (const { id, vertex, completed } of statuses) {
        const [, name, digest] = /^pushing manifest for (.+)@(sha256:[0-9a-f]{64})$/.exec(id) ?? []
        if (completed && name !== undefined && digest !== undefined) {
          found.set(name, { name, digest, vertex })
        }
      }
    },
    /** @param factsOf finds a vertex by its digest */
    all: (factsOf: (vertex: string) => VertexFacts | undefined): readonly PushedImage[] =>
      [...found.values()]
        .filter(({ vertex }) => hasSucceeded(factsOf(vertex)))
        .map(({ name, digest }) => ({ name, digest })),
  }
}

function hasSucceeded(facts: VertexFacts | undefined): boolean {
  return facts?.completed === true && facts.error === undefined && !isRunning(facts)
}
