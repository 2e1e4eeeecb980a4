import { describe, expect, it } from '@jest/globals'
import { isPool, parseMembers } from '../../src/pool/members.ts'

const single = (url: string, ...platforms: string[]) =>
  expect.objectContaining({ kind: 'single', platforms, endpoint: expect.objectContaining({ url }) })

describe('parseMembers', () => {
  it('reads one address a line, whatever its kind, and ignores empty lines', () => {
    const text = ' tcp://a:1 \r\n\n  ssh://me@b\nunix:///run/c.sock\nkube-pod://d\n'
    expect(parseMembers(text)).toEqual(
      ['tcp://a:1', 'ssh://me@b', 'unix:///run/c.sock', 'kube-pod://d'].map((url) => single(url)),
    )
  })

  it('reads a platform before an address, in normal form', () => {
    const lines = [
      'tcp://a:1',
      'linux/aarch64=tcp://b:1',
      'linux/arm=docker-container://c?context=d',
      'x86_64 = tcp://d:1',
    ]
    expect(parseMembers(lines.join('\n'))).toEqual([
      single('tcp://a:1'),
      single('tcp://b:1', 'linux/arm64'),
      single('docker-container://c?context=d', 'linux/arm/v7'),
      single('tcp://d:1', 'linux/amd64'),
    ])
  })

  it('reads an address with several platforms as one member', () => {
    expect(parseMembers('linux/amd64=tcp://a:1\nlinux/386=tcp://a:1')).toEqual([
      single('tcp://a:1', 'linux/amd64', 'linux/386'),
    ])
  })

  it('reads a name that stands for all of its addresses', () => {
    expect(parseMembers('linux/arm64=dns+tcp://buildkitd:1234')).toEqual([
      {
        kind: 'name',
        endpoint: { kind: 'tcp', url: 'tcp://buildkitd:1234', host: 'buildkitd', port: 1234 },
        platforms: ['linux/arm64'],
      },
    ])
  })

  it.each([
    ['somewhere', 'endpoint: "somewhere" is not an address of a daemon.'],
    ['tcp://a:1\ntcp://b', 'endpoint, line 2: "tcp://b" has no port. Write tcp://b:1234.'],
    ['tcp://a:1\n\nnonsense', 'endpoint, line 3: "nonsense" is not an address of a daemon.'],
    ['tcp://a:1, tcp://b:1', 'endpoint: "tcp://a:1, tcp://b:1" has a space in it.'],
    ...['linux', 'local', 'arm/v7', 'windows(10.0)/amd64', ''].map((text) => [
      `tcp://a:1\n${text}=tcp://b:1`,
      `endpoint, line 2: "${text}" in front of tcp://b:1 is not a platform.`,
    ]),
    [
      'arm64=tcp://a:1\nlinux/aarch64=tcp://a:1',
      'endpoint, line 2: tcp://a:1 is on line 1 already.',
    ],
    ['tcp://a:1\ntcp://b:1\ntcp://a:1', 'endpoint, line 3: tcp://a:1 is on line 1 already.'],
    ['tcp://a:1\nlinux/arm64=tcp://a:1', 'endpoint, line 2: tcp://a:1 is on line 1 already.'],
    [
      'linux/arm64=tcp://a:1\nlinux/arm64=tcp://a:1',
      'endpoint, line 2: tcp://a:1 is on line 1 already.',
    ],
    ['dns+ssh://a', 'endpoint: only tcp:// goes with dns+, but the address is "ssh://a".'],
    ['dns+tcp://10.0.0.1:1', 'endpoint: dns+tcp:// needs a name, but 10.0.0.1 is an address.'],
  ])('refuses %j', (text, words) => {
    expect(() => parseMembers(text)).toThrow(words)
  })
})

it.each([
  ['tcp://a:1', false],
  ['tcp://a:1\ntcp://b:1', true],
  ['dns+tcp://a:1', true],
  ['linux/arm64=tcp://a:1', true],
])('isPool of %j is %s', (text, expected) => {
  expect(isPool(parseMembers(text))).toBe(expected)
})
