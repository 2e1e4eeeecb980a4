import { expect, it } from '@jest/globals'
import { normalPlatform, readPlatform } from '../../src/pool/platform.ts'

it.each([
  ['linux/amd64', 'linux/amd64'],
  ['linux/x86_64', 'linux/amd64'],
  ['linux/amd64/v1', 'linux/amd64'],
  ['linux/amd64/v3', 'linux/amd64/v3'],
  ['Linux/ARM64', 'linux/arm64'],
  ['linux/aarch64', 'linux/arm64'],
  ['linux/arm64/v8', 'linux/arm64'],
  ['linux/arm', 'linux/arm/v7'],
  ['linux/armhf', 'linux/arm/v7'],
  ['linux/armel', 'linux/arm/v6'],
  ['linux/arm/v6', 'linux/arm/v6'],
  ['linux/i386', 'linux/386'],
  ['windows/amd64', 'windows/amd64'],
])('%s is %s', (text, normal) => {
  expect(readPlatform(text)).toBe(normal)
  expect(normalPlatform(text)).toBe(normal)
})

it.each(['', 'amd64', 'linux/', '/amd64', 'linux/a/b/c', 'tcp://a:1'])(
  '%j is no platform',
  (text) => {
    expect(readPlatform(text)).toBeUndefined()
    expect(normalPlatform(text)).toBe(text)
  },
)
