import type { SolveStatus } from '../progress/solve-status.ts'
import { isRunning, type VertexFacts } from '../progress/vertex-table.ts'

/** An image that is in its registry: its manifest was pushed, and the export that did so ended well. */
export interface PushedImage {
  /** With its host and tag, such as `docker.io/acme/app:1`; without a tag when it was pushed by its digest alone. */
  readonly name: string
  /** The digest of the index, or of the manifest when the image has one and no attestation. */
  readonly digest: string
}

/**
 * Follows which images BuildKit has pushed: `Push` in moby/buildkit util/push/push.go names each in a status. That status is
 * completed by an error and a cancellation too, which only its vertex shows, and later. A name has several images when
 * several outputs push it.
 */
export function createPushedImages() {
  const pushes = new Map<string, { name: string; digest: string | undefined; vertex: string }>()
  const written = createWrittenManifests()
  return {
    update({ statuses = [] }: SolveStatus): void {
      for (const { id, vertex, completed } of statuses) {
        written.update(id, vertex)
        const [, name, digest] =
          /^pushing manifest for (.+?)(?:@(sha256:[0-9a-f]{64}))?$/.exec(id) ?? []
        if (completed && name !== undefined) pushes.set(`${vertex} ${id}`, { name, digest, vertex })
      }
    },
    /** @param factsOf finds a vertex by its digest */
    all(factsOf: (vertex: string) => VertexFacts | undefined): readonly PushedImage[] {
      const found = [...pushes.values()]
        .filter(({ vertex }) => hasSucceeded(factsOf(vertex)))
        .flatMap(({ name, vertex, digest = written.of(vertex) }) =>
          digest === undefined ? [] : [{ name, digest }],
        )
      return [...new Map(found.map((each) => [`${each.name}@${each.digest}`, each])).values()]
    },
  }
}

/**
 * Follows which image each export wrote: `Commit` in moby/buildkit exporter/containerimage/writer.go. The status of a push by
 * digest has no digest.
 */
function createWrittenManifests() {
  const indexes = new Map<string, Set<string>>()
  const manifests = new Map<string, Set<string>>()
  return {
    update(id: string, vertex: string): void {
      const [, list, digest] = /^exporting manifest (list )?(sha256:[0-9a-f]{64})$/.exec(id) ?? []
      if (digest === undefined) return
      const all = list === undefined ? manifests : indexes
      all.set(vertex, (all.get(vertex) ?? new Set()).add(digest))
    },
    /** @returns undefined when the export wrote none, or several: targets of a bake may share a vertex */
    of(vertex: string): string | undefined {
      const [digest, ...others] = indexes.get(vertex) ?? manifests.get(vertex) ?? []
      return others.length === 0 ? digest : undefined
    },
  }
}

function hasSucceeded(facts: VertexFacts | undefined): boolean {
  return facts?.completed === true && facts.error === undefined && !isRunning(facts)
}
