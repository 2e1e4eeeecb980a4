import { expect, it } from '@jest/globals'
import { type Departures, inOrder } from '../../../src/connect/pool/in-order.ts'
import type { MemberState } from '../../../src/pool/choose.ts'
import { rank } from '../../../src/pool/rank.ts'

const key = 'key'
const [first, second, third] = rank(key, ['a', 'b', 'c']) as [string, string, string]
const answered: MemberState = { kind: 'answered' }
const asked: MemberState = { kind: 'asked', sinceMs: 0 }
const faulty: MemberState = { kind: 'faulty', sinceMs: 0, code: 'not-tls', mayPass: false }

/** Its name shows where it was put. */
interface Member {
  readonly name: string
  readonly identity: string | undefined
  readonly state: MemberState
}

const member = (
  name: string,
  identity: string | undefined,
  state: MemberState = answered,
): Member => ({
  ...{ name, identity, state },
})
const known = [third, first, second].map((identity) => member(identity, identity))

it.each<[string, readonly Member[], Departures, readonly string[]]>([
  ['by rank', known, new Map(), [first, second, third]],
  [
    'first when their identity may turn out to be any, and last when they are faulty then',
    [member('broken', undefined, faulty), ...known, member('silent', undefined, asked)],
    new Map(),
    ['silent', first, second, third, 'broken'],
  ],
  [
    'by rank also when they are faulty, once their identity is known',
    [member(first, first, faulty), member(second, second)],
    new Map(),
    [first, second],
  ],
  [
    'once when two addresses lead to one daemon',
    [member('one', first), member('other', first), member(second, second)],
    new Map(),
    ['one', second],
  ],
  ['after the others when they died', known, new Map([[first, 'died']]), [second, third, first]],
  [
    'not at all when the build moved away for another reason',
    known,
    new Map([[first, 'daemon-disk-full']]),
    [second, third],
  ],
])('lists members %s', (_, members, left, expected) => {
  expect(inOrder(key, members, left).map(({ name }) => name)).toEqual(expected)
})
