import { readFileSync } from 'node:fs'
import { expect, it } from '@jest/globals'
import { parse } from 'yaml'
import { setupInputNames } from '../../src/inputs/setup-names.ts'

it('knows each input of setup/action.yml', () => {
  const { inputs } = parse(readFileSync('setup/action.yml', 'utf8')) as { inputs: object }
  expect([...setupInputNames].toSorted()).toEqual(Object.keys(inputs).toSorted())
})
