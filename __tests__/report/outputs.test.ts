import { readFileSync } from 'node:fs'
import { expect, it } from '@jest/globals'
import { Diagnosis } from '../../src/base/diagnosis.ts'
import { cacheReport } from '../../src/report/cache-report.ts'
import { emptyOutputs } from '../../src/report/empty-outputs.ts'
import { outputsOf } from '../../src/report/outputs.ts'
import type { Outcome } from '../../src/step/outcome.ts'
import type { PlatformResult } from '../../src/step/result.ts'
import { makeResult } from '../helpers/build-results.ts'
import { noFacts } from '../helpers/history-facts.ts'
import { recordFile } from '../helpers/recorded-streams.ts'

/** Hides nothing. */
const asIs = (text: string) => text

it('sets exactly the outputs of action.yml, before a build and after it', () => {
  const text = readFileSync(new URL('../../action.yml', import.meta.url), 'utf8')
  const [, section = ''] = /^outputs:\n((?: .*\n|\n)+)/m.exec(text) ?? []
  const names = [...section.matchAll(/^ {2}([\w-]+):/gm)].map(([, name]) => name)
  expect(names.length).toBeGreaterThan(10)
  const result = makeResult()
  for (const outputs of [emptyOutputs, outputsOf(result, cacheReport(result), asIs)]) {
    expect(Object.keys(outputs).toSorted()).toEqual(names.toSorted())
  }
})

it('leaves unknown outputs empty, and counts no step, when nothing was built', () => {
  expect(emptyOutputs).toMatchObject({
    digest: '',
    'image-changed': '',
    'fallback-reason': '',
    fallback: false,
    'cache-hit': false,
    'steps-total': 0,
    'seconds-saved': '',
  })
})

it('describes the build, the builder and the fallback', () => {
  const { builder } = makeResult()
  const result = makeResult({
    record: recordFile('single-late-change.rawjson'),
    builder: { ...builder, fallback: { code: 'connection-refused', reason: 'Refused.' } },
    imageChanged: false,
    historyFacts: { ...noFacts, misses: [], secondsSaved: 0 },
  })
  const report = cacheReport(result)
  expect(outputsOf(result, report, asIs)).toEqual({
    digest: 'sha256:abc',
    imageid: 'sha256:abc',
    metadata: '{}',
    'image-changed': false,
    builder: 'b',
    driver: 'remote',
    endpoint: 'tcp://buildkit.example.com:1234',
    'endpoint-choice': '',
    fallback: true,
    'fallback-reason': 'connection-refused',
    'cache-hit': false,
    'cache-hit-percent': 60,
    'steps-total': 5,
    'steps-cached': 3,
    'steps-executed': 2,
    'mounts-total': 0,
    'mounts-warm': 0,
    'seconds-saved': 0,
    'cache-report': JSON.stringify(report),
  })
})

it('has the first choice of a daemon that was not the first in rank, over all platforms', () => {
  const { builder } = makeResult()
  const choiceOf = (...choices: ('first' | 'busy' | 'died')[]) => {
    const [first, ...others] = choices.map((choice) => ({ key: 'k', choice, members: [] }))
    const platforms = [first, ...others].map((pool) => ({ pool }) as never as PlatformResult)
    const result = makeResult({
      builder: { ...builder, ...(first && { pool: first }) },
      ...(others.length > 0 && { platforms }),
    })
    return outputsOf(result, cacheReport(result), asIs)['endpoint-choice']
  }
  expect(choiceOf('busy')).toBe('busy')
  expect(choiceOf('first', 'first')).toBe('first')
  expect(choiceOf('first', 'died')).toBe('died')
})

it('has the code of the platform that fell back', () => {
  const reasons = [
    { reason: 'No daemon builds for it.' },
    { code: 'connection-refused', reason: 'r' },
  ]
  const platforms = [{}, ...reasons.map((fallback) => ({ fallback }))] as never as PlatformResult[]
  const result = makeResult({ platforms })
  const { fallback, 'fallback-reason': reason } = outputsOf(result, cacheReport(result), asIs)
  expect({ fallback, reason }).toEqual({ fallback: true, reason: 'connection-refused' })
})

it.each<Outcome>([
  { kind: 'unusable', diagnosis: new Diagnosis('daemon-disk-full', 'It is full.'), help: '' },
  {
    ...{ kind: 'lost', running: [], error: '', help: '' },
    diagnosis: new Diagnosis('daemon-silent', 'It is silent.'),
  },
])('has the code of a fault that appeared only in the build: $diagnosis.code', (outcome) => {
  const result = makeResult({ outcome })
  const { fallback, 'fallback-reason': reason } = outputsOf(result, cacheReport(result), asIs)
  const { code } = 'diagnosis' in outcome ? (outcome.diagnosis ?? {}) : {}
  expect({ fallback, reason }).toEqual({ fallback: false, reason: code })
})
