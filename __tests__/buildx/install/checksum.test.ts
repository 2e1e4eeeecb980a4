import { describe, expect, it } from '@jest/globals'
import { findChecksum, findReleased } from '../../../src/buildx/install/checksum.ts'

const [a, b, c] = ['a', 'b', 'c'].map((letter) => letter.repeat(64)) as [string, string, string]
const text = `${a} *buildx-v0.36.1.linux-amd64.provenance.json
${b} *buildx-v0.36.1.linux-amd64
${c.toUpperCase()}  buildx-v0.36.1.windows-amd64.exe\r
not a checksum  buildx-v0.36.1.linux-arm64
`

describe('findChecksum', () => {
  it('finds the checksum of exactly this file, in both forms that sha256sum prints', () => {
    expect(findChecksum(text, 'buildx-v0.36.1.linux-amd64')).toBe(b)
    expect(findChecksum(text, 'buildx-v0.36.1.windows-amd64.exe')).toBe(c)
  })

  it.each(['buildx-v0.36.1.linux-arm64', 'linux-amd64', ''])('finds no checksum in %j', (file) => {
    expect(findChecksum(text, file)).toBeUndefined()
  })
})

describe('findReleased', () => {
  it('reads the version from the name of the binary', () => {
    expect(findReleased(text, 'linux-amd64')).toBe('v0.36.1')
    expect(findReleased(text, 'windows-amd64')).toBe('v0.36.1')
    expect(findReleased('x *buildx-v0.37.0-rc1.linux-arm-v7', 'linux-arm-v7')).toBe('v0.37.0-rc1')
  })

  it('finds no version in other text, such as a sign-in page', () => {
    expect(findReleased('<html>Sign in</html>', 'linux-amd64')).toBeUndefined()
    expect(findReleased(text, 'linux-s390x')).toBeUndefined()
  })
})
