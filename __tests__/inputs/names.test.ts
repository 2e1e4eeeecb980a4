import { readFileSync } from 'node:fs'
import { describe, expect, it } from '@jest/globals'
import { parse } from 'yaml'
import { bakeInputNames } from '../../src/inputs/bake-names.ts'
import { didYouMean, inputNames, knownAs } from '../../src/inputs/names.ts'
import { matrixInputNames } from '../../src/inputs/read-matrix.ts'

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

  it.each([
    ['workdir', 'source', bakeInputNames],
    ['file', 'files', bakeInputNames],
    ['target', 'targets', bakeInputNames],
    ['file', 'files', matrixInputNames],
    // An input of its own, or nothing that it could mean.
    ['target', 'target', matrixInputNames],
    ['workdir', 'workdir', matrixInputNames],
    ['workdir', undefined, inputNames],
    ['file', 'file', inputNames],
  ])('maps %s to %s among the inputs of another action', (name, ours, names) => {
    expect(knownAs(name, names)).toBe(ours)
  })
})

it.each([
  ['platfroms', 'platforms'],
  ['chache-ref', 'cache-ref'],
  ['taget', 'target'],
])('recognizes %s as a misspelled %s', (name, ours) => {
  expect(didYouMean(name)).toBe(` Did you mean ${ours}?`)
})

it.each(['append', 'cleanup', 'keep-state', 'install', 'workdir', 'x'])(
  'suggests nothing for %s, which is spelled like no input',
  (name) => {
    expect(didYouMean(name)).toBe('')
  },
)
