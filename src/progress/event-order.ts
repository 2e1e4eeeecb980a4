import type { Vertex } from './solve-status.ts'

/**
 * The events of one line of the stream, with the end of each run behind its start.
 *
 * BuildKit sorts the events of a line by their start, so that the events of one run come in any order
 * (`slices.SortFunc` in moby/buildkit `solver/progress.go`). A start can come behind its end when BuildKit merges
 * events that weren't read in time, and mentions a vertex again that another build had started.
 */
export function inRunOrder(vertices: readonly Vertex[]): readonly Vertex[] {
  const runs = Map.groupBy(vertices.keys(), (index) => runOf(vertices[index] as Vertex))
  if (runs.size === vertices.length) return vertices
  const ordered = [...vertices]
  for (const indices of runs.values()) {
    const events = indices.map((index) => vertices[index] as Vertex)
    const sorted = [...events.filter((event) => !event.completed), ...events.filter(hasEnded)]
    for (const [rank, index] of indices.entries()) ordered[index] = sorted[rank] as Vertex
  }
  return ordered
}

function runOf({ digest, started = '' }: Vertex): string {
  return `${digest} ${started}`
}

function hasEnded({ completed }: Vertex): boolean {
  return Boolean(completed)
}
