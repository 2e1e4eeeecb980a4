import { describe, expect, it } from '@jest/globals'
import { createVertexTable } from '../../src/progress/vertex-table.ts'
import { createStepReader } from '../../src/record/step-reader.ts'
import { readSteps } from '../../src/record/steps.ts'
import { vertex } from '../helpers/stream-events.ts'

const image = '[1/2] FROM a@sha256:1'
const make = '[2/2] RUN make'

/** A build whose step was cached, followed by an event. @returns what is read before and after it */
function readAround(event: ReturnType<typeof vertex>, isComplete = true) {
  const [table, reader] = [createVertexTable(), createStepReader()]
  const add = ({ vertexes = [] }: ReturnType<typeof vertex>) => {
    for (const each of vertexes) reader.update(table.update(each))
  }
  const read = () => reader.read(table.all(), 0, isComplete)
  add(vertex(image, { inputs: [] }))
  add(vertex(make, { inputs: [image], started: 1, completed: 1, cached: true }))
  const before = read()
  add(event)
  return { before, after: read(), expected: readSteps(table.all(), 0, isComplete) }
}

const client = vertex('resolving provenance for metadata file', { inputs: [], started: 2 })
const exported = vertex('exporting to image', { inputs: [], started: 2, completed: 3 })

describe('the steps of a build that is read again', () => {
  it.each([
    ['work of buildx', client, true],
    ['work of buildx in a build that may fail', client, false],
    ['an export', exported, true],
  ])('are the same ones after %s', (_, event, isComplete) => {
    const { before, after, expected } = readAround(event, isComplete)
    expect(after.steps).toBe(before.steps)
    expect(after).toEqual(expected)
    expect(after.vertices).toHaveLength(3)
  })

  it.each([
    ['an export in a build that may fail', exported, false],
    ['an event of a step', vertex(make, { inputs: [image], started: 4, completed: 5 }), true],
    ['another step', vertex('[3/3] RUN more', { inputs: [make], started: 4 }), true],
    ['another source', vertex('[context b] load from client', { inputs: [], started: 4 }), true],
  ])('are read again after %s', (_, event, isComplete) => {
    const { before, after, expected } = readAround(event, isComplete)
    expect(after.steps).not.toBe(before.steps)
    expect(after).toEqual(expected)
  })

  it('are read again once the build has succeeded', () => {
    const [table, reader] = [createVertexTable(), createStepReader()]
    for (const { vertexes = [] } of [vertex(image, { inputs: [] }), vertex(make)]) {
      for (const each of vertexes) reader.update(table.update(each))
    }
    const statuses = (isComplete: boolean) =>
      reader.read(table.all(), 0, isComplete).steps.map(({ status }) => status)
    expect(statuses(false)).toEqual(['not-started'])
    expect(statuses(true)).toEqual(['cached'])
  })
})
