import { expect, it } from '@jest/globals'
import { cachePlaces } from '../../src/report/cache-places.ts'
import { cacheReport } from '../../src/report/cache-report.ts'
import { makeResult } from '../helpers/build-results.ts'

const report = cacheReport(makeResult())
const error = 'unexpected status: 403 Forbidden'

it.each([
  ['imported', 'imported in 0.50 s', undefined],
  ['missing', 'not found (nothing written yet)', undefined],
  ['refused', 'access denied', error],
  ['failed', 'not used', error],
  ['unfinished', 'not finished: the build ended first', undefined],
] as const)('describes a cache source that is %s', (status, words, shown) => {
  const sources = [{ name: 'a/b:c', status, seconds: 0.5, error }]
  expect(cachePlaces({ ...report, sources, exports: [] })).toEqual([
    { name: 'a/b:c', words, ...(shown && { error: shown }) },
  ])
})

it.each([
  ['exported', 'written in 0.50 s', undefined],
  ['failed', 'not written', error],
  ['unfinished', 'not finished: the build ended first', undefined],
] as const)('describes a cache export that is %s', (status, words, shown) => {
  const exports = [{ name: 'registry', status, seconds: 0.5, error }]
  expect(cachePlaces({ ...report, sources: [], exports })).toEqual([
    { name: 'registry', words, ...(shown && { error: shown }) },
  ])
})
