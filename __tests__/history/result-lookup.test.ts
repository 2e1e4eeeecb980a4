import { describe, expect, it } from '@jest/globals'
import { readPastBuild } from '../../src/history/past-build.ts'
import {
  newestRuns,
  operationReader,
  prepareResults,
  readResults,
} from '../../src/history/result-lookup.ts'
import { fakeRecord } from '../helpers/daemon-history.ts'
import { vertex } from '../helpers/stream-events.ts'

/** A build of these instructions, of which some came from cache. */
function build(started: number, names: readonly string[], cached: readonly string[] = []) {
  const events = names.map((name, index) =>
    vertex(name, {
      ...{ inputs: [names[index - 1] ?? 'context'], cached: cached.includes(name) },
      ...{ started: started + index, completed: started + index + 1 },
    }),
  )
  const provenances = [{ digest: `provenance of ${started}`, size: 9 }]
  const record = fakeRecord({ started, events, provenances })
  return readPastBuild(record, record.log)
}

const [copy, merge, make] = ['[1/2] COPY --link a /', '[1/2] LINK COPY --link a /', '[2/2] RUN x']
const names = [copy, merge, make]

/** A store that notes what it is asked for. */
function store() {
  const asked: (readonly string[])[] = []
  const usage = async (...filters: readonly string[]) => {
    asked.push(filters)
    return []
  }
  return { asked, usage }
}

const filter = (description: string) => `type==regular,description==${JSON.stringify(description)}`

describe('the runs to look up in advance', () => {
  const instructions = (...past: Parameters<typeof newestRuns>[0]) =>
    newestRuns(past).map(({ step, build: { record } }) => [step.step.instruction, record.ref])

  it('are the last ones of the steps of the newest build', () => {
    const past = [build(20, names, [copy]), build(10, names), build(0, names)]
    expect(instructions(...past)).toEqual([
      ['COPY --link a /', 'at 10'],
      ['RUN x', 'at 20'],
    ])
  })

  it('leave out those whose inputs all have a digest', () => {
    const image = '[1/3] FROM a@sha256:1'
    const [first, second] = ['[2/3] RUN first', '[3/3] RUN second']
    const run = (name: string, inputs: readonly string[]) =>
      vertex(name, { inputs: [...inputs], started: 1, completed: 2 })
    const buildOf = (...inputs: readonly string[]) => {
      const events = [run(image, []), run(first, [image]), run(second, [first, ...inputs])]
      const record = fakeRecord({ started: 0, events })
      return readPastBuild(record, record.log)
    }
    expect(instructions(buildOf())).toEqual([])
    expect(instructions(buildOf('context'))).toEqual([['RUN second', 'at 0']])
  })

  it('pass over a build that reached no step', () => {
    expect(instructions(build(20, []), build(10, ['[1/1] RUN y']))).toEqual([['RUN y', 'at 10']])
    expect(instructions()).toEqual([])
  })
})

describe('the store', () => {
  it('is asked for each description once, and not without one', async () => {
    const { asked, usage } = store()
    await readResults({ usage }, ['a', 'b "c"', 'a'])
    await readResults({ usage }, [])
    expect(asked).toEqual([[filter('a'), filter('b "c"')]])
  })

  it('is asked for at most 200', async () => {
    const { asked, usage } = store()
    await readResults(
      { usage },
      Array.from({ length: 201 }, (_, index) => String(index)),
    )
    expect(asked[0]).toHaveLength(200)
    expect(asked[0]?.at(-1)).toBe(filter('199'))
  })

  it('is asked in advance for what the runs made, and for merges', async () => {
    const { asked, usage } = store()
    const provenance = JSON.stringify({
      buildConfig: {
        llbDefinition: [{ id: 's', op: { Op: { exec: { meta: { args: ['make', 'x'] } } } } }],
        digestMapping: { [make]: 's' },
      },
    })
    const operations = operationReader({ read: async () => Buffer.from(provenance) })
    await prepareResults({ usage }, operations, newestRuns([build(0, names)]))
    expect(asked).toEqual([[filter(copy), filter('mount / from exec make x'), filter(merge)]])
  })

  it('is asked by the text of the instruction when the provenance cannot be read', async () => {
    const { asked, usage } = store()
    const operations = operationReader({ read: () => Promise.reject(new Error('not found')) })
    await prepareResults({ usage }, operations, newestRuns([build(0, [make])]))
    expect(asked).toEqual([[filter('mount / from exec /bin/sh -c x')]])
  })
})

describe('the operations of a build', () => {
  const record = (ref: string, digests: readonly string[]) => {
    const provenances = digests.map((digest) => ({ digest, size: 5 }))
    return readPastBuild(fakeRecord({ started: 0, ref, provenances }), Buffer.alloc(0))
  }

  it('are those of all its provenances, read once', async () => {
    const read: string[] = []
    const operations = operationReader({
      async read({ digest }, most) {
        read.push(`${digest} to ${most}`)
        const op = { Op: { exec: { meta: { args: [digest] } } } }
        const buildConfig = {
          llbDefinition: [{ id: 's', op }],
          digestMapping: { [`step of ${digest}`]: 's' },
        }
        return Buffer.from(JSON.stringify({ buildConfig }))
      },
    })
    const both = record('ref', ['amd', 'arm'])
    const [first, second] = await Promise.all([operations.read(both), operations.read(both)])
    expect([...first].map(([digest, { args }]) => [digest, args])).toEqual([
      ['step of amd', ['amd']],
      ['step of arm', ['arm']],
    ])
    expect(second).toBe(first)
    await operations.read(record('other', ['amd']))
    expect(read).toEqual(['amd to 5', 'arm to 5', 'amd to 5'])
  })
})
