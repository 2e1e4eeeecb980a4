import { readFileSync } from 'node:fs'
import { expect, it } from '@jest/globals'
import { parse } from 'yaml'
import { matrixInputNames } from '../../src/inputs/read-matrix.ts'

it('knows each input of bake/matrix/action.yml, and those of docker/bake-action', () => {
  const { inputs } = parse(readFileSync('bake/matrix/action.yml', 'utf8')) as { inputs: object }
  expect([...matrixInputNames].toSorted()).toEqual(Object.keys(inputs).toSorted())
  expect(matrixInputNames).toEqual(expect.arrayContaining(['workdir', 'files', 'target', 'fields']))
})
