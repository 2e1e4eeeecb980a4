import { describe, expect, it } from '@jest/globals'
import { openHistorySession } from '../../src/history/history-session.ts'
import type { UsageRecord } from '../../src/history/messages.ts'
import type { SolveStatus } from '../../src/progress/solve-status.ts'
import { type FakeRecord, fakeRecord } from '../helpers/daemon-history.ts'
import { fakeDaemon } from '../helpers/fake-daemon.ts'
import { record } from '../helpers/recorded-streams.ts'
import { at, vertex } from '../helpers/stream-events.ts'
import { until } from '../helpers/until.ts'

// What a session learns from a daemon with earlier builds. How each fact is found is in the tests of its file.

const image = '[1/3] FROM a@sha256:1'
const copy = '[2/3] COPY a /'

interface Shape {
  readonly run?: string
  readonly cached?: readonly string[]
  /** When each step ended, in seconds after the start. */
  readonly ends?: readonly [number, number]
}

/** The stream of a build that copies a file and runs a command. */
function stream(started: number, { run = 'make', cached = [], ends = [2, 5] }: Shape = {}) {
  const name = `[3/3] RUN ${run}`
  const event = (each: string, inputs: readonly string[], start: number, end: number) =>
    vertex(each, {
      ...{ inputs, digest: each === image ? each : `${each} of ${started}` },
      ...{ started: started + start, completed: started + end, cached: cached.includes(each) },
    })
  const of = (each: string) => `${each} of ${started}`
  return [
    event(image, [], 0, 0),
    event(copy, [image, of('context')], 0, ends[0]),
    event(name, [of(copy)], ends[0], ends[1]),
  ]
}

const past = (started: number, shape: Shape = {}, revision?: string) =>
  recordOf(started, stream(started, shape), revision)

const recordOf = (started: number, events: readonly SolveStatus[], revision?: string) =>
  fakeRecord({
    ...{ started, events, seconds: 6 },
    attributes: new Map([
      ['filename', 'Dockerfile'],
      ...(revision === undefined ? [] : [['vcs:revision', revision] as const]),
    ]),
  })

const cut = past(10, {}, 'cut')
const failed = vertex('[3/3] RUN make', {
  ...{ inputs: [`${copy} of 10`], started: 12, completed: 13, error: 'exit code: 1' },
})

const provenance = { digest: 'provenance', size: 0 }
const own = fakeRecord({ started: 100, seconds: 6, ref: 'own', provenances: [provenance] })
const { completedAt: _, ...begun } = own
const usage = JSON.stringify({
  buildConfig: {
    llbDefinition: [
      {
        id: 'ran',
        op: { Op: { exec: { meta: { args: ['make'], env: ['A=b'], user: '1000' } } } },
        resourceUsage: { samples: [{ cpuStat: { usageNanos: 3e9 } }] },
      },
      { id: 'cached', resourceUsage: { samples: [{ cpuStat: { usageNanos: 1e9 } }] } },
    ],
    digestMapping: { '[3/3] RUN make all of 100': 'ran', [`${copy} of 100`]: 'cached' },
  },
})
const blobs = new Map([['provenance', usage]])
const ended = { ...own, provenances: [{ ...provenance, size: usage.length }] }

/** The result of the COPY of the build at this second. */
const copied = (seconds: number, more: Partial<UsageRecord> = {}): UsageRecord => ({
  ...{ id: `copy ${seconds}`, parents: [], description: copy, uses: 1, size: 1, inUse: false },
  ...{ createdAt: Date.parse(at(seconds + 1)), ...more },
})

async function facts(
  daemon: Parameters<typeof fakeDaemon>[0],
  events: readonly SolveStatus[] = stream(100, { run: 'make all', cached: [copy] }),
  prepared?: readonly SolveStatus[],
) {
  const { control, calls, isClosed } = fakeDaemon(daemon)
  const session = openHistorySession(async () => control, {
    ...{ earlierRefs: ['other'], ownRefs: () => ['other', 'own'] },
    buildxConnected: Promise.resolve(),
  })
  let callsBefore = 0
  if (prepared !== undefined) {
    session.prepare(record(prepared))
    // This daemon answers at once.
    for (let turns = 0; turns < 100; turns += 1) await new Promise(setImmediate)
    callsBefore = calls.length
  }
  const found = await session.finish({ record: record(events) }, 30_000)
  expect(isClosed()).toBe(true)
  return { found, calls, callsAfter: calls.slice(callsBefore) }
}

describe('a session on a daemon with earlier builds', () => {
  it('learns why steps missed, what cached ones saved, and what the others took', async () => {
    const neighbour = fakeRecord({ started: 90, seconds: 15, ref: 'other' })
    const { found } = await facts({
      past: [past(10, {}, 'abc'), past(0, {}, 'older')],
      events: [begun, neighbour, ended],
      ...{ blobs, store: [copied(10, { inUse: true }), copied(0)] },
    })
    expect(found).toEqual({
      misses: [{ step: 1, reason: 'instruction-changed' }],
      ...{ comparison: 'compared', earlierRevision: 'abc', otherBuilds: 1 },
      ...{ secondsSaved: 2, secondsSavedBySteps: 2, secondsSavedByMounts: 0 },
      savedSeconds: new Map([[0, 2]]),
      savedIntervals: new Map([[0, [expect.anything()]]]),
      resources: new Map([[1, { cpuSeconds: 3 }]]),
      environments: new Map([[1, { variables: new Map([['A', 'b']]), user: '1000' }]]),
      ...{ coldSeconds: new Map(), mountStates: new Map() },
    })
  })

  describe('that prepared for the end', () => {
    const daemon = {
      past: [past(10, {}, 'abc')],
      events: [begun, ended],
      ...{ blobs, store: [copied(10, { inUse: true })] },
    }
    const events = stream(100, { run: 'make all', cached: [copy] })

    it('learns the same, and asks for nothing then', async () => {
      const { found, callsAfter } = await facts(daemon, events, events)
      expect(found).toEqual((await facts(daemon, events)).found)
      expect(found.savedSeconds).toEqual(new Map([[0, 2]]))
      expect(callsAfter).not.toContain('DiskUsage')
      expect(callsAfter).not.toContain('Read')
    })

    it('does not use what it prepared for steps that ended otherwise', async () => {
      const { found } = await facts(daemon, events, stream(100, { run: 'make all' }))
      expect(found).toEqual((await facts(daemon, events)).found)
    })
  })

  it('reads a build before the last run, when its result was used', async () => {
    const earlier = past(0, { ends: [9, 10] })
    const { found } = await facts({
      past: [past(20), earlier],
      events: [begun, ended],
      ...{ blobs, store: [copied(20), copied(1, { inUse: true })] },
    })
    expect(found.savedSeconds).toEqual(new Map([[0, 9]]))
  })

  it('knows the first build of a project', async () => {
    const { found } = await facts({ events: [begun, ended], blobs })
    expect(found).toMatchObject({ comparison: 'first', otherBuilds: 0 })
    expect(found).not.toHaveProperty('earlierRevision')
  })

  it.each<[string, FakeRecord]>([
    ['whose end is unknown', { ...cut, logs: { digest: 'log at 10', size: cut.log.length + 1 } }],
    ['that failed before its first step', recordOf(10, [], 'cut')],
    ['in which a step failed', recordOf(10, [...stream(10).slice(0, 2), failed], 'cut')],
  ])('leaves out the revision of a build %s', async (_, newest) => {
    const daemon = { events: [begun, ended], blobs, past: [newest, past(0, {}, 'whole')] }
    expect((await facts(daemon)).found.earlierRevision).toBe('whole')
  })

  it('asks for no provenance when no step ran', async () => {
    const cached = [copy, '[3/3] RUN make']
    const { found, calls } = await facts({ events: [begun, ended], blobs }, stream(100, { cached }))
    expect(found).not.toHaveProperty('resources')
    expect(calls).not.toContain('Read')
  })

  it('does not read a provenance of more than 20 MB', async () => {
    const large = { ...ended, provenances: [{ digest: 'provenance', size: 20_000_001 }] }
    const { found } = await facts({ events: [begun, large], blobs })
    expect(found.resources).toEqual(new Map())
    const largest = { ...ended, provenances: [{ digest: 'provenance', size: 20_000_000 }] }
    expect((await facts({ events: [begun, largest], blobs })).found.resources?.size).toBe(1)
  })
})

describe('a session whose build buildx cannot start yet', () => {
  /** @returns the session once it has left the daemon to buildx, which can now connect */
  async function waiting(daemon: Parameters<typeof fakeDaemon>[0]) {
    const { control, calls, isClosed } = fakeDaemon(daemon)
    const connected = Promise.withResolvers<void>()
    let opened = 0
    const session = openHistorySession(
      async () => {
        opened += 1
        return {
          ...control,
          call(...args) {
            if (isClosed()) return control.call(...args)
            const signal = args[3]
            return new Promise((_, reject) => {
              signal?.addEventListener('abort', () => reject(signal.reason))
            })
          },
        }
      },
      {
        ...{ earlierRefs: [], ownRefs: () => ['own'] },
        buildxConnected: connected.promise,
      },
    )
    while (!isClosed()) await new Promise((resolve) => setTimeout(resolve, 20))
    expect(calls).toEqual([])
    connected.resolve()
    return { session, calls, opened: () => opened }
  }
  const built = { record: record(stream(100, { run: 'make all', cached: [copy] })) }

  it('leaves the daemon to it, and begins again afterwards', async () => {
    const { session, opened } = await waiting({ events: [begun, ended], blobs })
    expect((await session.finish(built, 30_000)).comparison).toBe('first')
    expect(opened()).toBe(1)
  })

  it('counts the builds that others began meanwhile, without those that began after its end', async () => {
    // Each of them still runs when the daemon is asked.
    const others = [101, 103, 106, 110].map((started) => {
      const { completedAt: _, ...running } = fakeRecord({ started, ref: `other ${started}` })
      return running
    })
    const daemon = { events: [begun, ended], blobs, unseen: others }
    const { session, calls } = await waiting(daemon)
    await until(() => calls.length > 0, 'it listens again')
    expect((await session.finish(built, 30_000)).otherBuilds).toBe(2)
  })
})
