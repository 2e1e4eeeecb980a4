import { describe, expect, it } from '@jest/globals'
import type { ConnectInputs } from '../../src/connect/inputs.ts'
import { parseMembers } from '../../src/pool/members.ts'
import { nodeInputs } from '../../src/step/nodes.ts'

function inputs(...lines: readonly string[]): ConnectInputs {
  const members = parseMembers(lines.join('\n'))
  const pool = { lines: members, key: 'k', spillOver: 4 }
  return { endpoint: members[0]?.endpoint, pool } as unknown as ConnectInputs
}
const shown = (given: ConnectInputs) =>
  nodeInputs(given).map(({ platforms, inputs: { endpoint, pool } }) => ({
    platforms,
    endpoint: endpoint?.url,
    lines: pool?.lines.length,
  }))

describe('the nodes of a builder', () => {
  it('are one for each platform, chosen among the daemons of that platform', () => {
    expect(
      shown(inputs('linux/amd64=tcp://a:1', 'linux/amd64=tcp://b:1', 'linux/arm64=tcp://c:1')),
    ).toEqual([
      { platforms: ['linux/amd64'], endpoint: 'tcp://a:1', lines: 2 },
      { platforms: ['linux/arm64'], endpoint: 'tcp://c:1', lines: 1 },
    ])
  })

  it('are one of those whose platform only the daemon knows', () => {
    expect(shown(inputs('tcp://a:1', 'linux/arm64=tcp://c:1'))).toEqual([
      { platforms: [], endpoint: 'tcp://a:1', lines: 1 },
      { platforms: ['linux/arm64'], endpoint: 'tcp://c:1', lines: 1 },
    ])
  })

  it('are one when there is one platform, or one daemon', () => {
    const two = inputs('tcp://a:1', 'tcp://b:1')
    expect(nodeInputs(two)).toEqual([{ platforms: [], inputs: two }])
    const one = { endpoint: undefined } as unknown as ConnectInputs
    expect(nodeInputs(one)).toEqual([{ platforms: [], inputs: one }])
  })
})
