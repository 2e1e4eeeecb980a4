import { describe, expect, it } from '@jest/globals'
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

  it('is asked again until the step has its mount', async () => {
    const { watch, asked } = watching([[], [], [mount({ uses: 0, createdAt: Date.parse(at(10)) })]])
    watch.status(vertex(step, { started: 10 }))
    await until(() => watch.sightings(step, '/a').length > 0, 'it has answered')
    expect(asked).toHaveLength(3)
    watch.stop()
  })

  it('is not asked again when the step has ended', async () => {
    const { watch, asked } = watching([])
    watch.status(vertex(step, { started: 10 }))
    watch.status(vertex(step, { started: 10, completed: 11 }))
    await new Promise((resolve) => setTimeout(resolve, 60))
    expect(asked).toHaveLength(1)
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

  it('is asked again when a request gets lost, but not for ever', async () => {
    let asked = 0
    const answers = [undefined, [], undefined, undefined, undefined]
    const watch = createMountWatch({
      usage: async () => answers[asked++] ?? Promise.reject(new Error('connection closed')),
      namespace: '',
    })
    watch.status(vertex(step, { started: 10 }))
    await until(() => asked === answers.length, 'it has been asked five times')
    await new Promise((resolve) => setTimeout(resolve, 350))
    expect(asked).toBe(answers.length)
    watch.stop()
  })
})
