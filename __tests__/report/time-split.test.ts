import { expect, it } from '@jest/globals'
import { cacheReport } from '../../src/report/cache-report.ts'
import { timeLine, timeParts } from '../../src/report/time-split.ts'
import { makeResult } from '../helpers/build-results.ts'

const report = cacheReport(makeResult())
const seconds = {
  connecting: 0.061,
  waiting: 0,
  loadingContext: 0.2,
  building: 36,
  exporting: 0.004,
  pushing: 2,
  exportingCache: 0,
  cleaningUp: 0.5,
}

it('lists the parts that took time, in order', () => {
  expect(timeParts({ ...report, seconds }).map(({ name }) => name)).toEqual([
    'connecting',
    'loading context',
    'building',
    'pushing',
    'cleaning up',
  ])
})

it('reports the sent size of the context', () => {
  expect(timeLine({ ...report, seconds, contextBytes: 1_982_653 })).toBe(
    'connecting 0.06 s, loading context 0.20 s (1.98 MB), building 36 s, pushing 2.0 s, cleaning up 0.50 s',
  )
})

it('has no size when nothing was sent', () => {
  expect(timeLine({ ...report, seconds, contextBytes: 0 })).toContain(' loading context 0.20 s, ')
})
