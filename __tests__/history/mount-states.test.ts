import { describe, expect, it } from '@jest/globals'
import {
  mountStatesByOrder,
  mountUses,
  type Sighting,
  stateOf,
} from '../../src/history/mount-states.ts'
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

  const fresh = { isFresh: true, namespace: '' }

  it('are cold for the first step that names them, and warm for later ones', () => {
    const { stepVertices } = record([run(first, 0, 1), run(second, 1, 2), run(third, 2, 3)])
    expect([...mountStatesByOrder(stepVertices, fresh)]).toEqual([
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

  it.each([
    ['another owner', 'target=/a,uid=1000', false],
    ['another mode', 'target=/a,mode=0700', false],
    ['the content of a stage', 'target=/a,from=seed', false],
    [
      'a folder of a stage, whose owner does not count',
      'target=/a,from=seed,source=/b,uid=1',
      false,
    ],
    ['nothing else', 'id=/a,target=/elsewhere', true],
  ])('are other directories for %s', (_, options, isWarm) => {
    const other = `[2/3] RUN --mount=type=cache,${options} two`
    const again = `[3/3] RUN --mount=type=cache,${options} three`
    const { stepVertices } = record([run(first, 0, 1), run(other, 1, 2), run(again, 2, 3)])
    expect([...mountStatesByOrder(stepVertices, fresh)]).toEqual([
      [0, [{ id: '/a', isWarm: false }]],
      [1, [{ id: '/a', isWarm }]],
      [2, [{ id: '/a', isWarm: true }]],
    ])
  })

  it('with an owner are the same for all platforms and targets', () => {
    const of = (platform: string, digest: string, at: number) =>
      record([
        run(`[${platform} 1/1] RUN --mount=type=cache,target=/a,uid=1000 x`, at, at + 1, {
          digest,
        }),
      ]).stepVertices
    const ofTargets = mountUses(of('linux/amd64', 'other', 0), '')
    expect([...mountStatesByOrder(of('linux/386', 'own', 3), { ...fresh, ofTargets })]).toEqual([
      [0, [{ id: '/a', isWarm: true }]],
    ])
  })

  it('that begin with a stage of another target are unknown', () => {
    const seeded = '[1/3] RUN --mount=type=cache,target=/a,from=seed one'
    const of = (digest: string, at: number) =>
      record([run(seeded, at, at + 1, { digest })]).stepVertices
    const ofTargets = mountUses(of('other', 0), '')
    expect([...mountStatesByOrder(of('own', 3), { ...fresh, ofTargets })]).toEqual([])
  })

  it('are unknown for steps that ran at the same time', () => {
    const { stepVertices } = record([run(first, 0, 2), run(second, 1, 2)])
    expect([...mountStatesByOrder(stepVertices, fresh)]).toEqual([
      [1, [{ id: '/b', isWarm: false }]],
    ])
  })

  it('are unknown for the first step that names them, where an earlier build may have left them', () => {
    const { stepVertices } = record([run(first, 0, 1), run(second, 1, 2)])
    const used = { ...fresh, isFresh: false }
    expect([...mountStatesByOrder(stepVertices, used)]).toEqual([[1, [{ id: '/a', isWarm: true }]]])
  })

  it.each<[string, number, string, boolean | undefined]>([
    ['warm when it ended a second before', 2, '', true],
    ['unknown when its order is not certain by the clocks of two targets', 1.9, '', undefined],
    ['cold when that is a mount of another namespace', 2, 'other', false],
  ])('that a step of another target used are %s', (_, started, namespace, isWarm) => {
    const other = mountUses(record([run(first, 0, 1, { digest: 'other' })]).stepVertices, namespace)
    const own = record([run(first, started, 3)]).stepVertices
    const ofTargets = [...other, ...mountUses(own, '')]
    const state = isWarm === undefined ? [] : [[0, [{ id: '/a', isWarm }]]]
    expect([...mountStatesByOrder(own, { ...fresh, ofTargets })]).toEqual(state)
  })

  it('are cold when steps of other targets used them only later', () => {
    const uses = (started: number) =>
      mountUses(record([run(first, started, 9, { digest: 'other' })]).stepVertices, '')
    const own = record([run(first, 0, 1)]).stepVertices
    const states = (started: number) => [
      ...mountStatesByOrder(own, { ...fresh, ofTargets: uses(started) }).values(),
    ]
    expect([states(2), states(1.9)]).toEqual([[[{ id: '/a', isWarm: false }]], []])
  })

  it('that another target used in the same step are known by the own clock', () => {
    const steps = (shift: number) => [run(first, shift, 1 + shift), run(second, 1 + shift, 2)]
    const own = record(steps(0)).stepVertices
    const ofTargets = mountUses(record(steps(0.5)).stepVertices, '')
    expect(mountStatesByOrder(own, { ...fresh, ofTargets })).toEqual(mountStatesByOrder(own, fresh))
  })

  it('exclude those of a cached step', () => {
    const { stepVertices } = record([run(first, 0, 1, { cached: true })])
    expect([...mountStatesByOrder(stepVertices, fresh)]).toEqual([])
  })
})
