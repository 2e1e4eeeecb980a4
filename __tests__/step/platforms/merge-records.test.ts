import { expect, it } from '@jest/globals'
import type { HistoryFacts } from '../../../src/history/history-facts.ts'
import { joinedWaits } from '../../../src/record/joined-waits.ts'
import { mergeFacts, mergeRecords } from '../../../src/step/platforms/merge-records.ts'
import { recordFile } from '../../helpers/recorded-streams.ts'
import { atOnce } from '../../helpers/streams-at-once.ts'

const cold = recordFile('single-cold.rawjson')
const warm = recordFile('single-late-change.rawjson')
const parts = [
  { platform: 'linux/amd64', record: cold },
  { platform: 'linux/arm64', record: warm },
] as const

it('counts of platforms add up, and their steps stay apart', () => {
  const merged = mergeRecords([...parts])
  expect(merged).toMatchObject({
    total: cold.total + warm.total,
    cached: cold.cached + warm.cached,
    executed: cold.executed + warm.executed,
    hit: false,
    contextBytes: cold.contextBytes + warm.contextBytes,
  })
  expect(merged.steps).toHaveLength(cold.steps.length + warm.steps.length)
  expect(new Set(merged.steps.map(({ platform }) => platform))).toEqual(
    new Set(['linux/amd64', 'linux/arm64']),
  )
  expect(merged.stepVertices).toHaveLength(merged.steps.length)
})

it('what points to a step points to the same one', () => {
  const [first, second] = parts
  const merged = mergeRecords([second, first])
  const offset = warm.steps.length
  expect(merged.misses).toEqual([
    ...warm.misses,
    ...cold.misses.map((miss) => ({ ...miss, step: miss.step + offset })),
  ])
  for (const task of merged.tasks.slice(warm.tasks.length)) {
    if (task.kind === 'step') expect(merged.steps[task.step ?? -1]?.name).toBe(task.name)
  }
  // What a task waited for is of its own build, and as far from it as there.
  const shifts = merged.tasks.map(({ after }, index) => after.map((other) => index - other))
  expect(shifts).toEqual(
    [...warm.tasks, ...cold.tasks].map(({ after }, index) => {
      const own = index < warm.tasks.length ? index : index - warm.tasks.length
      return after.map((other) => own - other)
    }),
  )
  expect(merged.slowest.map((step) => merged.steps[step]?.seconds)).toEqual(
    merged.slowest.map((step) => merged.steps[step]?.seconds).toSorted((a = 0, b = 0) => b - a),
  )
})

it('times are by the one clock that the builds have in common', () => {
  const [first] = parts
  const begun = (tasks: readonly { readonly start: number }[]) =>
    Math.min(...tasks.map(({ start }) => start))
  const { tasks } = mergeRecords([
    first,
    { platform: 'linux/arm64', record: { ...first.record, aheadMs: 9000 } },
  ])
  const own = tasks.length / 2
  expect(begun(tasks.slice(0, own))).toBe(begun(first.record.tasks))
  expect(begun(tasks.slice(own))).toBe(begun(first.record.tasks) - 9000)
})

it('waits for steps of other builds are of the same steps as before', () => {
  const joined = recordFile(`${atOnce('equal-change.b')}.rawjson`)
  const merged = mergeRecords([parts[0], { platform: 'linux/arm64', record: joined }])
  const offset = cold.steps.length
  expect([...joinedWaits(merged)]).toEqual(
    [...joinedWaits(joined)].map(([step, seconds]) => [step + offset, seconds]),
  )
  expect(joinedWaits(merged).size).toBeGreaterThan(0)
})

it('what the daemons tell adds up, and is absent when none tells', () => {
  const facts = (seconds: number) => ({
    ...{ secondsSaved: seconds, secondsSavedBySteps: seconds, mountStates: new Map() },
    ...{ savedSeconds: new Map([[0, seconds]]), coldSeconds: new Map() },
  })
  expect(mergeFacts([...parts])).toBeUndefined()
  const merged = mergeFacts([
    { ...parts[0], historyFacts: facts(1) },
    { ...parts[1], historyFacts: facts(2) },
  ])
  expect(merged).toMatchObject({ secondsSaved: 3, secondsSavedBySteps: 3 })
  expect(merged).not.toHaveProperty('secondsSavedByMounts')
  expect([...(merged?.savedSeconds ?? [])]).toEqual([
    [0, 1],
    [cold.steps.length, 2],
  ])
})

it('what holds for the builds of all platforms holds for the whole, and nothing else does', () => {
  const facts = (own: Partial<HistoryFacts>): HistoryFacts => ({
    ...{ savedSeconds: new Map(), coldSeconds: new Map(), mountStates: new Map() },
    ...own,
  })
  const merge = (one: Partial<HistoryFacts>, other: Partial<HistoryFacts>) =>
    mergeFacts([
      { ...parts[0], historyFacts: facts(one) },
      { ...parts[1], historyFacts: facts(other) },
    ])
  const same = { comparison: 'compared', earlierRevision: 'a', dockerfile: 'FROM a' } as const
  const both = { ...same, otherBuilds: 2 }
  expect(merge(both, both)).toMatchObject({ ...both, otherBuilds: 4 })
  const merged = merge(both, { comparison: 'first', earlierRevision: 'b', dockerfile: 'FROM b' })
  for (const name of [...Object.keys(both), 'resources', 'environments']) {
    expect(merged).not.toHaveProperty(name)
  }
  const resources = new Map([[0, { cpuSeconds: 1 }]])
  expect([...(merge({}, { resources })?.resources ?? [])]).toEqual([
    [cold.steps.length, { cpuSeconds: 1 }],
  ])
  const environments = new Map([[0, { variables: new Map([['A', 'b']]) }]])
  expect([...(merge({}, { environments })?.environments ?? [])]).toEqual([
    [cold.steps.length, environments.get(0)],
  ])
})
