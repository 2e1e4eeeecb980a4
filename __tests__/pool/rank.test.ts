import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { rank } from '../../src/pool/rank.ts'

const identities = fc.uniqueArray(fc.string({ minLength: 1, maxLength: 20 }), {
  minLength: 1,
  maxLength: 16,
})
const key = fc.string()

describe('rank', () => {
  it('returns each member once', () => {
    fc.assert(
      fc.property(key, identities, (each, all) => {
        expect([...rank(each, all)].sort()).toEqual([...all].sort())
      }),
    )
  })

  it('does not depend on the order of the members', () => {
    fc.assert(
      fc.property(
        key,
        identities.chain((all) =>
          fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length })),
        ),
        (each, [all, shuffled]) => {
          expect(rank(each, shuffled)).toEqual(rank(each, all))
        },
      ),
    )
  })

  it('keeps the order of the others when a member is removed, so only the keys of that one move', () => {
    fc.assert(
      fc.property(key, identities, fc.nat(), (each, all, index) => {
        const gone = all[index % all.length]
        const rest = all.filter((identity) => identity !== gone)
        expect(rank(each, rest)).toEqual(rank(each, all).filter((identity) => identity !== gone))
      }),
    )
  })

  it.each([2, 3, 5, 16])(
    'spreads keys evenly over %i members, also those that spill over',
    (count) => {
      const keys = 6000
      const members = Array.from({ length: count }, (_, index) => `tcp://buildkitd-${index}:1234`)
      const first = new Map<string, number>()
      const second = new Map<string, number>()
      for (let index = 0; index < keys; index += 1) {
        const [a = '', b = ''] = rank(`acme/app-${index}:Dockerfile`, members)
        first.set(a, (first.get(a) ?? 0) + 1)
        second.set(b, (second.get(b) ?? 0) + 1)
      }
      // Four standard deviations of a binomial distribution.
      const share = 1 / count
      const bound = 4 * Math.sqrt(keys * share * (1 - share))
      for (const member of members) {
        expect(Math.abs((first.get(member) ?? 0) - keys * share)).toBeLessThan(bound)
        expect(Math.abs((second.get(member) ?? 0) - keys * share)).toBeLessThan(bound)
      }
    },
  )

  // A fixed point: a change of the order would move every repository to a cold daemon.
  it('gives the same order in every release', () => {
    const members = ['tcp://a:1', 'tcp://b:1', 'tcp://c:1']
    const orders = ['acme/app:Dockerfile', 'acme/web:Dockerfile', 'acme/api:api/Dockerfile'].map(
      (each) =>
        rank(each, members)
          .map((url) => url[6])
          .join(''),
    )
    expect(orders).toEqual(['bac', 'bca', 'bac'])
  })
})
