import { describe, expect, it } from '@jest/globals'
import { createName } from '../../../src/connect/pool/name.ts'
import { parseEndpoint, type TcpEndpoint } from '../../../src/daemon/endpoint.ts'
import { until } from '../../helpers/until.ts'

const endpoint = parseEndpoint('tcp://pool:1234') as TcpEndpoint
const found = [parseEndpoint('tcp://10.0.0.1:1234') as TcpEndpoint]

/** A name for which DNS gives these answers in turn. The last one repeats. */
function name(...answers: readonly (readonly TcpEndpoint[] | string)[]) {
  const events: unknown[] = []
  let lookups = 0
  const created = createName(
    { kind: 'name', endpoint, platforms: ['linux/arm64'] },
    {
      signal: new AbortController().signal,
      onFound: (endpoints) => events.push(endpoints),
      onChange: () => events.push(created.state),
    },
    async () => {
      const answer = answers[Math.min(lookups++, answers.length - 1)] ?? []
      if (typeof answer === 'string') throw Object.assign(new Error(answer), { code: answer })
      return answer
    },
  )
  return { created, events, lookups: () => lookups }
}

describe('a name for several daemons', () => {
  it('is asked for its addresses', async () => {
    const { created, events } = name(found)
    expect(created).toMatchObject({
      ...{ state: { kind: 'unasked' }, identity: undefined, daemon: undefined },
      member: { endpoint, platforms: ['linux/arm64'] },
    })
    created.ask(5, { timeoutMs: 0 })
    expect(created.state).toEqual({ kind: 'asked', sinceMs: 5 })
    await until(() => events.length > 0, 'DNS has answered')
    expect(events).toEqual([found])
  })

  it('is asked again while it may come to exist', async () => {
    const { created, events } = name('ENOTFOUND', found)
    created.ask(5, { timeoutMs: 60_000 })
    await until(() => events.length > 1, 'DNS has answered')
    const state = { kind: 'faulty', sinceMs: 5, code: 'dns-not-found', mayPass: true }
    expect(events).toEqual([state, found])
  })

  it.each([
    ['ENOTFOUND', /^The host of tcp:\/\/pool:1234|pool/],
    ['EAI_AGAIN', /^DNS gave no answer about the host of tcp:\/\/pool:1234 \(EAI_AGAIN\)/],
  ])('has a fault when DNS answers %s until the time is up', async (code, reason) => {
    const { created, events, lookups } = name(code)
    created.ask(5, { timeoutMs: 0 })
    await until(() => events.length > 0, 'DNS has answered')
    expect(created.state).toMatchObject({ code: 'dns-not-found', mayPass: false })
    expect(created.fault?.reason).toMatch(reason)
    expect(lookups()).toBe(1)
  })

  it('gets no addresses once it is closed', async () => {
    for (const answer of [found, 'ENOTFOUND'] as const) {
      const { created, events } = name(answer)
      created.ask(5, { timeoutMs: 60_000 })
      await created.close()
      await new Promise(setImmediate)
      expect(events).toEqual([])
    }
  })

  it('has no builder', async () => {
    const preparing = { guess: () => undefined, obtain: () => Promise.reject(new Error()) }
    await expect(name(found).created.create(preparing)).rejects.toThrow('a name is no daemon')
  })
})
