import { readFileSync } from 'node:fs'
import { expect, it } from '@jest/globals'
import { parse } from 'yaml'
import { bakeInputNames } from '../../src/inputs/bake-names.ts'

it('knows each input of bake/action.yml', () => {
  const { inputs } = parse(readFileSync('bake/action.yml', 'utf8')) as { inputs: object }
  expect([...bakeInputNames].toSorted()).toEqual(Object.keys(inputs).toSorted())
})

it('has all inputs of docker/bake-action v7', () => {
  const theirs =
    'builder allow call files no-cache pull load provenance push sbom set source targets vars github-token'
  expect(theirs.split(' ').filter((name) => !bakeInputNames.includes(name))).toEqual([])
})
