import { describe, expect, it } from '@jest/globals'
import { ConfigurationError } from '../../src/base/errors.ts'
import { emptyOutputs } from '../../src/report/empty-outputs.ts'
import { checkPrefix, dotenv } from '../../src/terminal/dotenv.ts'

it('has a line for each output except the name of the builder and those in JSON', () => {
  const { text, leftOut } = dotenv(emptyOutputs)
  const names = text
    .trimEnd()
    .split('\n')
    .map((line) => line.split('=')[0])
  const expected = Object.keys(emptyOutputs)
    .filter((name) => !['builder', 'metadata', 'cache-report'].includes(name))
    .map((name) => `BUILD_${name.toUpperCase().replaceAll('-', '_')}`)
  expect(names.toSorted()).toEqual(expected.toSorted())
  expect(leftOut).toEqual({})
})

it('starts names with the prefix, and puts the most important first', () => {
  const { text } = dotenv({ ...emptyOutputs, digest: 'sha256:a' }, { prefix: 'APP_' })
  expect(text).toMatch(/^APP_DIGEST=sha256:a\nAPP_FALLBACK=false\n/)
})

it.each([undefined, ''])('starts names with BUILD_ when the prefix is %j', (prefix) => {
  expect(dotenv(emptyOutputs, { prefix }).text).toMatch(/^BUILD_DIGEST=\nBUILD_FALLBACK=false\n/)
})

it.each(['a b', 'a\nb', '"a"', "'a'", '$(a)'])(
  'leaves out a value that dotenv readers would change: %j',
  (value) => {
    const { text, leftOut } = dotenv({ ...emptyOutputs, endpoint: value })
    expect(leftOut).toEqual({
      'a character has a meaning of its own in such a file': ['BUILD_ENDPOINT'],
    })
    expect(text).not.toContain('ENDPOINT=')
  },
)

it('leaves out a variable that two targets have, so that neither is taken for the other', () => {
  const names = ['digest-app-db', 'digest-app_db', 'digest-App', 'digest-app', 'digest-web']
  const digests = Object.fromEntries(names.map((name) => [name, `sha256:${name}`]))
  const { text, leftOut } = dotenv(emptyOutputs, { digests })
  expect(leftOut).toEqual({
    'two targets have this variable': ['BUILD_DIGEST_APP_DB', 'BUILD_DIGEST_APP'],
  })
  expect(text).toContain('\nBUILD_DIGEST_WEB=sha256:digest-web\n')
  expect(text).not.toContain('BUILD_DIGEST_APP')
})

describe('a bake of 24 targets', () => {
  const targets = Array.from({ length: 24 }, (_, index) => `digest-t${index}`)
  const digests = Object.fromEntries(targets.map((name) => [name, 'sha256:a']))
  const limits = { system: 'GitLab', variables: 20, bytes: 5120 }
  const lines = (text: string) => text.trimEnd().split('\n')

  it('has all variables where there is no limit', () => {
    const { text, leftOut } = dotenv(emptyOutputs, { digests })
    expect(leftOut).toEqual({})
    expect(lines(text)).toHaveLength(16 + 24)
  })

  it('loses digests in a system with a limit, and neither the fallback nor the counts', () => {
    const { text, leftOut } = dotenv(emptyOutputs, { digests, limits })
    expect(lines(text)).toHaveLength(20)
    for (const name of ['FALLBACK', 'CACHE_HIT_PERCENT', 'STEPS_TOTAL', 'MOUNTS_WARM']) {
      expect(text).toContain(`\nBUILD_${name}=`)
    }
    const { 'GitLab takes at most 20 variables': excess = [], ...others } = leftOut
    expect(others).toEqual({})
    expect(excess[0]).toBe('BUILD_DIGEST_T10')
  })

  it('names the size of the file where that is what is exceeded', () => {
    const outputs = { ...emptyOutputs, endpoint: 'a'.repeat(6000) }
    const { text, leftOut } = dotenv(outputs, { limits })
    expect(leftOut).toEqual({ 'GitLab takes at most 5120 bytes': ['BUILD_ENDPOINT'] })
    expect(Buffer.byteLength(text)).toBeLessThanOrEqual(5120)
    expect(dotenv(outputs).leftOut).toEqual({})
  })
})

it.each(['', 'APP_', '_', 'a1', 'BUILD'])('takes %j as a prefix', (prefix) => {
  expect(() => checkPrefix(prefix)).not.toThrow()
})

it.each(['WEB-APP_', '1_', 'a b', 'é_', 'A=', 'A_\n', '$CI_JOB_NAME'])(
  'refuses %j as a prefix',
  (prefix) => {
    expect(() => checkPrefix(prefix)).toThrow(ConfigurationError)
  },
)
