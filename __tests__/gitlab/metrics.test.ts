import { expect, it } from '@jest/globals'
import { metrics } from '../../src/gitlab/metrics.ts'
import { emptyRecord } from '../../src/record/empty-record.ts'
import { cacheReport } from '../../src/report/cache-report.ts'

it('has each value below its type, and leaves out unknown values', () => {
  const report = { ...cacheReport({ record: emptyRecord }), total: 4, cached: 3, percent: 75 }
  expect(metrics({ report, seconds: 1.23456 })).toBe(
    [
      ['cache_hit_percent', 75],
      ['steps', 4],
      ['steps_cached', 3],
      ['seconds', 1.235],
      ['fallback', 0],
    ]
      .map(
        ([name, value]) =>
          `# TYPE remote_buildkit_${name} gauge\nremote_buildkit_${name} ${value}\n`,
      )
      .concat('# EOF\n')
      .join(''),
  )
  expect(metrics({ report: { ...report, secondsSaved: 9 }, seconds: 1 })).toContain(
    'remote_buildkit_seconds_saved 9\n',
  )
})
