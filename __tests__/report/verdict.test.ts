import { describe, expect, it } from '@jest/globals'
import { verdict } from '../../src/report/verdict.ts'
import { canceled, failed, makeFacts, makeResult } from '../helpers/build-results.ts'
import { noFacts } from '../helpers/history-facts.ts'
import { record, recordFile } from '../helpers/recorded-streams.ts'
import { announced, vertex } from '../helpers/stream-events.ts'

const warm = { id: '/a', isWarm: true }

describe('verdict', () => {
  it.each([
    [
      'single-again',
      {},
      /^\d+ of \d+ steps from cache \(100 %\), 1\.2 s, remote builder v0\.32\.2$/,
    ],
    ['single-cold', {}, /^0 of \d+ steps from cache \(0 %\), 1\.2 s, remote/],
    [
      'failed',
      { outcome: failed(recordFile('failed.rawjson'), 'exit code: 3') },
      /^Failed: 0 of 2 steps from cache \(0 %\), 1 failed, 1 canceled, 4 not reached, 1\.2 s, /,
    ],
    [
      'canceled',
      { outcome: canceled },
      /^Canceled: 0 of 1 step from cache \(0 %\), 1 canceled, 1 not reached, 1\.2 s, /,
    ],
    ['single-again', { seconds: 130 }, /, 2 min 10 s, remote/],
    ['single-again', { retries: 1 }, / v0\.32\.2, tried again once$/],
    ['single-again', { retries: 2 }, / v0\.32\.2, tried again 2 times$/],
    [
      'single-again',
      { historyFacts: { ...noFacts, secondsSaved: 130 } },
      /, 1\.2 s, 2 min 10 s saved, remote/,
    ],
    [
      'single-again',
      { historyFacts: { ...noFacts, mountStates: new Map([[0, [warm, warm]]]) } },
      /from cache \(100 %\), 2 of 2 cache mounts warm, 1\.2 s, /,
    ],
    [
      'single-again',
      { historyFacts: { ...noFacts, mountStates: new Map([[0, [{ ...warm, isWarm: false }]]]) } },
      /from cache \(100 %\), 0 of 1 cache mount warm, 1\.2 s, /,
    ],
  ])('sums up %s with %j', (name, result, words) => {
    expect(verdict(makeFacts(recordFile(`${name}.rawjson`), result))).toMatch(words)
  })

  it('begins with the fallback', () => {
    const { builder } = makeResult()
    const local = { ...builder, driver: 'docker-container', fallback: { reason: 'Refused.' } }
    expect(verdict(makeFacts(recordFile('single-cold.rawjson'), { builder: local }))).toMatch(
      /^Fell back: 0 of 5 steps from cache \(0 %\), 1\.2 s, local builder v0\.32\.2$/,
    )
  })

  it('says nothing about the cache before a step is taken from it or run', () => {
    const events = [
      vertex('[1/2] RUN make', { started: 0, completed: 1, error: 'context canceled' }),
      vertex('[2/2] RUN test'),
    ]
    const words = verdict(makeFacts(record(announced(events)), { outcome: canceled }))
    expect(words).toMatch(/^Canceled: 1 canceled, 1 not reached, 1\.2 s, /)
  })

  it('has no counts for a build without steps', () => {
    expect(verdict(makeFacts(record([])))).toMatch(/^No steps, 1\.2 s, /)
  })
})
