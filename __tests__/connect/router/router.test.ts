import { expect, it } from '@jest/globals'
import { ConfigurationError } from '../../../src/base/errors.ts'
import { archOf, isRouter, parseRouter } from '../../../src/connect/router/router.ts'

it.each([
  ['https://buildd.example.com', 'https://buildd.example.com'],
  ['https://buildd.example.com/', 'https://buildd.example.com'],
  ['HTTPS://Buildd.example.com:8443/build/', 'https://buildd.example.com:8443/build'],
])('%s is the address of a router', (text, url) => {
  expect(isRouter(text)).toBe(true)
  expect(parseRouter(text)).toBe(url)
})

it.each([
  ['http://buildd.example.com', 'over https only'],
  ['https://a.example.com\ntcp://b:1', 'stands alone'],
  ['https://user:password@a.example.com', 'is https://host[:port][/path]'],
  ['https://a.example.com?x=1', 'is https://host[:port][/path]'],
])('%j is refused', (text, words) => {
  expect(() => parseRouter(text)).toThrow(ConfigurationError)
  expect(() => parseRouter(text)).toThrow(words)
  expect(() => parseRouter(text)).not.toThrow('password')
})

it.each(['tcp://a:1', 'ssh://a', 'a:1'])('%s is none', (text) => {
  expect(isRouter(text)).toBe(false)
})

it.each([
  ['linux/amd64', 'amd64'],
  ['linux/arm64', 'arm64'],
  ['linux/arm64/v8', 'arm64'],
  ['arm64', 'arm64'],
  ['x64', 'amd64'],
  ['linux/riscv64', 'amd64'],
])('archOf(%s) is %s', (platform, arch) => {
  expect(archOf(platform)).toBe(arch)
})
