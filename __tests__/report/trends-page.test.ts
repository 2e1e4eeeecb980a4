import { describe, expect, it } from '@jest/globals'
import { readPeriod, type Trends, trendsOf } from '../../src/history/trends.ts'
import { trendsPage } from '../../src/report/trends-page.ts'
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
    read: async ({ digest }: { digest: string }) =>
      records.find(({ logs }) => logs?.digest === digest)?.log ?? Buffer.alloc(0),
  }
}

const since = Date.parse(at(0))
const dayMs = 86_400_000
const readTrends = async (history: ReturnType<typeof historyOf>) =>
  trendsOf({ since, until: since + dayMs }, [await readPeriod(history, since)])

describe('trendsPage', () => {
  it('is a table for each repository, without credentials', async () => {
    const page = trendsPage(await readTrends(historyOf([build(10)])))
    expect(page).toMatch(/^### 1 build of 1 repository since 2026-01-01\n/)
    expect(page).toContain('| `https://github.com/acme/app` | 1 |  | 0 % | 7.0 s |  |')
    expect(page).toContain('| `https://github.com/acme/app` | `RUN make` |  | 1 | 5.0 s |')
    expect(page).not.toContain('token')
  })

  it('says when the oldest build began, if that is a later day', async () => {
    const trends = await readTrends(historyOf([build(2 * 86_400), build(3 * 86_400)]))
    expect(trendsPage(trends)).toContain(
      'since 2026-01-01\n\nThe oldest of them began on 2026-01-03.\n',
    )
    expect(trendsPage(await readTrends(historyOf([build(10)])))).not.toContain('oldest')
  })

  it('says that there were none', async () => {
    expect(trendsPage(await readTrends(historyOf([])))).toBe(
      '### 0 builds of 0 repositories since 2026-01-01\n',
    )
  })

  it('adds up several repositories, and says that some builds are missing', async () => {
    const other = fakeRecord({ started: 20, seconds: 3, images: ['b/c:1'], attributes: new Map() })
    const trends = await readTrends(historyOf([build(10), other]))
    const page = trendsPage({ ...trends, isCut: true })
    expect(page).toMatch(/^### 2 builds of 2 repositories since/)
    expect(page).toContain('| all | 2 |  | 0 % | 10 s |  |')
    expect(page).toContain('Not all was read: the oldest builds, or the steps of')
    expect(trendsPage(trends)).not.toContain('than were read')
  })
})

describe('trendsPage of many repositories', () => {
  const slowest = [{ name: 'RUN make', runs: 1, seconds: 5 }]
  const pageOf = (count: number) => {
    const totals = { builds: 1, failed: 0, seconds: 5 }
    const names = Array.from({ length: count }, (_, index) => `app-${index}`)
    const repositories = names.map((name) => ({ ...totals, name, slowest }))
    return trendsPage({ ...totals, since, until: since, repositories })
  }

  it.each([
    [101, '1 more repository'],
    [120, '20 more repositories'],
  ])('says how many of %d it has no row for', (count, words) => {
    const page = pageOf(count)
    expect(page).toContain(`\n\n${words} in the JSON.\n\n**The slowest steps of the first 20 `)
    expect(page).toContain('| `app-99` |')
    expect(page).not.toContain('`app-100`')
  })

  it('says which of them the slowest steps are of, from the 21st on', () => {
    expect(pageOf(20)).toContain('\n**The slowest steps**\n')
    expect(pageOf(21)).toContain('\n**The slowest steps of the first 20 repositories**\n')
    expect(pageOf(100)).not.toContain('in the JSON')
  })
})

describe('a row of trendsPage', () => {
  const base: Trends['repositories'][number] = {
    ...{ name: 'app', builds: 2, failed: 0, seconds: 10, slowest: [] },
  } as unknown as Trends['repositories'][number]
  const row = (more: object) =>
    trendsPage({
      ...{ since, until: since, isCut: false, repositories: [{ ...base, ...more }] },
    } as unknown as Trends)
      .split('\n')
      .find((line) => /\| 2 \|/.test(line))

  it.each([
    ['only what is known', {}, '| `app` | 2 |  |  | 10 s |  |'],
    [
      'unknown for a repository without a name',
      { name: undefined },
      '| unknown | 2 |  |  | 10 s |  |',
    ],
    [
      'all that is known',
      { failed: 1, percent: 0, secondsSaved: 3 },
      '| `app` | 2 | 1 | 0 % | 10 s | 3.0 s |',
    ],
  ])('has %s', (_, more, expected) => {
    expect(row(more)?.replaceAll('\u00a0', ' ')).toBe(expected)
  })
})
