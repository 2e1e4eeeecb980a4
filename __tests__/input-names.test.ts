import { readFileSync } from 'node:fs'
import { describe, expect, it } from '@jest/globals'
import { parse } from 'yaml'
import { ConfigurationError } from '../src/errors.ts'
import { checkNames, inputNames } from '../src/input-names.ts'

it('knows each input of action.yml', () => {
  const { inputs } = parse(readFileSync('action.yml', 'utf8')) as { inputs: object }
  expect([...inputNames].toSorted()).toEqual(Object.keys(inputs).toSorted())
})

describe('checkNames', () => {
  it.each([
    ['TAG', 'tags'],
    ['DOCKERFILE', 'file'],
    ['BUILD-ARG', 'build-args'],
    ['BUILD_ARGS', 'build-args'],
    ['PLATFORM', 'platforms'],
    ['CONFIG-INLINE', 'buildkitd-config-inline'],
  ])('refuses %s and names %s', (name, ours) => {
    const env = { [`INPUT_${name}`]: 'x' }
    expect(() => checkNames(env)).toThrow(ConfigurationError)
    expect(() => checkNames(env)).toThrow(
      `${name.toLowerCase()} is called ${ours} here. Write ${ours} instead.`,
    )
  })

  it('warns of what nobody knows, with the nearest name', () => {
    expect(
      checkNames({ INPUT_PLATFROMS: 'x', INPUT_TAGS: 'y', INPUT_EMPTY: '', OTHER: 'z' }),
    ).toEqual([
      'platfroms is not an input of this action and does nothing. Did you mean platforms?',
    ])
  })

  it('only warns of what may be a variable of the workflow, as ours is given', () => {
    expect(checkNames({ INPUT_TAG: '1.2', INPUT_TAGS: 'acme/app' })).toEqual([
      'tag is not an input of this action and does nothing. Did you mean tags?',
    ])
  })

  it('says nothing within a composite action, whose own inputs may be there', () => {
    const env = { INPUT_TAG: 'x', INPUT_ANYTHING: 'y' }
    expect(checkNames({ ...env, GITHUB_ACTION_PATH: '/actions/outer' })).toEqual([])
    expect(checkNames({ INPUT_ANYTHING: 'y', GITHUB_ACTION_PATH: '' })).toHaveLength(1)
  })
})
