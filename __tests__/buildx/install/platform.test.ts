import { describe, expect, it } from '@jest/globals'
import { pinnedChecksums } from '../../../src/buildx/install/pin.ts'
import { nameOf, releasePlatform } from '../../../src/buildx/install/platform.ts'

const host = { isLittleEndian: true }

describe('releasePlatform', () => {
  it.each([
    ['linux', 'x64', 'linux-amd64'],
    ['linux', 'arm64', 'linux-arm64'],
    ['linux', 'ppc64', 'linux-ppc64le'],
    ['linux', 'riscv64', 'linux-riscv64'],
    ['linux', 's390x', 'linux-s390x'],
    ['darwin', 'x64', 'darwin-amd64'],
    ['darwin', 'arm64', 'darwin-arm64'],
    ['win32', 'x64', 'windows-amd64'],
    ['win32', 'arm64', 'windows-arm64'],
  ])('%s on %s', (platform, arch, name) => {
    expect(nameOf(releasePlatform({ ...host, platform, arch }))).toBe(name)
  })

  it.each([
    ['7', 'linux-arm-v7'],
    ['6', 'linux-arm-v6'],
    [undefined, 'linux-arm-v6'],
  ])('32-bit ARM version %s', (armVersion, name) => {
    const platform = releasePlatform({ ...host, platform: 'linux', arch: 'arm', armVersion })
    expect(nameOf(platform)).toBe(name)
  })

  it.each([
    ['linux', 'ia32', true],
    ['linux', 'ppc64', false],
    ['darwin', 's390x', true],
    ['aix', 'ppc64', true],
  ])('throws an error when there is no release for %s on %s', (platform, arch, isLittleEndian) => {
    expect(() => releasePlatform({ platform, arch, isLittleEndian })).toThrow(
      `There is no release of buildx for this runner (${platform} on ${arch}).`,
    )
  })
})

describe('the pinned checksums', () => {
  it('cover eleven platforms and are all different', () => {
    const checksums = Object.values(pinnedChecksums)
    expect(new Set(checksums).size).toBe(11)
    for (const checksum of checksums) expect(checksum).toMatch(/^[0-9a-f]{64}$/)
  })
})
