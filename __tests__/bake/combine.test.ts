import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from '@jest/globals'
import { combineHistory, combineMisses, combineRecords } from '../../src/bake/combine.ts'
import { createTargetStream } from '../../src/bake/target-stream.ts'
import type { HistoryFacts } from '../../src/history/history-facts.ts'
import { createRawJsonDecoder } from '../../src/progress/rawjson.ts'
import { type BuildRecord, createRecorder } from '../../src/record/recorder.ts'

/** The steps over all targets: what they have in common, then those of `app` and of `tool`. */
function replay(name: string) {
  const stream = createTargetStream(['app', 'tool'])
  const [total, app, tool] = [createRecorder(), createRecorder(), createRecorder()]
  const decoder = createRawJsonDecoder({
    status(status) {
      const { counted, byTarget } = stream.read(status)
      total.status(counted)
      app.status(byTarget.get('app') ?? {})
      tool.status(byTarget.get('tool') ?? {})
    },
    text() {},
  })
  decoder.write(
    readFileSync(join(import.meta.dirname, '../fixtures/streams-bake', `${name}.rawjson`)),
  )
  decoder.end()
  return { total: total.result(), app: app.result(), tool: tool.result() }
}

const { total, app, tool } = replay('warm')
const indexOf = (part: string) => total.steps.findIndex(({ name }) => name.includes(part))

function facts(
  intervals: readonly (readonly [number, number] | undefined)[],
  more: Partial<HistoryFacts> = {},
): HistoryFacts {
  const known = intervals.flatMap((interval, index) =>
    interval ? [[index, [{ start: interval[0], end: interval[1] }]] as const] : [],
  )
  return {
    savedSeconds: new Map(known.map(([index, [{ start, end }]]) => [index, (end - start) / 1000])),
    savedIntervals: new Map(known),
    ...{ coldSeconds: new Map(), mountStates: new Map(), secondsSaved: 1 },
    ...{ secondsSavedBySteps: 1, secondsSavedByMounts: 0 },
    ...more,
  }
}

describe('what the history says of targets', () => {
  it('counts what they share, and what ran at the same time, once', () => {
    // One step in common took 2 s; then app took 3 s, and tool 2 s and 1 s beside it.
    const combined = combineHistory(total, [
      {
        record: app,
        historyFacts: facts([
          [0, 2000],
          [2000, 5000],
        ]),
      },
      {
        record: tool,
        historyFacts: facts([
          [0, 2000],
          [2000, 4000],
          [4000, 5000],
        ]),
      },
    ])
    expect(combined?.secondsSaved).toBe(5)
    expect(combined?.secondsSavedBySteps).toBe(5)
    const saved = combined?.savedSeconds ?? new Map()
    expect(saved.get(indexOf('echo one'))).toBe(2)
    expect(saved.get(indexOf('app.txt'))).toBe(3)
    expect(saved.get(indexOf('tool.txt'))).toBe(2)
    expect(saved.get(indexOf('touch /tool'))).toBe(1)
  })

  it('is unknown over all when it is of one', () => {
    const { secondsSaved: _, ...unknown } = facts([])
    const combined = combineHistory(total, [
      { record: app, historyFacts: facts([[0, 2000]]) },
      { record: tool, historyFacts: unknown },
    ])
    expect(combined).not.toHaveProperty('secondsSaved')
    expect(combineHistory(total, [{ record: app }, { record: tool }])).toBeUndefined()
  })

  it('places misses and mounts at the steps over all targets, each once', () => {
    const miss = (step: number) => ({ step, reason: 'evicted' }) as const
    const mounts = new Map([[0, [{ id: '/cache', isWarm: true }]]])
    const combined = combineHistory(total, [
      { record: app, historyFacts: facts([], { misses: [miss(0)], mountStates: mounts }) },
      { record: tool, historyFacts: facts([], { misses: [miss(0), miss(2)] }) },
    ])
    expect(combined?.misses).toEqual(
      [miss(indexOf('echo one')), miss(indexOf('touch /tool'))].toSorted((a, b) => a.step - b.step),
    )
    expect([...(combined?.mountStates ?? [])]).toEqual([
      [indexOf('echo one'), [{ id: '/cache', isWarm: true }]],
    ])
  })

  it('has the misses of a target of which the history says nothing', () => {
    const ofTool: BuildRecord = { ...tool, misses: [{ step: 2, reason: 'no-cache' }] }
    const expected = { step: indexOf('touch /tool'), reason: 'no-cache' }
    const ofApp = { ...app, misses: [] }
    expect(combineMisses(total, [{ record: ofApp }, { record: ofTool }])).toEqual([expected])
    const combined = combineHistory(total, [
      { record: ofApp, historyFacts: facts([], { misses: [] }) },
      { record: ofTool },
    ])
    expect(combined?.misses).toEqual([expected])
  })

  it('says that nothing is recorded only if that is so of each', () => {
    const not = facts([], { isUnrecorded: true })
    const of = (second: HistoryFacts) =>
      combineHistory(total, [
        { record: app, historyFacts: not },
        { record: tool, historyFacts: second },
      ])
    expect(of(not)?.isUnrecorded).toBe(true)
    expect(of(facts([]))?.isUnrecorded).toBeUndefined()
  })

  describe('of cache mounts', () => {
    const mountsOf = (
      ofApp: HistoryFacts['cacheMounts'],
      ofTool: HistoryFacts['cacheMounts'],
      record = tool,
    ) =>
      combineHistory(total, [
        { record: app, historyFacts: facts([], ofApp && { cacheMounts: ofApp }) },
        { record, historyFacts: facts([], ofTool && { cacheMounts: ofTool }) },
      ])?.cacheMounts

    it('has each once, also if several targets name it', () => {
      const shared = { id: '/shared', bytes: 5, existed: true }
      const own = { id: 'own', bytes: 7, existed: false }
      expect(mountsOf([shared], [own, shared])).toEqual([shared, own])
      expect(mountsOf([shared], undefined)).toEqual([shared])
      expect(mountsOf([], undefined)).toEqual([])
      expect(mountsOf(undefined, undefined)).toBeUndefined()
    })

    it('tells those of two namespaces apart', () => {
      const plain = { id: '/a', bytes: 5 }
      const other = { id: '/a', namespace: 'other', bytes: 9, existed: true }
      expect(mountsOf([plain], [other])).toEqual([plain, other])
    })

    it('had none before that one target found new', () => {
      const isNew = { id: '/a', bytes: 5, existed: false }
      const found = { ...isNew, existed: true }
      expect(mountsOf([found], [isNew])).toEqual([isNew])
      expect(mountsOf([isNew], [{ id: '/a', bytes: 5 }])).toEqual([isNew])
    })

    it('says neither size nor age of one that targets do not agree on', () => {
      const found = { id: '/a', bytes: 5, existed: true }
      expect(mountsOf([found], [{ id: '/a', bytes: 5 }])).toEqual([{ id: '/a', bytes: 5 }])
      expect(mountsOf([found], [{ ...found, bytes: 6 }])).toEqual([{ id: '/a', existed: true }])
      expect(mountsOf([found], [{ id: '/a', existed: true }])).toEqual([
        { id: '/a', existed: true },
      ])
      const [step, ...rest] = tool.steps
      if (step === undefined) throw new Error('no step')
      const naming = { ...tool, steps: [{ ...step, cacheMounts: ['/a'] }, ...rest] }
      expect(mountsOf([found], undefined, naming)).toEqual([{ id: '/a', bytes: 5 }])
    })
  })

  it('compares the bake as a whole only as each target was compared', () => {
    const of = (...comparisons: readonly HistoryFacts['comparison'][]) =>
      combineHistory(
        total,
        comparisons.map((comparison, index) => ({
          record: index === 0 ? app : tool,
          historyFacts: facts([], comparison && { comparison }),
        })),
      )?.comparison
    expect(of('first', 'first')).toBe('first')
    expect(of('compared', 'compared')).toBe('compared')
    expect(of('compared', 'first')).toBeUndefined()
    expect(of('compared', undefined)).toBeUndefined()
    const known = facts([], { comparison: 'first' })
    expect(combineHistory(total, [{ record: app, historyFacts: known }, { record: tool }])).toEqual(
      expect.not.objectContaining({ comparison: expect.anything() }),
    )
  })

  it('knows how many other builds ran only of a single target, to which the others are such', () => {
    const part = { record: app, historyFacts: facts([], { otherBuilds: 2 }) }
    expect(combineHistory(app, [part])?.otherBuilds).toBe(2)
    expect(combineHistory(total, [part, { ...part, record: tool }])).not.toHaveProperty(
      'otherBuilds',
    )
  })
})

describe('the record of two tries', () => {
  it('has the steps of both, those of the later one as they are there', () => {
    const record = combineRecords(total, tool)
    expect(record.total).toBe(total.total)
    expect(record.steps).toHaveLength(total.total)
    expect(record.cached).toBe(total.cached)
    expect(record.steps.map(({ name }) => name).toSorted()).toEqual(
      total.steps.map(({ name }) => name).toSorted(),
    )
  })

  it('moves the indices of tasks and waits along, and has none for the steps of the earlier one', () => {
    const interval = [{ start: 1, end: 2 }]
    const waiting: BuildRecord = { ...tool, joinedIntervals: new Map([[2, interval]]) }
    const record = combineRecords({ ...total, joinedIntervals: new Map([[0, interval]]) }, waiting)
    const kept = record.steps.length - tool.steps.length
    expect(kept).toBeGreaterThan(0)
    const nameOf = (step = -1) => record.steps[step]?.name
    expect([...record.joinedIntervals.keys()].map(nameOf)).toEqual(['RUN touch /tool'])
    const worked = record.tasks.filter(({ kind }) => kind === 'step')
    expect(worked.length).toBeGreaterThan(0)
    for (const { name, step } of worked) expect(name).toContain(nameOf(step))
    expect(Math.min(...worked.map(({ step = -1 }) => step))).toBeGreaterThanOrEqual(kept)
  })

  it('moves the indices of misses along with their steps', () => {
    const withMiss: BuildRecord = { ...tool, misses: [{ step: 2, reason: 'unknown' }] }
    const record = combineRecords({ ...total, misses: [] }, withMiss)
    expect(record.steps[record.misses[0]?.step ?? -1]?.name).toBe('RUN touch /tool')
  })
})
