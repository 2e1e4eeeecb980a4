import { readFileSync } from 'node:fs'
import { describe, expect, it } from '@jest/globals'
import { parse } from 'yaml'
import { inputNames, knownAs, nearestName } from '../../src/inputs/names.ts'

it('lists each input of action.yml', () => {
  const { inputs } = parse(readFileSync('action.yml', 'utf8')) as { inputs: object }
  expect([...inputNames].toSorted()).toEqual(Object.keys(inputs).toSorted())
})

describe('knownAs', () => {
  it.each([
    ['build_args', 'build-args'],
    ['dockerfile', 'file'],
    ['cacert', 'ca'],
    ['tags', 'tags'],
    ['anything', undefined],
  ])('maps %s to %s', (name, ours) => {
    expect(knownAs(name)).toBe(ours)
  })
})

it.each([
  ['platfroms', 'platforms'],
  ['chache-ref', 'cache-ref'],
])('recognizes %s as a misspelled %s', (name, ours) => {
  expect(nearestName(name)).toBe(ours)
})
