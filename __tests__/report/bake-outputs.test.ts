import { readFileSync } from 'node:fs'
import { expect, it } from '@jest/globals'
import { parse } from 'yaml'
import type { BakeResult } from '../../src/bake/result.ts'
import { Diagnosis } from '../../src/base/diagnosis.ts'
import { bakeFacts } from '../../src/report/bake-facts.ts'
import { bakeOutputs } from '../../src/report/bake-outputs.ts'
import { summarizeBake } from '../../src/report/bake-summary.ts'
import { emptyBakeOutputs } from '../../src/report/empty-bake-outputs.ts'
import { bakeResult } from '../helpers/bake-results.ts'
import { noFacts } from '../helpers/history-facts.ts'
import { reportFaults } from '../helpers/report-schema.ts'

/** Hides nothing. */
const asIs = (text: string) => text

const diagnosis = new Diagnosis('not-tls', 'It is not.')
const outputsOf = (...args: Parameters<typeof bakeResult>) => {
  const result = bakeResult(...args)
  return bakeOutputs(result, bakeFacts(result), asIs)
}
const names = () => Object.keys(parse(readFileSync('bake/action.yml', 'utf8')).outputs)

it('has the outputs of bake/action.yml, also when nothing was built', () => {
  expect(Object.keys(outputsOf('cold', ['app', 'tool'])).toSorted()).toEqual(names().toSorted())
  expect(Object.keys(emptyBakeOutputs).toSorted()).toEqual(names().toSorted())
})

it('counts what targets share once over all, and says of each target what became of it', () => {
  const outputs = outputsOf('tool-changed', ['app', 'tool'])
  expect(outputs).toMatchObject({
    ...{ 'steps-total': 4, 'steps-cached': 2, 'cache-hit-percent': 50, digest: '' },
    digests: '{"app":"sha256:app","tool":"sha256:tool"}',
  })
  expect(JSON.parse(String(outputs.targets))).toEqual({
    app: {
      ...{ status: 'succeeded', digest: 'sha256:app', images: ['ghcr.io/acme/app:1'] },
      ...{ steps: 2, cached: 2, percent: 100, seconds: 1.5 },
    },
    tool: {
      ...{ status: 'succeeded', digest: 'sha256:tool', images: ['ghcr.io/acme/tool:1'] },
      ...{ steps: 3, cached: 1, percent: 33, seconds: 1.5 },
    },
  })
})

it('has the digest by itself when there is one target', () => {
  expect(outputsOf('single', ['tool']).digest).toBe('sha256:tool')
})

it('leaves out the digest of a target that failed', () => {
  const outputs = outputsOf('deferred', ['app', 'bad'])
  expect(outputs.digests).toBe('{"app":"sha256:app"}')
  expect(JSON.parse(String(outputs.targets)).bad).toMatchObject({ status: 'failed', steps: 2 })
})

it('says which images have changed, of those that are known', () => {
  const { targets } = bakeResult('warm', ['app', 'tool'])
  const [app, ...rest] = targets
  if (app === undefined) throw new Error('no target')
  const compared = [{ ...app, imageChanged: false }, ...rest]
  const outputs = outputsOf('warm', ['app', 'tool'], { targets: compared })
  expect(outputs['image-changed']).toBe('{"app":false}')
})

it.each([
  ['cold', ['app', 'tool']],
  ['single', ['tool']],
  ['failed', ['app', 'bad']],
])('has a report of %s that its schema allows, with the target of each step', (name, targets) => {
  const report = JSON.parse(String(outputsOf(name, targets)['cache-report']))
  expect(reportFaults(report)).toEqual([])
  const of = report.steps.map(({ target }: { target?: string }) => target)
  if (targets.length > 1) expect(of.every((each: string) => targets.includes(each))).toBe(true)
  else expect(of.every((each: unknown) => each === undefined)).toBe(true)
})

it.each<[string, Partial<BakeResult>, string]>([
  ['a daemon that is full', { outcome: { kind: 'unusable', diagnosis, help: '' } }, 'not-tls'],
  [
    'a daemon that was lost',
    { outcome: { kind: 'lost', running: [], error: 'x', diagnosis } },
    'not-tls',
  ],
  [
    'a daemon that was lost for no known reason',
    { outcome: { kind: 'lost', running: [], error: 'x' } },
    '',
  ],
  ['a success', {}, ''],
])('names the reason of %s in fallback-reason', (_, more, expected) => {
  expect(outputsOf('cold', ['app', 'tool'], more)['fallback-reason']).toBe(expected)
})

it('has the choice and the reason of the builder', () => {
  const { builder } = bakeResult('cold', ['app'])
  const fallback = { code: 'connection-refused', reason: 'It was.' } as const
  const pool = { key: 'k', choice: 'busy', members: [] } as const
  const outputs = outputsOf('cold', ['app'], { builder: { ...builder, fallback, pool } })
  expect(outputs).toMatchObject({
    ...{ fallback: true, 'fallback-reason': 'connection-refused', 'endpoint-choice': 'busy' },
  })
})

it('leaves linked targets out of the outputs, and marks them in the report', () => {
  const { targets } = bakeResult('warm', ['app', 'tool'])
  const [app, tool] = targets.map((target, index) => ({ ...target, isLinked: index === 0 }))
  const given = [app, tool].filter((each) => each !== undefined)
  const outputs = outputsOf('warm', ['app', 'tool'], { targets: given })
  expect(outputs).toMatchObject({ digest: 'sha256:tool', digests: '{"tool":"sha256:tool"}' })
  const report = JSON.parse(String(outputs['cache-report']))
  expect(
    report.targets.map(({ name, linked }: { name: string; linked?: true }) => [name, linked]),
  ).toEqual([
    ['app', true],
    ['tool', undefined],
  ])
})

it('has the seconds that a target saved, where they are known', () => {
  const { targets } = bakeResult('warm', ['app', 'tool'])
  const facts = { ...noFacts, secondsSaved: 7, mountStates: new Map() }
  const given = targets.map((target, index) =>
    index === 0 ? { ...target, historyFacts: facts } : target,
  )
  const outputs = outputsOf('warm', ['app', 'tool'], { targets: given })
  const report = JSON.parse(String(outputs['cache-report']))
  expect(report.targets.map(({ secondsSaved }: { secondsSaved?: number }) => secondsSaved)).toEqual(
    [7, undefined],
  )
})

it('counts the cache mounts whose state is known', () => {
  const mounts = [
    { id: '/a', isWarm: true },
    { id: '/b', isWarm: false },
  ]
  const historyFacts = { ...noFacts, mountStates: new Map([[0, mounts]]) }
  const outputs = outputsOf('cold', ['app', 'tool'], { historyFacts })
  expect(outputs).toMatchObject({ 'mounts-total': 2, 'mounts-warm': 1 })
})

it('has the cache mounts of all targets, which a user requested, in the report and the summary', () => {
  const cacheMounts = [{ id: '/a', namespace: 'ns', bytes: 5_000_000, existed: true }]
  const result = bakeResult('cold', ['app', 'tool'], { historyFacts: { ...noFacts, cacheMounts } })
  const facts = bakeFacts(result)
  const report = JSON.parse(String(bakeOutputs(result, facts, asIs)['cache-report']))
  expect(reportFaults(report)).toEqual([])
  expect(report.cacheMounts).toEqual(cacheMounts)
  expect(summarizeBake(facts, (text) => text)).toContain('- `/a`: 5.00 MB, there before')
})
