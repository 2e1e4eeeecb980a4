import { expect, it } from '@jest/globals'
import { readDefinition } from '../../src/bake/definition.ts'
import { warnOfOtherDaemons } from '../../src/bake/other-daemons.ts'
import { parseMembers } from '../../src/pool/members.ts'

const pool = { key: 'key', choice: 'first', members: [] } as const

function warning(
  endpoint: string,
  platforms: readonly string[],
  { isPool = true, call = 'build' } = {},
) {
  const definition = readDefinition(JSON.stringify({ target: { app: { platforms } } }))
  const lines = parseMembers(endpoint)
  const options = {
    connect: { pool: { lines, key: 'key', platforms: [], spillOver: 4 } },
    bake: { call },
  } as unknown as Parameters<typeof warnOfOtherDaemons>[2]
  const builder = { endpoint: 'tcp://a:1', ...(isPool && { pool }) }
  return warnOfOtherDaemons(builder, definition, options)
}

const named = 'linux/amd64=tcp://a:1\nlinux/arm64=tcp://b:1'

it.each([named, 'tcp://a:1\nlinux/arm64=tcp://b:1'])(
  'a bake for a platform that another line of %j is for gets a warning',
  (endpoint) => {
    expect(warning(endpoint, ['linux/amd64', 'linux/arm64/v8'])).toBe(
      'A bake is on one daemon, so tcp://a:1 builds linux/arm64 too, which is slow if it is emulated there. endpoint names tcp://b:1 for it. To use that, make a builder with a node for each platform by setup, and give its name to bake in builder.',
    )
  },
)

it.each([
  ['no other line is for its platforms', named, ['linux/amd64', 'linux/s390x'], {}],
  ['it names no platform', named, [], {}],
  ['the daemon is for them too', `${named}\nlinux/arm64=tcp://a:1`, ['linux/arm64'], {}],
  ['its builder is none of the daemons', named, ['linux/arm64'], { isPool: false }],
  ['it builds nothing', named, ['linux/arm64'], { call: 'check' }],
])('a bake gets no warning when %s', (_, endpoint, platforms, how) => {
  expect(warning(endpoint, platforms, how)).toBeUndefined()
})
