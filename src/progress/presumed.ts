import type { Vertex } from './solve-status.ts'

/**
 * The events of one line of the stream, without those that call a vertex cached only because one that has it
 * as an input has started to run or has failed. BuildKit reports both in the same line, with equal times
 * (`vertexStream.append` in moby/buildkit `solver/progress.go`). When the other one is loaded from the
 * cache, its inputs aren't needed and were cached as well.
 */
export function withoutPresumed(vertices: readonly Vertex[]): readonly Vertex[] {
  const starts = new Set(vertices.filter(({ cached }) => !cached).map(({ started }) => started))
  return vertices.filter(
    ({ cached, started, completed }) => !(cached && started === completed && starts.has(started)),
  )
}
