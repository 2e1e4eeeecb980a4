import type { SolveStatus } from '../progress/solve-status.ts'
import type { VertexFacts } from '../progress/vertex-table.ts'

/** When a build began, by the clock of its stream. */
export interface StreamClock {
  /** @param arrivedAt when the event came, in milliseconds since 1970 by the client's clock */
  see(status: SolveStatus, arrivedAt: number): void
  /** @returns milliseconds since 1970; negative infinity when nothing says it */
  begunAt(vertices: readonly VertexFacts[]): number
}

/**
 * buildx shifts the times of a request so that the first vertex which has started begins with the request
 * (`ResetTime` in docker/buildx util/progress/reset.go). Where another build had started that vertex before, such as the
 * fetch of a Git context, all times are later by as much. No event comes before it has happened, so what leads the
 * client's clock is that shift.
 *
 * The fetch doesn't show it: buildx asks for that alone first, with times that aren't shifted. On a builder with several
 * nodes each has a request, and so a shift, of its own, and the platforms in the names tell them apart. The least shift
 * of them counts: by another one, what a node has done would look older than the build.
 *
 * @param startedAt when buildx was started, in milliseconds since 1970 by the client's clock; absent for a recording
 */
export function createStreamClock(startedAt: number | undefined): StreamClock {
  /** By platform; empty for vertices without one in their name. */
  const leads = new Map<string, number>()
  const leastLead = () => {
    const { '': common = 0, ...ofPlatforms } = Object.fromEntries(leads)
    const each = Object.values(ofPlatforms)
    return each.length === 0 ? common : Math.min(...each)
  }
  return {
    see({ vertexes = [] }, arrivedAt) {
      if (startedAt === undefined) return
      for (const { name = '', started, completed = started } of vertexes) {
        if (completed === undefined || isFetch.test(name)) continue
        const [, platform = ''] = /^\[(?:\S+ )?([a-z]\w*\/\S+) /.exec(name) ?? []
        const lead = Date.parse(completed) - arrivedAt
        leads.set(platform, Math.max(leads.get(platform) ?? 0, lead))
      }
    },
    begunAt(vertices) {
      if (startedAt === undefined) return firstStart(vertices) ?? Number.NEGATIVE_INFINITY
      const first = firstStart(vertices.filter(({ name }) => !isFetch.test(name)))
      const aheadMs = leastLead()
      if (aheadMs > 0 || first === undefined) return startedAt + aheadMs
      // Several vertices that had started at once can shift the times the other way, by a moment.
      return Math.min(startedAt, first)
    },
  }
}

/**
 * The first start that the stream announces, in milliseconds: a vertex that is listed before its start started after
 * the build began.
 */
function firstStart(vertices: readonly VertexFacts[]): number | undefined {
  const starts = vertices
    .filter(({ isAnnounced }) => isAnnounced)
    .flatMap(({ runs }) => [...runs.values()].map(({ start }) => start))
    .filter((start) => !Number.isNaN(start))
  return starts.length === 0 ? undefined : starts.reduce((one, other) => Math.min(one, other))
}

/** Of a context or a Dockerfile that the daemon fetches (build/url.go of docker/buildx for the last one). */
const isFetch = /\binternal\] load (?:git source|remote build context|https?:)/
