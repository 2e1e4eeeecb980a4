import { describe, expect, it } from '@jest/globals'
import { mountNamespace, patienceMs } from '../../src/history/consult-history.ts'

it.each([
  ['a build of no time', 0, 250],
  ['a warm build', 2499, 250],
  ['a build of three seconds', 3000, 300],
  ['a build of twenty seconds', 20_000, 2000],
  ['a build of an hour', 3_600_000, 2000],
])('%s (%s ms) waits at most %s ms for the daemon', (_, buildMs, expected) => {
  expect(patienceMs(buildMs)).toBe(expected)
})

describe('the namespace of cache mounts', () => {
  it.each([
    ['none without build arguments', [], ''],
    ['none without its own', ['A=b', 'XBUILDKIT_CACHE_MOUNT_NS=c'], ''],
    ['that of its argument', ['BUILDKIT_CACHE_MOUNT_NS=a=b', 'A=b'], 'a=b'],
    ['the last one given', ['BUILDKIT_CACHE_MOUNT_NS=a', 'BUILDKIT_CACHE_MOUNT_NS=b'], 'b'],
  ])('is %s', (_, buildArgs, expected) => {
    expect(mountNamespace({ buildArgs })).toBe(expected)
  })
})
