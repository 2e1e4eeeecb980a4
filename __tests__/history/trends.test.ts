import { describe, expect, it } from '@jest/globals'
import { readPeriod, trendsOf } from '../../src/history/trends.ts'
import { type FakeRecord, fakeRecord } from '../helpers/daemon-history.ts'
import { announced, at, vertex } from '../helpers/stream-events.ts'

const source = (repository: string) => new Map([['vcs:source', repository]])
const acme = 'https://token@github.com/acme/app.git'

const events = (started: number, options: { cached?: boolean; error?: string } = {}) =>
  announced([
    vertex('[1/2] COPY a /', { started, completed: started + 1 }),
    vertex('[2/2] RUN make', {
      ...{ inputs: ['[1/2] COPY a /'], started: started + 1, completed: started + 6 },
      ...options,
    }),
  ])

const build = (started: number, options?: Parameters<typeof events>[1]) =>
  fakeRecord({
    ...{ started, seconds: 7, events: events(started, options), attributes: source(acme) },
  })

function historyOf(records: readonly FakeRecord[]) {
  return {
    list: async () => records.toSorted((a, b) => b.createdAt - a.createdAt),
    read: async ({ digest }: { digest: string }, most: number) =>
      records.find(({ logs }) => logs?.digest === digest)?.log.subarray(0, most) ?? Buffer.alloc(0),
  }
}

const since = Date.parse(at(0))
const until = Date.parse(at(1000))
const readTrends = async (history: ReturnType<typeof historyOf>) =>
  trendsOf({ since, until }, [await readPeriod(history, since)])

describe('trendsOf', () => {
  it('adds up the builds of each repository, and what its cached steps had taken', async () => {
    const records = [
      build(10),
      build(100, { cached: true }),
      build(200, { error: 'exit code: 1' }),
      fakeRecord({ started: 300, seconds: 1, images: ['example.com/b:1'], attributes: new Map() }),
    ]
    const { repositories, ...totals } = await readTrends(historyOf(records))
    expect(totals).toEqual({
      ...{
        since,
        until,
        oldest: Date.parse(at(10)),
        builds: 4,
        failed: 1,
        percent: 16,
        seconds: 22,
        secondsSaved: 5,
      },
    })
    expect(repositories).toEqual([
      {
        ...{
          name: 'https://github.com/acme/app',
          builds: 3,
          failed: 1,
          percent: 16,
          seconds: 21,
          secondsSaved: 5,
        },
        slowest: [
          { name: 'RUN make', runs: 1, seconds: 5 },
          { name: 'COPY a /', runs: 3, seconds: 3 },
        ],
      },
      { name: 'example.com/b', builds: 1, failed: 0, seconds: 1, slowest: [] },
    ])
  })

  it('counts a repository as one, however its clients write its address', async () => {
    const fetched = `https://github.com/acme/app.git?checksum=${'0'.repeat(40)}`
    const records = [
      build(10),
      fakeRecord({ started: 100, seconds: 7, attributes: source('https://github.com/acme/app') }),
      fakeRecord({ started: 200, seconds: 7, attributes: source('git@github.com:acme/app.git') }),
      fakeRecord({ started: 300, seconds: 7, attributes: new Map([['context', fetched]]) }),
    ]
    const { repositories } = await readTrends(historyOf(records))
    expect(repositories).toMatchObject([{ name: 'https://github.com/acme/app', builds: 4 }])
  })

  it('counts once what parallel steps had taken, in each build that took them from cache', async () => {
    const stages = (started: number, cached: boolean) =>
      fakeRecord({
        ...{ started, seconds: 5, attributes: source(acme) },
        events: announced(
          [0, 1, 2].map((shift) =>
            vertex(`[stage-${shift} 1/1] RUN make ${shift}`, {
              ...{ started: started + shift, completed: started + shift + 2, cached },
            }),
          ),
        ),
      })
    const records = [stages(10, false), stages(100, true), stages(200, true)]
    expect((await readTrends(historyOf(records))).secondsSaved).toBe(8)
  })

  it('adds up what the steps of different builds had taken', async () => {
    const step = (name: string, started: number, cached = false) =>
      vertex(name, { started, completed: started + 2, cached })
    const record = (started: number, ...steps: readonly ReturnType<typeof step>[]) =>
      fakeRecord({ started, seconds: 5, attributes: source(acme), events: announced(steps) })
    const records = [
      record(10, step('[a 1/1] RUN a', 10)),
      // On the daemon it ran beside the other build.
      record(11, step('[b 1/1] RUN b', 11)),
      record(100, step('[a 1/1] RUN a', 100, true), step('[b 1/1] RUN b', 100, true)),
    ]
    expect((await readTrends(historyOf(records))).secondsSaved).toBe(4)
  })

  it('leaves out what is older and what still runs', async () => {
    const { completedAt: _, ...running } = build(20)
    const { repositories } = await readTrends(historyOf([build(-50), running]))
    expect(repositories).toEqual([])
  })

  it('counts a build whose log is damaged or gone without its steps', async () => {
    const [whole, damaged, gone] = [build(10), build(100), build(200)]
    const { read, ...history } = historyOf([
      whole,
      { ...damaged, log: Buffer.from([4, 0, 0, 0, 255, 255, 255, 255]) },
      gone,
    ])
    const { repositories } = await readTrends({
      ...history,
      read: async (blob, most) => {
        if (blob.digest === gone.logs?.digest) throw new Error('not found')
        return read(blob, most)
      },
    })
    expect(repositories).toMatchObject([
      { builds: 3, seconds: 21, slowest: [{ runs: 1 }, { runs: 1 }] },
    ])
  })

  it('says that it has not read all', async () => {
    const records = Array.from({ length: 1001 }, (_, index) => build(10 + index * 10))
    const { repositories, isCut } = await readTrends(historyOf(records))
    expect(isCut).toBe(true)
    expect(repositories[0]?.builds).toBe(1000)
    expect((await readTrends(historyOf(records.slice(1)))).isCut).toBeUndefined()
  })

  it('counts the steps of a build however much it printed, as they stand before the output', async () => {
    const failed = fakeRecord({
      ...{ started: 200, seconds: 7, attributes: source(acme), printed: 2 ** 21 },
      events: events(200, { error: 'exit code: 1' }),
    })
    const records = [build(10), failed]
    expect(await readTrends(historyOf(records))).toMatchObject({ builds: 2, failed: 1, percent: 0 })
  })

  it('counts only the time of a build whose steps are cut off, and says so', async () => {
    const cut = build(200, { error: 'exit code: 1' })
    const size = cut.log.length * 2
    const records = [build(10), { ...cut, logs: { digest: 'cut', size } }]
    const { repositories, ...totals } = await readTrends(historyOf(records))
    expect(totals).toEqual({
      ...{ since, until, oldest: Date.parse(at(10)) },
      ...{ isCut: true, builds: 2, failed: 0, percent: 0, seconds: 14 },
    })
  })

  it('reads the newest builds when there is no time for all', async () => {
    const records = [build(10), build(20), build(30), build(40), build(50)]
    let asked = 0
    const period = await readPeriod(historyOf(records), since, () => asked++ > 0)
    expect(period.isCut).toBe(true)
    expect(period.builds.map(({ record }) => record.createdAt)).toEqual(
      records
        .slice(1)
        .toReversed()
        .map(({ createdAt }) => createdAt),
    )
  })

  it('adds up the builds of several daemons, and counts one build once', async () => {
    const [first, second] = [build(10), build(100)]
    const periods = await Promise.all(
      [[first], [first, second]].map((records) => readPeriod(historyOf(records), since)),
    )
    expect(trendsOf({ since, until }, periods)).toMatchObject({ builds: 2, seconds: 14 })
  })

  it('leaves out a share and seconds saved where nothing is known', async () => {
    const records = [fakeRecord({ started: 1, seconds: 2, images: ['a/b'], attributes: new Map() })]
    expect(await readTrends(historyOf(records))).toEqual({
      ...{ since, until, oldest: Date.parse(at(1)), builds: 1, failed: 0, seconds: 2 },
      repositories: [{ name: 'a/b', builds: 1, failed: 0, seconds: 2, slowest: [] }],
    })
  })
})
