import { resolve } from 'node:path'
import { expect, it } from '@jest/globals'
import { readAction } from '../script/rig/action.ts'
import { isMet } from '../script/rig/condition.ts'
import { askForPost } from '../src/state.ts'

const { postIf } = await readAction(resolve(import.meta.dirname, '..'))

it.each([
  ['success', false],
  ['failure', true],
  ['cancelled', true],
] as const)('a job that ends with %s has a post step: %s', (status, runs) => {
  expect(isMet(postIf, { status, env: {} })).toBe(runs)
})

it('a main that may leave something has one even if the job succeeds', () => {
  const env: Record<string, string> = {}
  askForPost((name, value) => {
    env[name] = value
  })
  expect(isMet(postIf, { status: 'success', env })).toBe(true)
})
