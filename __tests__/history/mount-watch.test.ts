import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals'
import type { UsageRecord } from '../../src/history/messages.ts'
import { createMountWatch } from '../../src/history/mount-watch.ts'
import { at, vertex } from '../helpers/stream-events.ts'
import { until } from '../helpers/until.ts'

const step = '[2/2] RUN --mount=type=cache,target=/a make'
const mount = (more: Partial<UsageRecord> = {}): UsageRecord => ({
  ...{ id: 'm', parents: [], description: 'cached mount /a from exec make with id "ns//a"' },
  ...{ createdAt: Date.parse(at(1)), inUse: true, uses: 1, lastUsedAt: Date.parse(at(2)), size: 0 },
  ...more,
})

function watching(answers: readonly (readonly UsageRecord[])[]) {
  const asked: (readonly string[])[] = []
  const warm: number[] = []
  const watch = createMountWatch({
    usage: async (...filters) => {
      asked.push(filters)
      return answers[asked.length - 1] ?? []
    },
    namespace: 'ns',
    onWarm: (createdAt) => warm.push(createdAt),
  })
  return { watch, asked, warm }
}

describe('the daemon', () => {
  it('is asked only about mounts in use, and not again after its answer', async () => {
    const { watch, asked, warm } = watching([[mount()]])
    watch.status(vertex('[1/2] COPY a /', { started: 9 }))
    expect(asked).toEqual([])
    watch.status(vertex(step, { started: 10 }))
    await until(() => warm.length > 0, 'it has answered')
    expect(asked).toEqual([['type==exec.cachemount,inuse,description~="with id \\"ns//a\\"$"']])
    expect(warm).toEqual([Date.parse(at(1))])
    expect(watch.sightings(step, '/a')).toHaveLength(1)
    watch.stop()
  })

  it('may refuse without an effect on the build', async () => {
    const watch = createMountWatch({
      usage: () => Promise.reject(new Error('unimplemented')),
      namespace: '',
    })
    watch.status(vertex(step, { started: 10 }))
    await new Promise(setImmediate)
    expect(watch.sightings(step, '/a')).toEqual([])
  })
})

describe('the requests about a step', () => {
  beforeEach(() => void jest.useFakeTimers())
  afterEach(() => void jest.useRealTimers())

  const locked = '[2/2] RUN --mount=type=cache,target=/a,sharing=locked make'
  const fresh = mount({ uses: 0, createdAt: Date.parse(at(10)) })

  /** Watches steps, and notes the milliseconds at which the daemon is asked. */
  function timed(answer: (request: number) => readonly UsageRecord[] | Promise<never>) {
    const moments: number[] = []
    const filters: (readonly string[])[] = []
    const warm: number[] = []
    const begun = Date.now()
    const watch = createMountWatch({
      async usage(...each) {
        filters.push(each)
        return answer(moments.push(Date.now() - begun) - 1)
      },
      namespace: 'ns',
      onWarm: (createdAt) => warm.push(createdAt),
    })
    return { watch, moments, filters, warm }
  }

  it('become rarer while the step has no mount, down to one in eight seconds', async () => {
    const { watch, moments } = timed(() => [])
    watch.status(vertex(step, { started: 10 }))
    await jest.advanceTimersByTimeAsync(26_000)
    const pauses = moments.slice(1).map((moment, index) => moment - (moments[index] ?? 0))
    expect(pauses).toEqual([20, 40, 80, 160, 320, 640, 1000, 2000, 4000, 8000, 8000])
    watch.stop()
  })

  it('begin quickly again for the next step', async () => {
    const { watch, moments } = timed(() => [])
    watch.status(vertex(step, { started: 10 }))
    await jest.advanceTimersByTimeAsync(300)
    const before = moments.length
    watch.status(vertex(`${step} more`, { started: 11 }))
    await jest.advanceTimersByTimeAsync(65)
    const since = moments.slice(before)
    expect(since.map((moment) => moment - (since[0] ?? 0))).toEqual([0, 20, 60])
    watch.stop()
  })

  it('end once it has its mount', async () => {
    const { watch, moments, warm } = timed((request) => (request < 2 ? [] : [mount()]))
    watch.status(vertex(step, { started: 10 }))
    await jest.advanceTimersByTimeAsync(5000)
    expect(moments).toEqual([0, 20, 60])
    expect(warm).toEqual([Date.parse(at(1))])
  })

  it.each(['locked', 'private'])(
    'go on while it may get another mount with sharing=%s, and name each warm one once',
    async (sharing) => {
      const { watch, moments, warm } = timed(() => [mount()])
      watch.status(vertex(locked.replace('locked', sharing), { started: 10 }))
      await jest.advanceTimersByTimeAsync(65)
      expect(moments).toEqual([0, 20, 60])
      expect(warm).toEqual([Date.parse(at(1))])
      watch.stop()
      await jest.advanceTimersByTimeAsync(5000)
      expect(moments).toHaveLength(3)
    },
  )

  it('end with the step, and the last answer with its mount counts', async () => {
    const { watch, moments } = timed((request) => (request === 0 ? [fresh] : []))
    watch.status(vertex(locked, { started: 10 }))
    await jest.advanceTimersByTimeAsync(25)
    expect(watch.sightings(locked, '/a')).toEqual([fresh])
    watch.status(vertex(locked, { started: 10, completed: 12 }))
    await jest.advanceTimersByTimeAsync(5000)
    expect(moments).toEqual([0, 20])
    expect(watch.sightings(locked, '/a')).toEqual([fresh])
    expect(watch.sightings(locked, '/b')).toEqual([])
  })

  it('are about all steps that run, one at a time', async () => {
    const open = Promise.withResolvers<never>()
    const { watch, filters } = timed((request) => (request === 0 ? open.promise : [mount()]))
    const other = '[b 1/1] RUN --mount=type=cache,target=/b --mount=type=cache,target=/a make'
    watch.status(vertex(step, { started: 10 }))
    watch.status(vertex(other, { started: 11 }))
    await jest.advanceTimersByTimeAsync(500)
    expect(filters.map((each) => each.length)).toEqual([1])
    open.reject(new Error('connection closed'))
    await jest.advanceTimersByTimeAsync(0)
    expect(filters.map((each) => each.length)).toEqual([1, 2])
    watch.stop()
  })

  it('ignore mounts that are not in use, and those with another id', async () => {
    const others = [mount({ inUse: false }), mount({ description: 'cached mount with id "x"' })]
    const { watch } = timed(() => others)
    watch.status(vertex(step, { started: 10 }))
    await jest.advanceTimersByTimeAsync(30)
    expect(watch.sightings(step, '/a')).toEqual([])
    watch.stop()
  })

  it('end after three failures in a row, also for steps that begin later', async () => {
    const { watch, moments } = timed(() => Promise.reject(new Error('connection closed')))
    watch.status(vertex(step, { started: 10 }))
    await jest.advanceTimersByTimeAsync(5000)
    watch.status(vertex(`${step} more`, { started: 11 }))
    await jest.advanceTimersByTimeAsync(5000)
    expect(moments).toEqual([0, 20, 60])
  })

  it('go on after an answer, however many were lost before', async () => {
    const lost = Promise.reject(new Error('connection closed'))
    lost.catch(() => {})
    const { watch, moments } = timed((request) => (request === 2 ? [] : lost))
    watch.status(vertex(step, { started: 10 }))
    await jest.advanceTimersByTimeAsync(10_000)
    expect(moments).toHaveLength(6)
  })

  it('are never made for a step that has not started, or has no cache mount', async () => {
    const { watch, moments } = timed(() => [])
    watch.status(vertex(step))
    watch.status(vertex('[1/1] RUN make', { started: 10 }))
    watch.status({})
    await jest.advanceTimersByTimeAsync(5000)
    expect(moments).toEqual([])
  })
})
