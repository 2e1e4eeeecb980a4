import { describe, expect, it } from '@jest/globals'
import type { HistoryRecord, UsageRecord } from '../../src/history/messages.ts'
import type { MountState } from '../../src/history/mount-states.ts'
import { buildGraph, type PastBuild } from '../../src/history/past-build.ts'
import { findRuns, resultDescription, runsByDefinition } from '../../src/history/result-runs.ts'
import { savedTime } from '../../src/history/saved.ts'
import type { SolveStatus } from '../../src/progress/solve-status.ts'
import { createVertexTable } from '../../src/progress/vertex-table.ts'
import { readSteps } from '../../src/record/steps.ts'
import { at, vertex } from '../helpers/stream-events.ts'

const image = 'FROM example.com/base:1@sha256:aa'
const copy = '[build 1/2] COPY a /'
const make = '[build 2/2] RUN make'
const take = '[final 1/1] COPY --from=build /made /'
const all = [copy, make, take]

/** For each step that ran: its start in seconds after the build's, and its duration. The others are cached. */
type Ran = Readonly<Record<string, readonly [number, number]>>

/** A build of two stages that starts at this second. */
function build(seconds: number, ran: Ran, names: readonly string[] = all): PastBuild {
  const inputs: Record<string, string[]> = {
    [copy]: [image, `context ${seconds}`],
    [make]: [copy],
    [take]: [image, make],
  }
  const digest = (name: string) => (name === image ? name : `${name} of ${seconds}`)
  const events = names.map((name) => {
    const [start, length] = ran[name] ?? [0, 0.1]
    return vertex(name, {
      digest: digest(name),
      inputs: (inputs[name] ?? [image]).map(digest),
      ...{ started: seconds + start, completed: seconds + start + length },
      cached: ran[name] === undefined,
    })
  })
  return graphOf(seconds, [
    vertex(image, { inputs: [], started: seconds, completed: seconds, cached: true }),
    ...events,
  ])
}

function graphOf(seconds: number, events: readonly SolveStatus[]): PastBuild {
  const table = createVertexTable()
  for (const { vertexes = [] } of events) for (const each of vertexes) table.update(each)
  const record: HistoryRecord = {
    ref: String(seconds),
    attributes: new Map(),
    images: [],
    createdAt: Date.parse(at(seconds)),
    completedAt: Date.parse(at(seconds + 60)),
    provenances: [],
    cachedVertices: 0,
    totalVertices: 0,
  }
  const graph = buildGraph(readSteps(table.all(), record.createdAt))
  return { record, isWhole: true, mayHaveRun: true, ...graph }
}

/** A result in the daemon's cache that was created at this time. */
function result(name: string, seconds: number, more: Partial<UsageRecord> = {}): UsageRecord {
  const text = name === make ? 'mount / from exec /bin/sh -c make' : name
  return {
    ...{
      id: `${name} ${seconds}`,
      parents: [],
      description: text,
      createdAt: Date.parse(at(seconds)),
    },
    ...{ inUse: false, uses: 1, size: 1, ...more },
  }
}

function savedBy(
  own: PastBuild,
  past: readonly PastBuild[],
  records: readonly UsageRecord[],
  hasImports = false,
) {
  const runs = runsByDefinition(past)
  const found = findRuns(
    own,
    own.record.createdAt,
    runs,
    records,
    (step) => {
      const run = runs.get(own.definitionOf(step))?.[0]
      return run ? [resultDescription(run, () => undefined)] : []
    },
    hasImports,
  )
  return savedTime(own, found, new Map(), past)
}

const ranAll = (makeSeconds: number): Ran => ({
  [copy]: [0, 1],
  [make]: [1, makeSeconds],
  [take]: [1 + makeSeconds, 1],
})
/** `a` is built in 38 s, then another `a` in 2 s. */
const slow = build(100, ranAll(38))
const quick = build(200, ranAll(2))
const slowResults = [result(copy, 100.5), result(make, 138.9), result(take, 139.9)]
const quickResults = [result(copy, 200.5), result(make, 202.9), result(take, 203.9)]
const now = { lastUsedAt: Date.parse(at(301)) }
const use = (records: readonly UsageRecord[], name: string) =>
  records.map((each) => (each.id.startsWith(name) ? { ...each, ...now } : each))

describe('time saved by cached steps', () => {
  const own = build(300, {})

  it.each<[string, readonly UsageRecord[], number | undefined]>([
    ['the first content again', [...use(slowResults, take), ...quickResults], 40],
    ['the second content again', [...slowResults, ...use(quickResults, take)], 4],
    [
      'both contents, by simultaneous builds',
      use([...slowResults, ...quickResults], take),
      undefined,
    ],
    ['neither, as far as the daemon reports', [...slowResults, ...quickResults], undefined],
    [
      'results whose runs are no longer in the history',
      [...use([result(take, 50)], take), ...quickResults],
      undefined,
    ],
  ])('is the time of the run that made the result: %s', (_, records, expected) => {
    expect(savedBy(own, [quick, slow], records).secondsSaved).toBe(expected)
  })

  it('is that of the only existing result, unless cache was imported', () => {
    expect(savedBy(own, [quick], quickResults).secondsSaved).toBe(4)
    expect(savedBy(own, [quick, slow], quickResults).secondsSaved).toBeUndefined()
    expect(savedBy(own, [quick], quickResults, true)).toEqual({
      ...{ savedSeconds: new Map(), coldSeconds: new Map(), secondsSavedByMounts: 0 },
    })
  })

  it('is found through the layers below a used result', () => {
    const layered = (records: readonly UsageRecord[]) => {
      const [first, second, ...rest] = records
      return [first, { ...second, parents: [first?.id ?? ''] }, ...rest] as UsageRecord[]
    }
    const stage = build(300, {}, [copy, make])
    const records = [...layered(use(slowResults, make)), ...layered(quickResults)]
    expect(savedBy(stage, [quick, slow], records).secondsSaved).toBe(39)
  })

  it('goes on below the merge of a COPY --link', () => {
    const link = '[1/2] COPY --link a /'
    const merge = '[1/2] LINK COPY --link a /'
    const below = '[2/2] RUN make'
    const linked = (seconds: number, runSeconds?: number) => {
      const cached = runSeconds === undefined
      const [context, copied, merged, made] = ['context', link, merge, below].map(
        (name) => `${name} of ${seconds}`,
      ) as [string, string, string, string]
      const end = seconds + 1 + (runSeconds ?? 0)
      return graphOf(seconds, [
        vertex(image, { inputs: [], started: seconds, completed: seconds, cached: true }),
        vertex(link, {
          ...{ digest: copied, inputs: [context], cached },
          ...{ started: seconds, completed: seconds + 1 },
        }),
        vertex(merge, {
          ...{ digest: merged, inputs: [image, copied], cached },
          ...{ started: seconds + 1, completed: seconds + 1 },
        }),
        vertex(below, {
          ...{ digest: made, inputs: [merged], cached },
          ...{ started: seconds + 1, completed: end },
        }),
      ])
    }
    const results = (seconds: number, runSeconds: number, more: Partial<UsageRecord> = {}) => [
      result(link, seconds + 0.5),
      result(merge, seconds + 1, { parents: ['base', `${link} ${seconds + 0.5}`] }),
      result(make, seconds + 0.9 + runSeconds, {
        ...more,
        parents: [`${merge} ${seconds + 1}`],
      }),
    ]
    const records = [...results(100, 38, now), ...results(200, 2)]
    const { savedSeconds } = savedBy(linked(300), [linked(200, 2), linked(100, 38)], records)
    expect([...savedSeconds]).toEqual([
      [0, 1],
      [1, 38],
    ])
  })

  it('is unknown when different content led to the same result', () => {
    const same = build(200, { [copy]: [0, 1], [make]: [1, 2] })
    const records = [...use(slowResults, take), ...quickResults.slice(0, 2)]
    const { savedSeconds } = savedBy(own, [same, slow], records)
    expect([...savedSeconds]).toEqual([[2, 1]])
  })

  it('needs no result for an input with a digest', () => {
    const pinned = '[1/1] RUN pinned'
    const run = (seconds: number, cached: boolean) =>
      graphOf(seconds, [
        vertex(image, { inputs: [], started: seconds, completed: seconds, cached: true }),
        vertex(pinned, { inputs: [image], started: seconds, completed: seconds + 2, cached }),
      ])
    expect(savedBy(run(300, true), [run(0, false)], [], true).secondsSaved).toBe(2)
  })

  it('counts overlapping time once, and is absent when no step is cached', () => {
    const parallel = build(100, { [copy]: [0, 2], [make]: [1, 2], [take]: [3, 1] })
    const records = [result(copy, 101), result(make, 102.5), result(take, 103.5)]
    expect(savedBy(own, [parallel], records).secondsSaved).toBe(4)
    expect(savedBy(build(9, ranAll(1)), [], [])).toMatchObject({ secondsSaved: 0 })
  })
})

describe('time saved by cache mounts', () => {
  const mounting = '[1/2] RUN --mount=type=cache,target=/a fill'
  const cold = build(100, { [mounting]: [0, 30] }, [mounting])
  const warm = build(200, { [mounting]: [0, 3] }, [mounting])
  const states = (createdAt: number, isWarm = true): ReadonlyMap<number, MountState[]> =>
    new Map([[0, [{ id: '/a', isWarm, createdAt: Date.parse(at(createdAt)) }]]])

  it('is the difference to the duration of the step when its mount was created', () => {
    expect(savedTime(warm, new Map(), states(100.1), [cold])).toMatchObject({
      ...{ secondsSaved: 27, secondsSavedBySteps: 0, secondsSavedByMounts: 27 },
      coldSeconds: new Map([[0, 30]]),
    })
  })

  // The times of mounts and of steps are rounded to milliseconds separately.
  it.each([
    [1, 27],
    [2, undefined],
  ])('is, when the mount was created %s ms after the end of the run, %s', (late, saved) => {
    const found = savedTime(warm, new Map(), states(130 + late / 1000), [cold])
    expect(found.secondsSavedByMounts).toBe(saved)
  })

  it.each([
    ['which another step had filled', [50, 100.1], 27],
    ['of which the last was created later', [100.1, 150], undefined],
    ['of which one is not known', [100.1, Number.NaN], undefined],
  ])(
    'is compared with the run that created the last of several mounts, %s',
    (_, seconds, saved) => {
      const mounts = seconds.map((second, index) => ({
        ...{ id: String(index), isWarm: true },
        ...(!Number.isNaN(second) && { createdAt: Date.parse(at(second)) }),
      }))
      const found = savedTime(warm, new Map(), new Map([[0, mounts]]), [cold])
      expect(found.secondsSavedByMounts).toBe(saved)
    },
  )

  it.each([
    ['unknown when another step had created it', states(50), [cold], undefined],
    ['unknown when the build is no longer in the history', states(100.1), [], undefined],
    ['absent when it was cold', states(200.1, false), [cold], 0],
  ])('is %s', (_, mounts, past, expected) => {
    const saved = savedTime(warm, new Map(), mounts, past)
    expect([saved.secondsSaved, saved.secondsSavedByMounts]).toEqual([expected, expected])
  })
})

it('a step has no time to compare with while one of its cache mounts was cold', () => {
  const mounting = '[1/2] RUN --mount=type=cache,target=/a --mount=type=cache,target=/b fill'
  const [cold, warm] = [100, 200].map((seconds) =>
    build(seconds, { [mounting]: [0, 30] }, [mounting]),
  ) as [PastBuild, PastBuild]
  const createdAt = Date.parse(at(100.1))
  const states = (isWarm: boolean): ReadonlyMap<number, MountState[]> =>
    new Map([
      [0, ['/a', '/b'].map((id, index) => ({ id, isWarm: isWarm || index === 0, createdAt }))],
    ])
  expect(savedTime(warm, new Map(), states(true), [cold]).coldSeconds.size).toBe(1)
  expect(savedTime(warm, new Map(), states(false), [cold]).coldSeconds.size).toBe(0)
})

it('the time that a cached step saved is unknown without its run, also beside steps that ran', () => {
  const half = build(300, { [make]: [1, 2], [take]: [3, 1] })
  expect(savedBy(half, [], [])).toEqual({
    ...{ savedSeconds: new Map(), coldSeconds: new Map(), secondsSavedByMounts: 0 },
  })
})
