import { describe, expect, it } from '@jest/globals'
import { readPeriod, trendsOf } from '../../src/history/trends.ts'
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
const readTrends = async (history: ReturnType<typeof historyOf>) =>
  trendsOf(since, [await readPeriod(history, since)])

describe('trendsPage', () => {
  it('is a table for each repository, without credentials', async () => {
    const page = trendsPage(await readTrends(historyOf([build(10)])))
    expect(page).toMatch(/^### 1 build of 1 repository since 2026-01-01\n/)
    expect(page).toContain('| `https://github.com/acme/app.git` | 1 |  | 0 % | 7.0 s |  |')
    expect(page).toContain('| `https://github.com/acme/app.git` | `RUN make` |  | 1 | 5.0 s |')
    expect(page).not.toContain('token')
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
    expect(page).toContain('The daemon has more builds than were read.')
    expect(trendsPage(trends)).not.toContain('than were read')
  })
})
