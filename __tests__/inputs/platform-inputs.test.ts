import { describe, expect, it } from '@jest/globals'
import { ConfigurationError } from '../../src/base/errors.ts'
import { readPlatforms } from '../../src/inputs/platform-inputs.ts'
import { createInputReader } from '../../src/inputs/reader.ts'
import { normalPlatform } from '../../src/pool/platform.ts'

const read = (platforms: string) => [
  ...readPlatforms(createInputReader((name) => (name === 'platforms' ? platforms : ''))),
]

describe('readPlatforms', () => {
  it('reads each platform once, as the user wrote it first', () => {
    expect(
      read('linux/amd64,linux/arm64,linux/arm64/v8\nlinux/aarch64,linux/x86_64,linux/arm/v6'),
    ).toEqual([
      ['linux/amd64', 'linux/amd64'],
      ['linux/arm64', 'linux/arm64'],
      ['linux/arm/v6', 'linux/arm/v6'],
    ])
    expect(read('linux/arm64/v8,linux/arm64')).toEqual([['linux/arm64', 'linux/arm64/v8']])
    expect(read('')).toEqual([])
  })

  it('reads the platform of the machine', () => {
    expect(read('local')).toEqual([[normalPlatform('local'), 'local']])
  })

  it.each([
    ['linux-amd64', '"linux-amd64" is not a platform. Write linux/amd64 or linux/arm64.'],
    ['linux/amd64,amd', '"amd" is not a platform. Write linux/amd64 or linux/arm64.'],
    ['arm/v7', '"arm/v7" is not a platform. Write linux/arm/v7.'],
    ['linux/a/b/c', '"linux/a/b/c" is not a platform. Write linux/amd64 or linux/arm64.'],
  ])('refuses %j', (text, words) => {
    expect(() => read(text)).toThrow(new ConfigurationError(`platforms: ${words}`))
  })
})
