import { expect, it } from '@jest/globals'
import type { VertexFacts } from '../../src/progress/vertex-table.ts'
import { findJoined } from '../../src/record/joined-vertices.ts'
import { type OwnGraph, ownGraph } from '../../src/record/own-graph.ts'

/** A chain of steps of which each but the last is presumed cached, and the last one ran. */
function chain(length: number): readonly VertexFacts[] {
  return Array.from({ length }, (_, index): VertexFacts => {
    const isLast = index === length - 1
    const start = Date.UTC(2026, 0, 1)
    const run = { start, end: start + 5000, isCached: false, isInstant: false, hasInputs: true }
    return {
      digest: `sha256:${index}`,
      name: `[${index + 1}/${length}] RUN echo ${index}`,
      inputs: index === 0 ? [] : [`sha256:${index - 1}`],
      isAnnounced: true,
      isRepeated: false,
      cached: !isLast,
      completed: true,
      runs: new Map(isLast ? [['2026-01-01T00:00:00Z', run]] : []),
    }
  })
}

/** How often the graph is asked for consumers while joined vertices are looked for. */
function questions(length: number): number {
  const graph = ownGraph(chain(length), { isComplete: false, isJoined: () => false })
  let count = 0
  const counted: OwnGraph = {
    ...graph,
    consumers(facts) {
      count += 1
      return graph.consumers(facts)
    },
  }
  findJoined(counted, 0)
  return count
}

it('a long chain of cached steps costs as much for each step as a short one', () => {
  expect(questions(400) / 400).toBeLessThan(1.5 * (questions(50) / 50))
})
