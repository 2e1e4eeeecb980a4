import { expect, it } from '@jest/globals'
import { machineOf, normalPlatform, readPlatform } from '../../src/pool/platform.ts'

it.each([
  ['linux/amd64', 'linux/amd64'],
  ['linux/x86_64', 'linux/amd64'],
  ['linux/amd64/v1', 'linux/amd64'],
  ['linux/amd64/v3', 'linux/amd64/v3'],
  ['Linux/ARM64', 'linux/arm64'],
  ['linux/aarch64', 'linux/arm64'],
  ['linux/arm64/v8', 'linux/arm64'],
  ['linux/arm64/8', 'linux/arm64'],
  ['linux/arm64/v9.0', 'linux/arm64/v9'],
  ['linux/arm', 'linux/arm/v7'],
  ['linux/armhf', 'linux/arm/v7'],
  ['linux/armhf/v6', 'linux/arm/v7'],
  ['linux/armel', 'linux/arm/v6'],
  ['linux/arm/v6', 'linux/arm/v6'],
  ['linux/arm/6', 'linux/arm/v6'],
  ['linux/i386', 'linux/386'],
  ['linux/constructor', 'linux/constructor'],
  ['windows/amd64', 'windows/amd64'],
  ['windows(10.0.17763)/x86_64', 'windows(10.0.17763)/amd64'],
  ['macos/arm64', 'darwin/arm64'],
])('%s is %s', (text, normal) => {
  expect(readPlatform(text)).toBe(normal)
  expect(normalPlatform(text)).toBe(normal)
})

const linux = { os: 'linux', arch: 'amd64' }
const mac = { os: 'darwin', arch: 'arm64' }

it.each([
  ['arm64', linux, 'linux/arm64'],
  ['x86_64', linux, 'linux/amd64'],
  ['arm', linux, 'linux/arm/v7'],
  ['armel', linux, 'linux/arm/v6'],
  ['arm64', mac, 'darwin/arm64'],
  ['arm64', { os: 'linux' }, 'linux/arm64'],
  ['linux', linux, 'linux/amd64'],
  ['linux', mac, 'linux/arm64'],
  ['macos', linux, 'darwin/amd64'],
  ['linux', { os: 'linux' }, undefined],
  ['local', linux, 'linux/amd64'],
  ['Local', mac, 'darwin/arm64'],
  ['local', { os: 'linux', arch: 'arm' }, 'linux/arm/v7'],
  ['local', { os: 'linux' }, undefined],
])('%s on a machine of %j is %s', (text, machine, expected) => {
  expect(readPlatform(text, machine)).toBe(expected)
})

it('counts the machine that the process runs on, unless another one is given', () => {
  expect(readPlatform('local')).toBe(readPlatform('local', machineOf(process)))
})

it.each([
  ['linux', 'x64', 'linux', 'amd64'],
  ['linux', 'ia32', 'linux', '386'],
  ['linux', 'ppc64', 'linux', 'ppc64le'],
  ['darwin', 'arm64', 'darwin', 'arm64'],
  ['win32', 'x64', 'windows', 'amd64'],
])('Go calls %s on %s %s and %s', (platform, name, os, arch) => {
  expect(machineOf({ platform, arch: name })).toEqual({ os, arch })
})

it.each([
  ...['', 'amd', 'linux-amd64', 'linux/', '/amd64', 'linux/a/b/c', 'tcp://a:1', 'linux/*'],
  ...['arm/v7', 'arm64/v8', 'linux/amd64;linux/arm64', 'local/amd64/', 'arm64(1)', 'local(1)'],
])('%j is no platform', (text) => {
  expect(readPlatform(text)).toBeUndefined()
  expect(normalPlatform(text)).toBe(text)
})
