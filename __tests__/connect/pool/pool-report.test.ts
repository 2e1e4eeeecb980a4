import { describe, expect, it } from '@jest/globals'
import type { Candidate } from '../../../src/connect/pool/candidate.ts'
import type { Departures } from '../../../src/connect/pool/in-order.ts'
import { reportOf } from '../../../src/connect/pool/pool-report.ts'
import type { DaemonLoad } from '../../../src/daemon/daemon.ts'
import { parseEndpoint } from '../../../src/daemon/endpoint.ts'
import type { Choice, MemberState } from '../../../src/pool/choose.ts'
import { rank } from '../../../src/pool/rank.ts'

const key = 'key'
const urls = rank(key, ['tcp://a:1', 'tcp://b:1', 'tcp://c:1'])
const [first, second, third] = urls as [string, string, string]
const answered: MemberState = { kind: 'answered' }
const down: MemberState = {
  ...{ kind: 'faulty', sinceMs: 0, code: 'connection-refused', mayPass: true },
}
const foreign: MemberState = { kind: 'answered', isForeign: true }

type Reported = Parameters<typeof reportOf>[2]

function member(
  url: string,
  state: MemberState = answered,
  more: { readonly identity?: string | undefined; readonly load?: DaemonLoad } = {},
): Reported {
  return {
    member: { endpoint: parseEndpoint(url), platforms: [] } satisfies Candidate['member'],
    ...{ state, identity: url, daemon: undefined },
    ...('identity' in more && { identity: more.identity }),
    ...(more.load && { daemon: { version: 'v1', platforms: [], load: more.load } }),
  }
}

function report(
  members: readonly Reported[],
  chosen: number,
  { choice = 'first', left = new Map() }: { choice?: Choice; left?: Departures } = {},
) {
  return reportOf(key, members, members[chosen] as Reported, choice, left)
}

describe('the report of a choice', () => {
  it('lists the members by rank, from 1, and those without an identity last', () => {
    const unknown = member('tcp://d:1', { kind: 'asked', sinceMs: 0 }, { identity: undefined })
    const all = [unknown, member(third), member(first), member(second)]
    expect(report(all, 2)).toEqual({
      ...{ key, choice: 'first' },
      members: [
        { endpoint: first, rank: 1, state: 'answered' },
        { endpoint: second, rank: 2, state: 'answered' },
        { endpoint: third, rank: 3, state: 'answered' },
        { endpoint: 'tcp://d:1', state: 'no-answer' },
      ],
    })
  })

  it('ranks two addresses of one daemon alike', () => {
    const other = member('tcp://d:1', answered, { identity: first })
    const { members } = report([member(second), other, member(first)], 2)
    expect(members.map(({ endpoint, rank }) => [endpoint, rank])).toEqual([
      ['tcp://d:1', 1],
      [first, 1],
      [second, 2],
    ])
  })

  it.each<[MemberState, string]>([
    [{ kind: 'unasked' }, 'not-asked'],
    [{ kind: 'asked', sinceMs: 0 }, 'no-answer'],
    [{ kind: 'faulty', sinceMs: 0, code: 'not-tls', mayPass: false }, 'not-tls'],
    [answered, 'answered'],
    [foreign, 'not-native'],
  ])('names the state %j', (state, name) => {
    expect(report([member(first, state), member(second)], 1).members[0]?.state).toBe(name)
  })

  it.each<[string, readonly [MemberState, MemberState], number, string]>([
    ['the first native one', [foreign, answered], 1, 'first'],
    ['the first, where all would emulate', [foreign, foreign], 0, 'first'],
    ['the first, where all that answer would', [foreign, down], 0, 'first'],
    ['one behind a better one that is down', [down, foreign], 1, 'unhealthy'],
  ])('says that %s was chosen', (_, [one, other], chosen, choice) => {
    const members = [member(first, one), member(second, other)]
    expect(report(members, chosen, { choice: 'unhealthy' }).choice).toBe(choice)
  })

  it('names why the build left a member, until the member answers again', () => {
    const left = new Map([[first, 'died']] as const)
    const states = ([{ kind: 'unasked' }, answered] as const).map(
      (state) => report([member(first, state), member(second)], 1, { left }).members[0]?.state,
    )
    expect(states).toEqual(['died', 'answered'])
  })

  it.each<[DaemonLoad, object]>([
    [{}, {}],
    [{ worker: 'w' }, { worker: 'w' }],
    [{ builds: 0 }, { builds: 0 }],
  ])('has of the load %j what the daemon reports', (load, expected) => {
    const { members } = report([member(first, answered, { load })], 0)
    expect(members).toEqual([{ endpoint: first, rank: 1, state: 'answered', ...expected }])
  })
})

describe('why a member was chosen', () => {
  const both = [member(second), member(first)]

  it.each<[string, number, Choice, Departures, string]>([
    ['the first in rank', 1, 'unhealthy', new Map(), 'first'],
    ['the first in rank, after another died', 1, 'unhealthy', new Map([[second, 'died']]), 'first'],
    ['the next, as the first is busy', 0, 'busy', new Map(), 'busy'],
    ['the next, as the first has a fault', 0, 'unhealthy', new Map(), 'unhealthy'],
    ['the only one asked that is left', 0, 'first', new Map([[first, 'not-tls']]), 'unhealthy'],
    ['the next, as the first died', 0, 'busy', new Map([[first, 'died']]), 'died'],
  ])('%s', (_, chosen, choice, left, expected) => {
    expect(report(both, chosen, { choice, left }).choice).toBe(expected)
  })
})
