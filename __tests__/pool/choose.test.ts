import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { choose, type MemberState } from '../../src/pool/choose.ts'

const unasked: MemberState = { kind: 'unasked' }
const asked = (sinceMs = 0): MemberState => ({ kind: 'asked', sinceMs })
const runs = (builds: number): MemberState => ({ kind: 'answered', builds })
const untold: MemberState = { kind: 'answered' }
const slow = (sinceMs = 0): MemberState => ({
  ...{ kind: 'faulty', sinceMs, code: 'connection-timeout', mayPass: true },
})
const refused = (sinceMs = 0): MemberState => ({
  ...{ kind: 'faulty', sinceMs, code: 'connection-refused', mayPass: true },
})
const closed = (sinceMs = 0): MemberState => ({
  ...{ kind: 'faulty', sinceMs, code: 'connection-reset', mayPass: true },
})
const broken = (sinceMs = 0): MemberState => ({
  ...{ kind: 'faulty', sinceMs, code: 'server-cert-expired', mayPass: false },
})

const foreign = (builds = 0): MemberState => ({ kind: 'answered', builds, isForeign: true })

const options = { spillOver: 4, timeoutMs: 60_000 }
const take = (index: number, choice: string) => ({ kind: 'take', index, choice })
const ask = (count: number, untilMs: number) => ({ kind: 'ask', count, untilMs })
const none = { kind: 'none' }

describe('choose', () => {
  it.each<[string, readonly MemberState[], number, object]>([
    ['asks the first alone', [unasked, unasked, unasked], 0, ask(1, 2000)],
    ['waits a second for it', [asked(), unasked], 500, ask(1, 1000)],
    ['takes it once it answers', [runs(0), unasked, unasked], 20, take(0, 'first')],
    ['takes one that does not tell what runs', [untold, unasked], 20, take(0, 'first')],
    ['asks the next at once when waiting cannot help', [broken(), unasked], 20, ask(2, 2000)],
    ['asks the next at once when connections are refused', [refused(), unasked], 20, ask(2, 2000)],
    ['asks the next at once when a gateway closes', [closed(), unasked], 20, ask(2, 2000)],
    ['asks the next after a second of silence', [asked(), unasked, unasked], 1000, ask(2, 2000)],
    ['asks the next a second after a fault that may pass', [slow(), unasked], 999, ask(1, 1000)],
    ['asks it then', [slow(), unasked], 1000, ask(2, 2000)],
    ['asks further along a row of broken ones', [broken(), broken(5), unasked], 9, ask(3, 2000)],
    ['asks all after two seconds', [asked(), asked(1000), unasked, unasked], 2000, ask(4, 60_000)],
    ['takes the next that answers', [slow(), runs(0)], 1020, take(1, 'unhealthy')],
    ['takes the best one that answers', [slow(), asked(0), runs(0)], 1020, take(2, 'unhealthy')],
    ['waits a moment for a better one', [asked(900), runs(0)], 1020, ask(2, 1900)],
    ['but no longer than three seconds', [asked(2900), runs(0)], 3000, take(1, 'unhealthy')],
    ['goes on when none answers', [slow(), asked(1), asked(2)], 5000, ask(3, 60_000)],
    ['gives up when time is up', [slow(), asked(1), asked(2)], 60_000, none],
    ['gives up at once when waiting cannot help', [broken(), broken()], 20, none],
    ['goes on for one whose fault may pass', [broken(), slow()], 2500, ask(2, 60_000)],
  ])('%s', (_, states, now, decision) => {
    expect(choose(states, now, options)).toEqual(decision)
  })

  it.each<[string, readonly MemberState[], object]>([
    ['keeps to one below the limit', [runs(3), unasked], take(0, 'first')],
    ['asks the next of a busy one', [runs(4), unasked, unasked], ask(2, 3000)],
    ['takes the next if it runs less than half', [runs(4), runs(1), unasked], take(1, 'busy')],
    ['not if it runs half as many', [runs(4), runs(2)], take(0, 'first')],
    ['asks further for one that does', [runs(4), runs(2), unasked], ask(3, 3000)],
    ['skips broken ones', [runs(9), broken(), unasked], ask(3, 3000)],
    ['takes one that does not tell what runs', [runs(4), untold], take(1, 'busy')],
    ['stays when all are busy', [runs(6), runs(5), runs(3)], take(0, 'first')],
    ['waits for the next for a second', [runs(4), asked(10)], ask(2, 1010)],
    ['spills over from the second too', [broken(), runs(8), runs(0)], take(2, 'busy')],
  ])('with spill-over %s', (_, states, decision) => {
    expect(choose(states, 20, options)).toEqual(decision)
  })

  it.each<[string, readonly MemberState[], number, object]>([
    ['has all others asked at once', [foreign(), unasked, unasked], 20, ask(3, 3000)],
    ['takes the next that is native', [foreign(), runs(0), unasked], 30, take(1, 'first')],
    ['waits a second for the others', [foreign(), asked(20), asked(20)], 40, ask(3, 1020)],
    ['is taken then', [foreign(), asked(20)], 1020, take(0, 'first')],
    ['is taken after three seconds', [foreign(), unasked], 3000, take(0, 'first')],
    ['is taken beside one that is down', [foreign(), refused(20)], 40, take(0, 'first')],
    ['is taken when a better one is down', [refused(20), foreign()], 40, take(1, 'unhealthy')],
    ['is taken when none is native', [foreign(), foreign()], 20, take(0, 'first')],
    ['gives way to another like it', [foreign(6), foreign(2)], 20, take(1, 'busy')],
    ['takes nothing over from a busy native one', [runs(6), foreign(0)], 20, take(0, 'first')],
  ])('a member that would emulate %s', (_, states, now, decision) => {
    expect(choose(states, now, options)).toEqual(decision)
  })

  it('without spill-over stays on the first, whatever runs there', () => {
    const never = { ...options, spillOver: undefined }
    expect(choose([runs(99), unasked], 20, never)).toEqual(take(0, 'first'))
  })

  it('with a timeout of 0 asks each member once, and gives up when all have failed', () => {
    const once = { ...options, timeoutMs: 0 }
    expect(choose([refused(), unasked], 20, once)).toEqual(ask(2, 2000))
    expect(choose([refused(), refused()], 30, once)).toEqual(none)
    expect(choose([asked(), refused()], 2999, once)).toEqual(ask(2, 3000))
    expect(choose([asked(), refused()], 3000, once)).toEqual(none)
  })

  const time = fc.nat({ max: 100 })
  const state: fc.Arbitrary<MemberState> = fc.oneof(
    fc.constant(unasked),
    time.map(asked),
    fc.nat({ max: 12 }).map(runs),
    fc.constant(untold),
    time.map(slow),
    time.map(refused),
    time.map(broken),
  )
  const pool = fc.array(state, { minLength: 1, maxLength: 8 })

  it('decides within three seconds when any member has answered', () => {
    fc.assert(
      fc.property(pool, (states) => {
        const decision = choose(states, 3000, options)
        const hasAnswer = states.some(({ kind }) => kind === 'answered')
        expect(decision.kind === 'take').toBe(hasAnswer)
        if (decision.kind === 'take') expect(states[decision.index]?.kind).toBe('answered')
      }),
    )
  })

  it('always waits for a later moment, or asks more members', () => {
    fc.assert(
      fc.property(pool, fc.nat({ max: 59_999 }), (states, now) => {
        const decision = choose(states, now, options)
        if (decision.kind !== 'ask') return
        const known = states.filter(({ kind }) => kind !== 'unasked').length
        expect(decision.untilMs).toBeGreaterThan(now)
        expect(decision.count).toBeGreaterThanOrEqual(Math.min(known, states.length))
        expect(decision.count).toBeLessThanOrEqual(states.length)
      }),
    )
  })
})
