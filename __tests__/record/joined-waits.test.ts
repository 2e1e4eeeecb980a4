import { describe, expect, it } from '@jest/globals'
import { joinedWaits } from '../../src/record/joined-waits.ts'
import { createRecorder } from '../../src/record/recorder.ts'
import { names, recordFile } from '../helpers/recorded-streams.ts'
import { announced, at, vertex } from '../helpers/stream-events.ts'
import { atOnce } from '../helpers/streams-at-once.ts'

const waitsOf = (name: string) => joinedWaits(recordFile(`${atOnce(name)}.rawjson`))

describe('joinedWaits', () => {
  it.each(names)('finds none in %s, which ran alone', (name) => {
    expect(joinedWaits(recordFile(`${name}.rawjson`)).size).toBe(0)
  })

  it('finds in all but one of several builds the steps that this one ran for all', () => {
    const builds = ['equal-change.a', 'equal-change.b', 'equal-change.c'].map(waitsOf)
    expect(builds.map((waits) => [...waits.keys()])).toEqual([
      [],
      [1, 2, 3, 4, 5, 6],
      [1, 2, 3, 4, 5, 6],
    ])
    expect(builds[1]?.get(2)).toBeGreaterThan(1)
  })

  it('leaves out the steps that a build ran by itself', () => {
    expect([...waitsOf('one-fails.a').keys()]).toEqual([1, 2, 3, 4])
    expect([...waitsOf('one-fails.broken').keys()]).toEqual([])
  })

  it('counts from the beginning of the build, though the step had begun before', () => {
    const [[step, seconds] = []] = [...waitsOf('shared-names.two')]
    expect(step).toBe(1)
    expect(seconds).toBeCloseTo(0.948, 3)
  })

  it.each([
    ['from the start of buildx', 9, 'executed', [[0, 0.5]], 9],
    ['from the first start in the stream if that is earlier', 500, 'cached', [], 10],
  ])('counts as steps and tasks do, %s', (_, begunAt, status, waits, firstTask) => {
    const context = '[internal] load build context'
    const events = [
      ...announced([
        vertex(context, { started: 10, completed: 11, inputs: [] }),
        vertex('[1/1] COPY a /', { inputs: [context] }),
      ]),
      vertex('[1/1] COPY a /', { digest: 'other', inputs: [context], started: 8, completed: 9.5 }),
    ]
    const recorder = createRecorder({
      ...{ noCache: false, noCacheFilters: [], cacheTo: [], begunAt: Date.parse(at(begunAt)) },
    })
    for (const event of events) recorder.status(event)
    const record = recorder.result({ succeeded: true })
    expect(record.steps).toMatchObject([{ status }])
    expect([...joinedWaits(record)]).toEqual(waits)
    expect(record.tasks[0]?.start).toBe(Date.parse(at(firstTask)))
  })
})
