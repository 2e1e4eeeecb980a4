import { readFileSync } from 'node:fs'
import { expect, it } from '@jest/globals'
import { parse } from 'yaml'
import type { Trends } from '../../src/history/trends.ts'
import { longestOutput } from '../../src/report/bounded-json.ts'
import {
  boundedTrends,
  emptyTrendsOutputs,
  trendsOutputs,
} from '../../src/report/trends-outputs.ts'

const repository = (name: string, steps = 1) => ({
  ...{ name, builds: 2, failed: 0, percent: 50, seconds: 3 },
  slowest: Array.from({ length: steps }, () => ({ name: 'RUN make', runs: 1, seconds: 2 })),
})

const trendsWith = (...repositories: readonly ReturnType<typeof repository>[]): Trends => ({
  ...{ since: 0, until: 0, builds: 2 * repositories.length, failed: 0, seconds: 3, repositories },
})

it('has the outputs of report/action.yml, also when nothing was read', () => {
  const names = Object.keys(parse(readFileSync('report/action.yml', 'utf8')).outputs)
  expect(Object.keys(emptyTrendsOutputs)).toEqual(names)
  expect(Object.keys(trendsOutputs(trendsWith()))).toEqual(names)
})

it('leaves what is unknown empty', () => {
  expect(trendsOutputs(trendsWith(repository('a')))).toMatchObject({
    ...{ builds: 2, 'builds-failed': 0, repositories: 1, seconds: 3 },
    ...{ 'cache-hit-percent': '', 'seconds-saved': '' },
  })
  const known = { ...trendsWith(repository('a')), percent: 0, secondsSaved: 0 }
  expect(trendsOutputs(known)).toMatchObject({ 'cache-hit-percent': 0, 'seconds-saved': 0 })
})

it('cuts steps first, then repositories, and keeps the sums', () => {
  const short = trendsWith(repository('a'))
  expect(JSON.parse(boundedTrends(short))).toEqual(short)

  const steps = trendsWith(repository('a', 5000), repository('b'))
  const withoutSteps = JSON.parse(boundedTrends(steps)) as Trends
  expect(withoutSteps).toMatchObject({ builds: 4, isCut: true })
  expect(withoutSteps.repositories.map(({ name }) => name)).toEqual(['a', 'b'])

  const many = trendsWith(...Array.from({ length: 4000 }, (_, index) => repository(`r${index}`)))
  const text = boundedTrends(many)
  expect(Buffer.byteLength(text)).toBeLessThanOrEqual(longestOutput)
  const { builds, repositories } = JSON.parse(text) as Trends
  expect(builds).toBe(8000)
  expect(repositories.length).toBeGreaterThan(100)
  expect(repositories[0]?.name).toBe('r0')
})
