import { readFileSync } from 'node:fs'
import { expect, it } from '@jest/globals'
import { parse } from 'yaml'
import { bakeFacts } from '../../src/report/bake-facts.ts'
import { bakeOutputs } from '../../src/report/bake-outputs.ts'
import { emptyBakeOutputs } from '../../src/report/empty-bake-outputs.ts'
import { bakeResult } from '../helpers/bake-results.ts'
import { reportFaults } from '../helpers/report-schema.ts'

const outputsOf = (...args: Parameters<typeof bakeResult>) => {
  const result = bakeResult(...args)
  return bakeOutputs(result, bakeFacts(result))
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
