import { type Interval, since, subtractIntervals, wallSeconds } from '../progress/intervals.ts'
import type { SolveStatus } from '../progress/solve-status.ts'
import { type VertexFacts, workedIntervals } from '../progress/vertex-table.ts'

/**
 * Wall-clock seconds of a build, split: each moment counts once. What goes on at the same time counts for
 * the first of these in this order: loading the context, building, pushing, exporting, exporting cache. So
 * a cache export during a push counts only the time that it takes beyond the push.
 */
export interface PhaseSeconds {
  /** Sending or fetching the build's contexts. */
  readonly loadingContext: number
  /** The steps, and everything that they need: resolving and pulling base images, importing cache; and the SBOM. */
  readonly building: number
  /** Making the image or the files, without pushing. */
  readonly exporting: number
  readonly pushing: number
  readonly exportingCache: number
}

/** Watches the stream for facts that aren't in the vertices: the times of pushing, and the last moment. */
export function createPhaseClock() {
  /** By vertex and status id; pushing is a part of the second `exporting to image`. */
  const pushes = new Map<string, { start: number; end?: number }>()
  let latest = Number.NEGATIVE_INFINITY

  const see = (time: string | undefined): number => {
    const moment = time === undefined ? Number.NaN : Date.parse(time)
    if (moment > latest) latest = moment
    return moment
  }
  const now = () => (Number.isFinite(latest) ? latest : 0)

  return {
    update(status: SolveStatus): void {
      for (const { started, completed } of status.vertexes ?? []) see(completed ?? started)
      // The last is enough: a line's logs are in order of time.
      see(status.logs?.at(-1)?.timestamp)
      for (const { id, vertex, started, completed, timestamp } of status.statuses ?? []) {
        const at = see(timestamp)
        if (!isPush(id)) continue
        const start = started === undefined ? at : Date.parse(started)
        pushes.set(`${vertex} ${id}`, completed ? { start, end: Date.parse(completed) } : { start })
      }
    },
    /** The latest moment that the stream mentions, in milliseconds; 0 before any. */
    now,
    /** The intervals of pushing. */
    pushes: (): readonly Interval[] =>
      [...pushes.values()].map(({ start, end = now() }) => ({ start, end })),
    /** @param begunAt when the build began, in milliseconds: earlier time isn't counted */
    seconds(vertices: readonly VertexFacts[], begunAt: number): PhaseSeconds {
      const worked = (belongs: (facts: VertexFacts) => boolean): readonly Interval[] =>
        since(
          begunAt,
          vertices.filter(belongs).flatMap((facts) => workedIntervals(facts, now())),
        )
      const pushing = [...this.pushes(), ...worked(({ name }) => clientPush.test(name))]
      const phases = {
        loadingContext: worked(isContextLoad),
        building: worked(isBuilding),
        pushing,
        exporting: worked(isExport),
        exportingCache: worked(isCacheExport),
      }
      const seconds: Record<string, number> = {}
      const taken: Interval[] = []
      for (const [phase, intervals] of Object.entries(phases)) {
        seconds[phase] = wallSeconds(subtractIntervals(intervals, taken))
        taken.push(...intervals)
      }
      return seconds as unknown as PhaseSeconds
    },
  }
}

/** Their names are given in moby/buildkit `frontend/dockerui/`. */
export function isContextLoad({ name }: VertexFacts): boolean {
  return (
    /^\[(?:\S+ )?internal\] load (?:(?:remote )?build context$|git source )/.test(name) ||
    /^\[context .*\] (?:OCI )?load from client$/.test(name)
  )
}

/** Cache exporters' names, from their `Name` methods in moby/buildkit `cache/remotecache/`. */
export function isCacheExport({ name }: VertexFacts): boolean {
  return /^exporting (?:cache to |inline cache|content cache|to GitHub Actions Cache)/.test(name)
}

/** The client's part of pushing: for several nodes, or for an image in Docker's own store. */
const clientPush = /^(?:merging manifest list |pushing .* with docker$)/

function isPush(statusId: string): boolean {
  return /^pushing (?:layers$|manifest for )/.test(statusId)
}

export function isExport(facts: VertexFacts): boolean {
  return /^(?:exporting to |importing to docker)/.test(facts.name) && !isCacheExport(facts)
}

/** Reading the daemon's record at the end isn't part of the build, nor is waiting for a daemon. */
function isBuilding(facts: VertexFacts): boolean {
  const others = /^(?:exporting |importing to docker|resolving provenance )/
  return (
    !others.test(facts.name) &&
    !clientPush.test(facts.name) &&
    !/waiting for connection$|booting buildkit$/.test(facts.name)
  )
}
