import { expect, it } from '@jest/globals'
import { emptyOutputs } from '../../src/report/empty-outputs.ts'
import { dotenv } from '../../src/terminal/dotenv.ts'

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
  expect(leftOut).toEqual([])
})

it('starts names with the prefix, and puts the most important first', () => {
  const { text } = dotenv({ ...emptyOutputs, digest: 'sha256:a' }, 'APP_')
  expect(text).toMatch(/^APP_DIGEST=sha256:a\nAPP_FALLBACK=false\n/)
})

it.each(['a b', 'a\nb', '"a"', "'a'", '$(a)', 'a'.repeat(6000)])(
  'leaves out a value that dotenv readers would change: %j',
  (value) => {
    const { text, leftOut } = dotenv({ ...emptyOutputs, endpoint: value })
    expect(leftOut).toEqual(['BUILD_ENDPOINT'])
    expect(text).not.toContain('ENDPOINT=')
    expect(Buffer.byteLength(text)).toBeLessThanOrEqual(5120)
  },
)
