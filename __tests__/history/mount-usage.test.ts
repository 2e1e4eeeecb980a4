import { describe, expect, it } from '@jest/globals'
import type { UsageRecord } from '../../src/history/messages.ts'
import { mountEnding, mountFilters, readMounts } from '../../src/history/mount-usage.ts'

const begun = 1000

/** A record of the cache mount `/a` in no namespace. */
function record(fields: Partial<UsageRecord>): UsageRecord {
  return {
    ...{ id: 'a', parents: [], uses: 1, inUse: false, size: 10, createdAt: begun - 1 },
    description: `cached mount /a from exec /bin/sh ${mountEnding('', '/a')}`,
    ...fields,
  }
}

describe('a cache mount', () => {
  it.each<[string, Partial<UsageRecord>[], object]>([
    ['existed when it was created before the build', [{}], { existed: true, bytes: 10 }],
    ['is new when the build created it', [{ createdAt: begun }], { existed: false, bytes: 10 }],
    ['existed if one record did', [{ createdAt: begun }, {}], { existed: true, bytes: 20 }],
    ['has no size while one record is in use', [{}, { inUse: true }], { existed: true }],
  ])('%s', async (_, fields, expected) => {
    const found = await readMounts({ ids: ['/a'], namespace: '' }, begun, async () =>
      fields.map(record),
    )
    expect(found).toEqual([{ id: '/a', ...expected }])
  })

  it('has an unknown age when the time of the build is unknown', async () => {
    const usage = async () => [record({})]
    expect(await readMounts({ ids: ['/a'], namespace: '' }, undefined, usage)).toEqual([
      { id: '/a', bytes: 10 },
    ])
  })

  it('is left out when the daemon has it in another namespace only', async () => {
    const other = record({ description: `cached mount ${mountEnding('other', '/b')}` })
    const usage = async () => [record({}), other]
    const found = await readMounts({ ids: ['/a', '/b'], namespace: 'other' }, begun, usage)
    expect(found).toEqual([{ id: '/b', namespace: 'other', existed: true, bytes: 10 }])
  })

  it('is asked for together with those of other targets, which are left out', async () => {
    const asked: string[] = []
    const usage = async (...filters: readonly string[]) => {
      asked.push(...filters)
      return [record({}), record({ description: `cached mount ${mountEnding('', '/b')}` })]
    }
    const filters = mountFilters({ ids: ['/a', '/b'], namespace: '' })
    const found = await readMounts({ ids: ['/b'], namespace: '', filters }, begun, usage)
    expect(found?.map(({ id }) => id)).toEqual(['/b'])
    expect(asked).toEqual(filters)
  })

  it('is unknown when the daemon tells of none', async () => {
    const usage = async () => [record({ description: 'cached mount /a from exec /bin/sh' })]
    expect(await readMounts({ ids: ['/a'], namespace: '' }, begun, usage)).toBeUndefined()
    expect(await readMounts({ ids: [], namespace: '' }, begun, usage)).toEqual([])
  })
})
