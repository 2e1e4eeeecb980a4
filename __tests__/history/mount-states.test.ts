import { describe, expect, it } from '@jest/globals'
import { readMountStates, type Sighting, stateOf } from '../../src/history/mount-states.ts'
import { record } from '../helpers/recorded-streams.ts'
import { vertex } from '../helpers/stream-events.ts'

describe('the state of a cache mount, for a step from 1000 to 2000', () => {
  const sighting = (createdAt: number, uses: number, lastUsedAt?: number): Sighting => ({
    ...{ createdAt, uses, ...(lastUsedAt !== undefined && { lastUsedAt }) },
  })
  const warm = sighting(10, 2, 500)
  const cold = sighting(1005, 0)
  it.each<[string, Sighting[], object | undefined]>([
    ['used before', [warm], { isWarm: true, createdAt: 10 }],
    [
      'used until a moment after the start',
      [sighting(10, 1, 1020)],
      { isWarm: true, createdAt: 10 },
    ],
    ['created for the step', [cold], { isWarm: false }],
    ['being filled by a step that started before', [sighting(900, 0)], undefined],
    ['counted at its end, like the step itself', [sighting(10, 3, 1990)], undefined],
    ['created for the step, which has ended', [sighting(1005, 1, 1990)], undefined],
    ['not seen', [], undefined],
    [
      'private and used before, whichever of several it is',
      [warm, sighting(20, 1, 30)],
      { isWarm: true },
    ],
    ['private, and another one is new', [warm, cold], undefined],
  ])('%s', (_, records, expected) => {
    expect(stateOf(records, 1000, 2000)).toEqual(expected)
  })
})

describe('cache mounts of a builder that was created for the build', () => {
  const run = (name: string, started: number, completed: number, more = {}) =>
    vertex(name, { started, completed, ...more })
  const first = '[1/3] RUN --mount=type=cache,target=/a one'
  const second = '[2/3] RUN --mount=type=cache,target=/a --mount=type=cache,target=/b two'
  const third = '[3/3] RUN --mount=type=cache,target=/b three'

  it('are cold for the first step that names them, and warm for later ones', () => {
    const { stepVertices } = record([run(first, 0, 1), run(second, 1, 2), run(third, 2, 3)])
    expect([...readMountStates(stepVertices, () => [], true)]).toEqual([
      [0, [{ id: '/a', isWarm: false }]],
      [
        1,
        [
          { id: '/a', isWarm: true },
          { id: '/b', isWarm: false },
        ],
      ],
      [2, [{ id: '/b', isWarm: true }]],
    ])
  })

  it('are unknown for steps that ran at the same time', () => {
    const { stepVertices } = record([run(first, 0, 2), run(second, 1, 2)])
    expect([...readMountStates(stepVertices, () => [], true)]).toEqual([
      [1, [{ id: '/b', isWarm: false }]],
    ])
  })

  it('exclude those of a cached step', () => {
    const { stepVertices } = record([run(first, 0, 1, { cached: true })])
    expect([...readMountStates(stepVertices, () => [], true)]).toEqual([])
  })
})
