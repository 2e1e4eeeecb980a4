import { describe, expect, it } from '@jest/globals'
import { isMissingLayer, transientFault, transientFaults } from '../../src/step/transient-faults.ts'
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
