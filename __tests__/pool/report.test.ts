import { expect, it } from '@jest/globals'
import { explainChoice, type MemberReport, type PoolReport } from '../../src/pool/report.ts'

const [a, b, c] = ['tcp://a:1', 'tcp://b:1', 'tcp://c:1'] as const
const member = (endpoint: string, state: MemberReport['state'], builds?: number): MemberReport => ({
  ...{ endpoint, state },
  ...(builds !== undefined && { builds }),
})

it.each<[string, Omit<PoolReport, 'key'>, string | undefined]>([
  ['the first in rank', { choice: 'first', members: [member(c, 'answered')] }, undefined],
  [
    'one beside a busy one',
    { choice: 'busy', members: [member(a, 'answered', 6), member(c, 'answered', 1)] },
    `${a} ran 6 builds, so this build is on ${c}, whose cache may be colder.`,
  ],
  [
    'one beside two that are faulty',
    {
      choice: 'unhealthy',
      members: [
        member(a, 'server-cert-expired'),
        member(b, 'no-answer'),
        member(c, 'answered'),
        member('tcp://d:1', 'not-asked'),
      ],
    },
    `${a} (server-cert-expired), ${b} (no-answer) couldn't be used, so this build is on ${c}, whose cache may be colder.`,
  ],
  [
    'one beside a busy one, and one that would emulate',
    {
      choice: 'busy',
      members: [member(a, 'answered', 6), member(b, 'not-native', 5), member(c, 'answered', 1)],
    },
    `${a} ran 6 builds, so this build is on ${c}, whose cache may be colder.`,
  ],
  [
    'one after a death',
    {
      choice: 'died',
      members: [member(a, 'died'), member(c, 'answered')],
      lost: [{ endpoint: a, executed: 3, seconds: 41 }],
    },
    `The connection to ${a} broke during the build (3 steps that had run, and 41 s, are lost), so this build is on ${c}, whose cache may be colder.`,
  ],
])('says why %s was used', (_, report, words) => {
  expect(explainChoice({ key: 'k', ...report }, c)).toBe(words)
})
