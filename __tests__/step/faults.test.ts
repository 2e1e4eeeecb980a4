import { describe, expect, it } from '@jest/globals'
import { hintFor, isMissingLayer, transientFault, transientFaults } from '../../src/step/faults.ts'
import { recordFile } from '../helpers/recorded-streams.ts'
import { faultKinds } from './fault-messages.ts'

describe.each(faultKinds)('$reason', ({ reason, transient, lasting }) => {
  it.each(transient)('is retried: $text', ({ text }) => {
    expect(transientFault(text)?.startsWith(`${reason} (`)).toBe(true)
    expect(transientFault(text)).not.toContain('\n')
  })

  it.each(lasting)('has a similar message that is not retried: $text', ({ text }) => {
    expect(transientFault(text)).toBeUndefined()
  })
})

it('has messages of both kinds', () => {
  expect(faultKinds.map(({ reason }) => reason)).toEqual(
    transientFaults.map(({ reason }) => reason),
  )
})

it.each([
  ['import-broken', true],
  ['no-base', false],
])('recognizes a cache source that lacks a layer: %s', (name, isMissing) => {
  const { failure } = recordFile(`${name}.rawjson`)
  expect(isMissingLayer(failure?.error ?? '')).toBe(isMissing)
})

it.each([
  [
    'failed to update submodules for https://github.com/a/b.git: git stderr:\n…',
    '[internal] load git source https://github.com/a/b.git',
    /actions\/checkout \(submodules: true/,
  ],
  ['write /a: no space left on device', '[2/2] RUN make', /disk of the BuildKit daemon is full/],
  ['write /a: no space left on device', 'exporting to client directory', /^undefined$/],
  ['exit code: 1', '[2/2] RUN make', /^undefined$/],
])('the hint for %j at %j', (error, vertex, hint) => {
  expect(String(hintFor(error, vertex, {}))).toMatch(hint)
})

it("the hint for a full disk of a local builder names the runner's", () => {
  expect(hintFor('no space left on device', '[2/2] RUN make', { isOwn: true })).toMatch(
    /^The runner's disk is full/,
  )
})
