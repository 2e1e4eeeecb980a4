import { describe, expect, it } from '@jest/globals'
import { ConfigurationError } from '../../src/base/errors.ts'
import { checkNames, forgetSecrets, ownVariables } from '../../src/github/input-environment.ts'
import { bakeInputNames } from '../../src/inputs/bake-names.ts'
import { setupInputNames, setupReplacements } from '../../src/inputs/setup-names.ts'

describe('checkNames', () => {
  it.each([
    ['TAG', 'tags'],
    ['DOCKERFILE', 'file'],
    ['BUILD_ARGS', 'build-args'],
    ['BUILD-ARG', 'build-args'],
    ['IMAGE-TAGS', 'tags'],
    ['CONFIG-INLINE', 'buildkitd-config-inline'],
  ])('refuses %s and suggests %s', (name, ours) => {
    const env = { [`INPUT_${name}`]: 'x' }
    expect(() => checkNames(env)).toThrow(ConfigurationError)
    expect(() => checkNames(env)).toThrow(
      `${name.toLowerCase()} is called ${ours} here. Write ${ours} instead.`,
    )
  })

  it('gives the remedy for a variable that looks like an input', () => {
    expect(() => checkNames({ INPUT_PLATFORM: 'x' })).toThrow(
      'platform is called platforms here. Write platforms instead. If INPUT_PLATFORM is a variable of your workflow, rename the variable.',
    )
  })

  it('refuses the folder of an older docker/bake-action, without which another definition is baked', () => {
    expect(() => checkNames({ INPUT_WORKDIR: './web' }, bakeInputNames)).toThrow(
      'workdir is called source here. Write source instead.',
    )
  })

  // To the action, `env: INPUT_VERSION: …` and `with: version: …` look the same.
  it.each([
    ['VERSION', 'buildx-version'],
    ['CONFIG', 'buildkitd-config'],
    ['TOKEN', 'github-token'],
  ])('only warns about %s, which may be a variable of the workflow', (name, ours) => {
    const [warning, ...others] = checkNames({ [`INPUT_${name}`]: 'x' })
    const words = new RegExp(
      `^${name.toLowerCase()} is called (\\S+) here\\. Write \\1 instead, unless INPUT_${name} is a variable of your workflow\\.$`,
    )
    expect(words.exec(warning ?? '')?.[1]).toEqual(ours)
    expect(others).toEqual([])
  })

  it('warns about an unknown input and suggests the nearest name', () => {
    expect(
      checkNames({ INPUT_PLATFROMS: 'x', INPUT_TAGS: 'y', INPUT_EMPTY: '', OTHER: 'z' }),
    ).toEqual([
      'platfroms is not an input of this action and has no effect. Did you mean platforms?',
    ])
  })

  it.each([
    ['APPEND', /^append is not an input .* no effect\. Write a line for each daemon into endpoint/],
    ['CLEANUP', /no effect\. driver: docker-container with endpoint: unix:/],
    ['KEEP-STATE', /no effect\. driver: docker-container with endpoint: unix:/],
    ['INSTALL', /no effect\. docker build uses the builder without it/],
    ['PLATFORMS', /no effect\. Write them in front of the daemon in endpoint/],
    ['DRIVRE-OPTS', /no effect\. Did you mean driver-opts\?$/],
    ['ANYTHING', /^anything is not an input of this action and has no effect\.$/],
  ])('gives the remedy in setup for %s, which no single input replaces', (name, warning) => {
    const env = { [`INPUT_${name}`]: 'x' }
    expect(checkNames(env, setupInputNames, setupReplacements)).toEqual([
      expect.stringMatching(warning),
    ])
  })

  it('only warns about a likely misspelling when the correct input is given too', () => {
    expect(checkNames({ INPUT_TAG: '1.2', INPUT_TAGS: 'acme/app' })).toEqual([
      'tag is not an input of this action and has no effect. Did you mean tags?',
    ])
  })

  it('does not warn inside a composite action, whose own inputs it may see', () => {
    const env = { INPUT_TAG: 'x', INPUT_ANYTHING: 'y' }
    expect(checkNames({ ...env, GITHUB_ACTION_PATH: '/actions/outer' })).toEqual([])
    expect(checkNames({ INPUT_ANYTHING: 'y', GITHUB_ACTION_PATH: '' })).toHaveLength(1)
  })
})

describe('ownVariables', () => {
  it('are the variables from which the build reads a value', () => {
    const buildArgs = ['INPUT_VERSION', 'INPUT_PATH=here', 'VERSION']
    const secrets = [
      { id: 'a', variable: 'INPUT_SECRET' },
      { id: 'b', value: 'INPUT_LABEL' },
    ]
    expect(ownVariables({ buildArgs, secrets })).toEqual(['INPUT_VERSION', 'INPUT_SECRET'])
  })

  it('are those of the identity, if the build takes a value from them', () => {
    const variable = 'ACTIONS_ID_TOKEN_REQUEST_TOKEN'
    expect(ownVariables({ buildArgs: [], secrets: [{ id: 'a', variable }] })).toEqual([variable])
    expect(ownVariables({ buildArgs: [], secrets: [] })).toEqual([])
  })

  it('are never inputs, however those are written', () => {
    const buildArgs = ['INPUT_KEY', 'INPUT_SSH-KEY', 'INPUT_SSH_KEY', 'BUILDER_NODE_0_AUTH_TLS_KEY']
    expect(ownVariables({ buildArgs, secrets: [] })).toEqual([])
  })
})

it('forgetSecrets removes every spelling of an input, but not the named variables', () => {
  const env = {
    PATH: '/bin',
    INPUT_KEY: 'secret',
    'INPUT_SSH-KEY': 'secret',
    INPUT_SSH_KEY: 'secret',
    INPUT_TOKEN: 'secret',
    INPUT_VERSION: '1.2',
    BUILDER_NODE_0_AUTH_TLS_KEY: 'secret',
    ACTIONS_ID_TOKEN_REQUEST_TOKEN: 'secret',
    ACTIONS_ID_TOKEN_REQUEST_URL: 'https://token.example.com',
  }
  forgetSecrets(env, ['INPUT_VERSION'])
  expect(env).toEqual({ PATH: '/bin', INPUT_VERSION: '1.2' })
})
