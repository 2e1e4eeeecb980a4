import { describe, expect, it } from '@jest/globals'
import { findVersion, isOlder, parseBuildxVersion } from '../../../src/buildx/install/version.ts'

describe('parseBuildxVersion', () => {
  it.each([
    ['v0.36.1', 'v0.36.1'],
    ['0.36.1', 'v0.36.1'],
    ['v0.37.0-rc1', 'v0.37.0-rc1'],
    ['latest', 'latest'],
  ])('reads %s', (text, version) => {
    expect(parseBuildxVersion(text)).toBe(version)
  })

  it.each([
    '0.36',
    'lates',
    'cloud:latest',
    'v0.36.1/../..',
    'https://github.com/docker/buildx.git',
  ])('refuses %s', (text) => {
    expect(() => parseBuildxVersion(text)).toThrow(
      /^buildx-version: .* neither a release .* nor latest\.$/,
    )
  })

  it('refuses a release older than the oldest supported one', () => {
    expect(() => parseBuildxVersion('0.14.1')).toThrow('v0.14.1 is too old')
  })
})

describe('findVersion', () => {
  it.each([
    ['github.com/docker/buildx v0.36.1 48af8a3\n', 'v0.36.1'],
    ['github.com/docker/buildx v0.36.1 \n', 'v0.36.1'],
    ['github.com/docker/buildx v0.17.1-desktop.1 2b5d\n', 'v0.17.1-desktop.1'],
    // Debian and Fedora
    ['github.com/docker/buildx 0.13.1+ds1-3 0.13.1+ds1-3+b1\n', 'v0.13.1'],
    ['github.com/docker/buildx 0.20.1 \n', 'v0.20.1'],
    ['github.com/docker/buildx v0.0.0+unknown \n', undefined],
    ['', undefined],
  ])('reads %j', (output, version) => {
    expect(findVersion(output)).toBe(version)
  })
})

describe('isOlder', () => {
  it.each([
    ['v0.9.9', 'v0.12.0', true],
    ['v0.12.0', 'v0.12.0', false],
    ['v0.12.0-rc1', 'v0.12.0', false],
    ['v0.100.0', 'v0.12.0', false],
    ['v1.0.0', 'v0.12.0', false],
    ['v0.12.0', 'v0.12.1', true],
  ])('%s older than %s: %s', (version, than, older) => {
    expect(isOlder(version, than)).toBe(older)
  })
})
