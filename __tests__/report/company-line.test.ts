import { expect, it } from '@jest/globals'
import { cacheReport } from '../../src/report/cache-report.ts'
import { companyLine } from '../../src/report/company-line.ts'
import { makeResult } from '../helpers/build-results.ts'
import { noFacts } from '../helpers/history-facts.ts'
import { recordFile } from '../helpers/recorded-streams.ts'
import { atOnce } from '../helpers/streams-at-once.ts'

it('says how many others there were, and how long the build waited for their steps', () => {
  const record = recordFile(`${atOnce('equal-change.b')}.rawjson`)
  const historyFacts = { ...noFacts, otherBuilds: 2 }
  const report = cacheReport(makeResult({ record, historyFacts }))
  expect(report.company?.builds).toBe(2)
  expect(companyLine(report)).toBe(
    '2 other builds on the daemon, waited 2.6 s for steps of another build',
  )
})

it('is empty when nothing is known of others', () => {
  const report = cacheReport(makeResult({ record: recordFile('single-cold.rawjson') }))
  expect(report).not.toHaveProperty('company')
  expect(companyLine(report)).toBe('')
})
