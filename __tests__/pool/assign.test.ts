import { describe, expect, it } from '@jest/globals'
import { Diagnosis } from '../../src/base/diagnosis.ts'
import {
  type Assignment,
  assign,
  isSplit,
  linesFor,
  lineToAdd,
  ownPlatform,
  type SurveyedLine,
} from '../../src/pool/assign.ts'
import { parseMembers } from '../../src/pool/members.ts'
import { readPlatform } from '../../src/pool/platform.ts'

/** Lines, with the platforms that the daemon of a line names itself. */
function surveyed(text: string, answers: Readonly<Record<string, string>> = {}) {
  const fault = new Diagnosis('connection-refused', 'Nothing listens there.')
  return parseMembers(text).map((line): SurveyedLine => {
    const platforms = answers[line.endpoint.url]?.split(' ')
    if (line.platforms.length > 0) return { line, kind: 'named' }
    return platforms ? { line, kind: 'answered', platforms } : { line, kind: 'unknown', fault }
  })
}

const shown = (assignments: readonly Assignment[]) =>
  assignments.map((each) =>
    !('lines' in each)
      ? each.kind
      : `${each.kind} ${each.lines.map(({ endpoint }) => endpoint.url[6]).join('')}`,
  )

describe('assign', () => {
  const amd = 'linux/amd64 linux/amd64/v2 linux/386 linux/arm64'
  it.each([
    [
      'the platform in front of the lines',
      surveyed('linux/amd64=tcp://a:1\nlinux/arm64=tcp://b:1\nlinux/arm64=tcp://c:1'),
      ['native a', 'native bc'],
    ],
    [
      "the daemons' own first platform",
      surveyed('tcp://a:1\ntcp://b:1', { 'tcp://a:1': amd, 'tcp://b:1': 'linux/arm64/v8' }),
      ['native a', 'native b'],
    ],
    [
      'both',
      surveyed('tcp://a:1\nlinux/aarch64=tcp://b:1', { 'tcp://a:1': amd }),
      ['native a', 'native b'],
    ],
    ['an emulator', surveyed('tcp://a:1', { 'tcp://a:1': amd }), ['native a', 'emulated a']],
    [
      'no emulator of a daemon that is for another platform',
      surveyed('linux/amd64=tcp://a:1', { 'tcp://a:1': amd }),
      ['native a', 'none'],
    ],
    ['what a silent daemon may have', surveyed('tcp://a:1'), ['unknown', 'unknown']],
  ])('goes by %s', (_, lines, expected) => {
    expect(shown(assign(['linux/amd64', 'linux/arm64'], lines))).toEqual(expected)
  })
})

it('platforms with an architecture alone are built apart as with their whole names', () => {
  const found = assign(
    ['amd64', 'arm64'].map((text) => readPlatform(text, { os: 'linux' }) ?? ''),
    surveyed('linux/amd64=tcp://a:1\narm64=tcp://b:1'),
  )
  expect(shown(found)).toEqual(['native a', 'native b'])
  expect(isSplit(found)).toBe(true)
})

it.each([
  ['linux/amd64/v2', 'native'],
  ['linux/386', 'native'],
  ['linux/arm64', 'emulated'],
  ['linux/amd64/v4', 'none'],
])('%s is %s on a daemon of linux/amd64 that lists all but the last', (platform, expected) => {
  const listed = 'linux/amd64 linux/arm64 linux/amd64/v2 linux/386'
  const [found] = assign([platform], surveyed('tcp://a:1', { 'tcp://a:1': listed }))
  expect(found?.kind).toBe(expected)
})

it('linux/amd64/v2 is emulated on a daemon of linux/arm64', () => {
  const listed = 'linux/arm64 linux/amd64 linux/amd64/v2 linux/arm/v7'
  const lines = surveyed('tcp://a:1', { 'tcp://a:1': listed })
  const found = assign(['linux/amd64/v2', 'linux/arm/v7'], lines)
  expect(found.map(({ kind }) => kind)).toEqual(['emulated', 'emulated'])
})

it.each([
  ['linux/amd64/v2', 'linux/amd64/v2=tcp://a:1'],
  ['linux/arm64', 'linux/arm64=dns+tcp://b:1'],
  ['linux/s390x', 'linux/s390x=tcp://host:port'],
])('the line to add for %s names a daemon of its architecture', (platform, expected) => {
  const lines = parseMembers('linux/amd64=tcp://a:1\nlinux/arm64/v9=dns+tcp://b:1')
  expect(lineToAdd(platform, lines)).toBe(expected)
})

it.each([
  ['different daemons', 'linux/amd64=tcp://a:1\nlinux/arm64=tcp://b:1', true],
  ['the same daemon', 'linux/amd64=tcp://a:1\nlinux/arm64=tcp://a:1', false],
  ['one daemon and none', 'linux/amd64=tcp://a:1', true],
  ['none', 'linux/s390x=tcp://a:1', false],
])('platforms of %s: built apart is %s', (_, text, expected) => {
  expect(isSplit(assign(['linux/amd64', 'linux/arm64'], surveyed(text)))).toBe(expected)
})

it.each([
  ['a build without a platform', [], 'a'],
  ['a build for a platform that a line names', ['linux/arm64/v8'], 'b'],
  ['a build for another platform', ['linux/s390x'], 'a'],
])('%s goes to the lines that are for it', (_, platforms, expected) => {
  const lines = parseMembers('tcp://a:1\nlinux/arm64=tcp://b:1\nlinux/arm/v7=tcp://c:1')
  const found = linesFor(lines, platforms, 'linux/amd64')
  expect(found.map(({ endpoint }) => endpoint.url[6]).join('')).toBe(expected)
})

it('a build without a platform goes to lines for the platform of this machine, if all have one', () => {
  const lines = parseMembers('linux/amd64=tcp://a:1\nlinux/arm64=tcp://b:1')
  const urls = (own: string) => linesFor(lines, [], own).map(({ endpoint }) => endpoint.url)
  expect(urls(ownPlatform('arm64'))).toEqual(['tcp://b:1'])
  expect(urls(ownPlatform('x64'))).toEqual(['tcp://a:1'])
  expect(urls('linux/s390x')).toEqual(['tcp://a:1', 'tcp://b:1'])
})
