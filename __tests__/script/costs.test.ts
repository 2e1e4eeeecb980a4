import { readFileSync } from 'node:fs'
import { expect, it } from '@jest/globals'
import fc from 'fast-check'
import { costsOf, showCosts } from '../../script/costs/break-even.ts'
import { readObserved } from '../../script/costs/observed.ts'

const prices = { machine: 200, runnerBefore: 0.022, runnerAfter: 0.006, hour: 60, waited: 1 }

it('works out the example of docs/cost.md', () => {
  const costs = costsOf({ builds: 2000, days: 30, before: 360, after: 60 }, prices)
  expect(costs).toMatchObject({ builds: 2000, machine: 200 })
  expect(costs.runnersBefore).toBeCloseTo(264)
  expect(costs.runnersAfter).toBeCloseTo(12)
  expect(costs.waitingBefore).toBeCloseTo(200)
  expect(costs.waitingAfter).toBeCloseTo(33.3, 1)
  expect(costs.saved).toBeCloseTo(52)
  // 200 / (0.132 - 0.006) by runners; each build saves five dollars of waiting more.
  expect(costs.breakEven).toBe(1588)
  expect(costs.breakEvenWithWaiting).toBe(40)
  const page = readFileSync('docs/cost.md', 'utf8')
  for (const line of showCosts(costs, prices).split('\n')) expect(page).toContain(line)
})

it('never pays when a build takes as long on the daemon', () => {
  const costs = costsOf(
    { builds: 100, days: 14, before: 60, after: 60 },
    { ...prices, runnerAfter: 0.022 },
  )
  expect(costs.breakEven).toBeUndefined()
  expect(showCosts(costs, prices)).toContain('The daemon pays never by runners alone')
  expect(showCosts(costs, prices)).toContain('Saved: -$200 a month')
})

it('has a break-even at which the daemon just pays', () => {
  const positive = fc.double({ min: 0.001, max: 1000, noNaN: true })
  fc.assert(
    fc.property(positive, positive, positive, (machine, before, saved) => {
      const builds = { days: 30, before: before + saved, after: before }
      const same = { ...prices, machine, runnerAfter: prices.runnerBefore }
      const { breakEven = 0 } = costsOf({ ...builds, builds: 1 }, same)
      expect(costsOf({ ...builds, builds: breakEven }, same).saved).toBeGreaterThanOrEqual(-1e-6)
      expect(costsOf({ ...builds, builds: breakEven - 1 }, same).saved).toBeLessThan(1e-6)
    }),
  )
})

it('reads reports and trends', () => {
  const report = { seconds: { connecting: 1, building: 9 }, secondsSaved: 50 }
  const other = { seconds: { building: 20 } }
  const lines = `${JSON.stringify(report)}\n${JSON.stringify(other)}\n`
  expect(readObserved(lines)).toEqual({ builds: 2, after: 15, before: 40 })
  const trends = {
    repositories: [
      { builds: 3, seconds: 30, secondsSaved: 300 },
      { builds: 1, seconds: 10 },
    ],
  }
  expect(readObserved(JSON.stringify(trends, undefined, 2))).toEqual({
    builds: 4,
    after: 10,
    before: 85,
  })
})

it.each([
  ['{}', 'it is neither a cache-report nor trends'],
  ['{"repositories":[]}', 'there is no build in it'],
  ['', 'there is no build in it'],
])('refuses %j', (text, message) => {
  expect(() => readObserved(text)).toThrow(message)
})
