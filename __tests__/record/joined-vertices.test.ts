import { expect, it } from '@jest/globals'
import type { VertexFacts } from '../../src/progress/vertex-table.ts'
import { createVertexTable } from '../../src/progress/vertex-table.ts'
import { findJoined } from '../../src/record/joined-vertices.ts'
import { type OwnGraph, ownGraph } from '../../src/record/own-graph.ts'
import { announced, vertex } from '../helpers/stream-events.ts'

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

/** Steps without a worker in their own build, those that ran, and those of another build that has every other one. */
function parallel(length: number): readonly VertexFacts[] {
  const table = createVertexTable()
  const steps = Array.from({ length }, (_, index) =>
    vertex(`[s${index} 1/1] RUN ${index}`, index % 2 === 0 ? {} : { started: 1, completed: 2 }),
  )
  const others = Array.from({ length: length / 4 }, (_, index) =>
    vertex(`[s 1/1] RUN ${4 * index}`, { digest: `${index}`, started: 1, completed: 2 }),
  )
  for (const { vertexes = [] } of [...announced(steps), ...others]) {
    for (const event of vertexes) table.update(event)
  }
  return table.all()
}

/** How often the graph is asked for consumers or evidence while joined vertices are looked for. */
function questions(vertices: readonly VertexFacts[], joined: number): number {
  const graph = ownGraph(vertices, { isComplete: false, isJoined: () => false })
  let count = 0
  const counted: OwnGraph = {
    ...graph,
    consumers(facts) {
      count += 1
      return graph.consumers(facts)
    },
    evidence(facts) {
      count += 1
      return graph.evidence(facts)
    },
  }
  expect(findJoined(counted, 0).size).toBe(joined)
  return count
}

it('a long chain of cached steps costs as much for each step as a short one', () => {
  expect(questions(chain(400), 0) / 400).toBeLessThan(1.5 * (questions(chain(50), 0) / 50))
})

it('many parallel steps cost as much for each as few, as in a large bake', () => {
  const few = questions(parallel(40), 10) / 40
  expect(questions(parallel(400), 100) / 400).toBeLessThan(1.5 * few)
})
