import { describe, expect, it } from '@jest/globals'
import { createPastReader } from '../../src/history/past-reader.ts'
import { type FakeRecord, fakeHistory, fakeRecord } from '../helpers/daemon-history.ts'
import { vertex } from '../helpers/stream-events.ts'

const own = fakeRecord({ started: 1_000_000 })
const make = '[2/2] RUN make'
const definition = '[internal] load build definition from Dockerfile'

interface Shape {
  readonly seconds?: number
  readonly cached?: boolean
  readonly isImageCached?: boolean
  readonly output?: number
  readonly printed?: number
}

/** A build of one step, on an image that the daemon reports as cached or not. */
function build(started: number, { seconds = 2, cached = false, ...shape }: Shape = {}): FakeRecord {
  const done = { started, completed: started + seconds }
  const events = [
    vertex(definition, { ...done, inputs: [] }),
    vertex('[1/2] FROM a@sha256:1', {
      ...{ ...done, inputs: [], cached: shape.isImageCached ?? false },
    }),
    vertex(make, { started, inputs: ['[1/2] FROM a@sha256:1'] }),
    vertex(make, { ...done, cached, inputs: ['[1/2] FROM a@sha256:1'] }),
  ]
  const { output = 0, printed = 0 } = shape
  return fakeRecord({ started, seconds, events, output, printed })
}

/** A build of another Dockerfile. */
const other = (started: number, seconds = 2) =>
  fakeRecord({ started, seconds, attributes: new Map([['filename', 'other.Dockerfile']]) })

const many = (count: number, make: (index: number) => FakeRecord) =>
  Array.from({ length: count }, (_, index) => make(index))

const idle = (started: number) => build(started, { seconds: 0.2, cached: true })

describe('the past builds that are read to find when steps last ran', () => {
  it('are only the newest build, when all steps ran in it', async () => {
    const { history, read, requests } = fakeHistory([build(1), build(2), build(3)])
    const reader = createPastReader(history, own)
    await reader.readRuns()
    expect(read).toEqual(['at 3'])
    expect(requests).toEqual([{ limit: 50 }])
    expect(reader.past().map(({ record }) => record.ref)).toEqual(['at 3'])
  })

  it('exclude fully cached builds, once one of them was read', async () => {
    const { history, read } = fakeHistory([build(1), ...many(30, (index) => idle(index + 10))])
    await createPastReader(history, own).readRuns()
    expect(read).toEqual(['at 39', 'at 1'])
  })

  it('are of fully cached builds that took a little longer only the longest', async () => {
    const cached = many(9, (index) =>
      build(index + 10, { cached: true, seconds: 0.2 + index / 50 }),
    )
    const newest = build(30, { cached: true, seconds: 0.2 })
    const { history, read } = fakeHistory([build(1), ...cached, newest])
    await createPastReader(history, own).readRuns()
    expect(read).toEqual(['at 30', 'at 18', 'at 1'])
  })

  it('include the builds between, when something ran in the longest of them', async () => {
    const ran = build(10, { seconds: 0.39, isImageCached: true })
    const between = build(20, { seconds: 0.3, isImageCached: true })
    const newest = build(30, { cached: true, seconds: 0.2 })
    const { history, read } = fakeHistory([build(1), ran, between, newest])
    const reader = createPastReader(history, own)
    await reader.readRuns()
    expect(read).toEqual(['at 30', 'at 10', 'at 20'])
    expect(reader.past().map(({ record }) => record.ref)).toEqual(['at 30', 'at 20', 'at 10'])
  })

  it('include a build with no more steps to run than those, when it took longer', async () => {
    // A step that runs needs its image, which BuildKit then reports as cached. A fully cached build needs none.
    const ran = build(1, { seconds: 60, isImageCached: true })
    const { history, read } = fakeHistory([ran, idle(100), idle(101)])
    await createPastReader(history, own).readRuns()
    expect(read).toEqual(['at 101', 'at 1'])
  })

  it('exclude a build that failed before its first step', async () => {
    const failed = fakeRecord({ started: 9, events: [vertex(definition, { inputs: [] })] })
    const { history, read } = fakeHistory([build(1), failed])
    await createPastReader(history, own).readRuns()
    expect(read).toEqual(['at 9', 'at 1'])
  })

  it('exclude a build whose end is unknown', async () => {
    const long = build(9, { output: 2 ** 20, seconds: 60 })
    const { history, read } = fakeHistory([build(1), long])
    const reader = createPastReader(history, own)
    await reader.readRuns()
    expect(read).toEqual(['at 9', 'at 1'])
    expect(reader.past().map(({ isWhole }) => isWhole)).toEqual([false, true])
  })

  it('include a build that printed much', async () => {
    const { history, read } = fakeHistory([build(1), build(9, { printed: 2 ** 21, seconds: 60 })])
    const reader = createPastReader(history, own)
    await reader.readRuns()
    expect(read).toEqual(['at 9'])
    expect(reader.past().map(({ isWhole }) => isWhole)).toEqual([true])
  })

  it.each([
    ['is gone', Buffer.alloc(0), 'not found'],
    ['is spoilt', Buffer.from([2, 0, 0, 0, 0x0f, 0xff]), undefined],
  ])('exclude a build whose log %s', async (_, log, fault) => {
    const unreadable = { ...build(9), log }
    const { history } = fakeHistory([build(1), unreadable])
    const reader = createPastReader(
      {
        ...history,
        async read(blob, most) {
          if (fault !== undefined && blob.digest === unreadable.logs?.digest) throw new Error(fault)
          return history.read(blob, most)
        },
      },
      own,
    )
    await reader.readRuns()
    expect(reader.past().map(({ isWhole, steps }) => [isWhole, steps.length])).toEqual([
      [false, 0],
      [true, 1],
    ])
    expect(await reader.readNewest()).toHaveLength(2)
  })

  it('are searched among slow builds, when many others were listed', async () => {
    const { history, read, requests } = fakeHistory([
      build(1),
      ...many(60, (index) => other(index + 10, 0.5)),
    ])
    await createPastReader(history, own).readRuns()
    expect(requests).toEqual([{ limit: 50 }, { limit: 200, filter: 'duration>1s' }])
    expect(read).toEqual(['at 1'])
  })

  it('are of one repository, by the name that the daemon uses', async () => {
    const { history, requests } = fakeHistory([])
    const context = 'https://example.com/a"b.git?branch=main#x:y'
    const reader = createPastReader(history, {
      ...own,
      attributes: new Map([['context', context]]),
    })
    await reader.readRuns()
    expect(requests).toEqual([
      { limit: 50, filter: '"repository==""https://example.com/a\\""b.git"""' },
    ])
  })

  it('are at most sixteen', async () => {
    const { history, read } = fakeHistory(
      many(40, (index) => build(index + 1, { cached: true, seconds: index + 1 })),
    )
    // Each took so much more time than the next that none is skipped.
    const slower = many(20, (index) => build(100 - index, { cached: true, seconds: 3 ** index }))
    await createPastReader(history, own).readRuns()
    expect(read).toEqual(['at 40'])
    const second = fakeHistory(slower)
    await createPastReader(second.history, own).readRuns()
    expect(second.read).toHaveLength(16)
  })
})

describe('the newest builds', () => {
  const newest = async (records: readonly FakeRecord[], record = own) => {
    const { history } = fakeHistory(records)
    const reader = createPastReader(history, record)
    await reader.readRuns()
    return (await reader.readNewest())?.map((each) => each.record.ref)
  }

  it('are the newest sixteen completed ones of the project, cached or not', async () => {
    const { completedAt: _, ...running } = fakeRecord({ started: 500 })
    const later = fakeRecord({ started: 2_000_000 })
    const records = [...many(20, (index) => idle(index + 1)), other(99), running, later]
    expect(await newest(records)).toEqual(many(16, (index) => idle(20 - index)).map((r) => r.ref))
  })

  it('are none when there are none', async () => {
    expect(await newest([])).toEqual([])
    expect(await newest([other(1)])).toEqual([])
  })

  it('are unknown when the project is unknown', async () => {
    expect(await newest([build(1)], { ...own, images: [] })).toBeUndefined()
  })

  it('are unknown when many others were listed, and none of the project', async () => {
    const others = many(50, (index) => other(index + 10))
    expect(await newest([idle(1), ...others])).toBeUndefined()
    expect(await newest(others.slice(1))).toEqual([])
  })

  it('are all builds when an older daemon ignores the limit', async () => {
    const { history } = fakeHistory(many(60, (index) => other(index + 10)))
    const list = () => history.list({})
    const reader = createPastReader({ ...history, list }, own)
    await reader.readRuns()
    expect(await reader.readNewest()).toEqual([])
  })
})
