import type { SolveStatus } from '../progress/solve-status.ts'

/**
 * How the upload of a context ended: `not-sent` when the build needed nothing of it, `failed` unless the daemon has
 * all, else when it had, in milliseconds since 1970 by this machine's clock.
 */
export type UploadEnd = 'not-sent' | 'failed' | number

/** Follows the vertices that send the context. There are several when platforms copy different files. */
export function createContextWatch(now: () => number) {
  /** When each vertex ended well; `open` until then. */
  const ends = new Map<string, 'open' | 'failed' | number>()
  const sending = new Set<string>()
  return {
    status({ vertexes = [], statuses = [] }: SolveStatus): void {
      for (const { digest, name = '', started, completed, error } of vertexes) {
        if (contextName.test(name)) sending.add(digest)
        if (completed) ends.set(digest, error ? 'failed' : now())
        else if (started) ends.set(digest, 'open')
      }
      // A frontend of another kind may give the vertex another name.
      for (const { id, vertex } of statuses) if (id === 'transferring context:') sending.add(vertex)
    },
    end(): UploadEnd {
      const all = [...sending].flatMap((digest) => ends.get(digest) ?? [])
      const times = all.filter((end) => typeof end === 'number')
      if (all.length === 0) return 'not-sent'
      return times.length < all.length ? 'failed' : Math.max(...times)
    },
  }
}

/** Given in moby/buildkit `frontend/dockerui/`. */
const contextName = /^\[(?:\S+ )?internal\] load build context$/
