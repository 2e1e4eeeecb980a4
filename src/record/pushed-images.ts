import type { SolveStatus } from '../progress/solve-status.ts'

/** An image that is in its registry. */
export interface PushedImage {
  /** With its host and tag, such as `docker.io/acme/app:1`. */
  readonly name: string
  /** The digest of the index, or of the manifest when the image has one and no attestation. */
  readonly digest: string
}

/** Follows which images BuildKit has pushed: `Push` in moby/buildkit util/push/push.go names each in a status. */
export function createPushedImages() {
  const found = new Map<string, PushedImage>()
  return {
    update({ statuses = [] }: SolveStatus): void {
      for (const { id, completed } of statuses) {
        const [, name, digest] = /^pushing manifest for (.+)@(sha256:[0-9a-f]{64})$/.exec(id) ?? []
        if (completed && name !== undefined && digest !== undefined) {
          found.set(name, { name, digest })
        }
      }
    },
    all: (): readonly PushedImage[] => [...found.values()],
  }
}
