import { describe, expect, it } from '@jest/globals'
import type { SolveStatus } from '../../src/progress/solve-status.ts'
import { createRecorder } from '../../src/record/recorder.ts'
import { announced, at, vertex } from '../helpers/stream-events.ts'

// buildx was started at second 10 of the client's clock. The events are as buildx sends them of a Git context: the fetch
// alone first, with the daemon's times, and then all with times that are shifted.

const fetch = '[internal] load git source https://example.com/a.git'
const copy = '[1/2] COPY a /'
const run = '[2/2] RUN make'

const moment = (seconds: number) => Date.parse(at(seconds))

/** Events that come as many seconds after they have happened, by a clock that is ahead. */
interface Come {
  readonly events: readonly SolveStatus[]
  readonly at: number
}

function recordOf(...come: readonly Come[]) {
  const recorder = createRecorder({
    ...{ noCache: false, noCacheFilters: [], cacheTo: [], begunAt: moment(10) },
  })
  for (const { events, at } of come) {
    for (const event of events) recorder.status(event, moment(at))
  }
  return recorder.result({ succeeded: true })
}

const statuses = (...come: readonly Come[]) =>
  recordOf(...come).steps.map(({ status, seconds }) => `${status} ${seconds}`)

const listed = announced([vertex(run, { inputs: [copy] })])
/** Another build ran the first step from second 3 to 5, by the client's clock. */
const joined = (ahead: number) =>
  vertex(copy, { inputs: [fetch], started: 3 + ahead, completed: 5 + ahead })

describe('a build that begins while another one has its Git context', () => {
  const source = vertex(fetch, { inputs: [], started: 2, completed: 3 })

  it.each([8, 0.3])('counts by a clock that is %s s ahead', (ahead) => {
    const own = vertex(run, { inputs: [copy], started: 11 + ahead, completed: 13 + ahead })
    const come = [
      { events: [source], at: 10.1 },
      { events: [...listed, joined(ahead)], at: 10.2 },
      { events: [own], at: 13 },
    ]
    expect(statuses(...come)).toEqual(['cached 0', 'executed 2'])
    const { tasks } = recordOf(...come)
    expect(tasks.map(({ start }) => start)).toEqual([moment(11 + ahead)])
  })

  it('counts only the rest of a step that it waits for', () => {
    const shared = vertex(copy, { inputs: [fetch], started: 11, completed: 20 })
    const own = vertex(run, { inputs: [copy], started: 20, completed: 21 })
    const come = [
      { events: [source], at: 10.1 },
      { events: listed, at: 10.2 },
      { events: [shared], at: 12 },
      { events: [own], at: 13 },
    ]
    // The clock is 8 s ahead, so that the build began at second 18.
    expect(statuses(...come)).toEqual(['executed 2', 'executed 1'])
  })
})

it('counts by the least of the clocks of several nodes', () => {
  const steps = (platform: string) =>
    ['1/2] COPY a /', '2/2] RUN make'].map((each) => `[${platform} ${each}`)
  const [copyHere = '', runHere = ''] = steps('linux/amd64')
  const [copyThere = '', runThere = ''] = steps('linux/386')
  const events = [
    ...announced([
      vertex(runHere, { inputs: [copyHere] }),
      vertex(runThere, { inputs: [copyThere] }),
    ]),
    // Only one of the nodes had the Git context, and so a clock that is 10 s ahead.
    vertex(copyHere, { started: 13, completed: 14 }),
    vertex('[linux/386 internal] load metadata for a', {
      inputs: [],
      started: 11,
      completed: 11.5,
    }),
    vertex(copyThere, { started: 12, completed: 13 }),
    vertex(runThere, { inputs: [copyThere], started: 13, completed: 15 }),
  ]
  const own = vertex(runHere, { inputs: [copyHere], started: 24, completed: 26 })
  const { steps: found } = recordOf({ events, at: 15 }, { events: [own], at: 16 })
  expect(found.map(({ status }) => status)).toEqual(Array(4).fill('executed'))
})

it('counts what another build had finished as cached where nothing else runs', () => {
  const events = [
    vertex('[internal] load metadata for a', { inputs: [], started: 18.1, completed: 18.2 }),
    ...announced([vertex(run, { inputs: [copy] })]),
    joined(8),
    vertex(run, { inputs: [copy], started: 13, completed: 17 }),
  ]
  expect(statuses({ events, at: 10.3 })).toEqual(['cached 0', 'cached 0'])
})

it.each([
  ['ahead', 100],
  ['behind', -100],
])('does not go by a fetch whose times are those of a daemon that is %s', (_, skew) => {
  const source = [
    ...announced([vertex(fetch, { inputs: [] })]),
    vertex(fetch, { inputs: [], started: 10.1 + skew, completed: 10.2 + skew }),
  ]
  const own = vertex(run, { inputs: [copy], started: 11, completed: 13 })
  const come = [
    { events: source, at: 10.2 },
    { events: [...listed, joined(0)], at: 10.3 },
    { events: [own], at: 13.1 },
  ]
  expect(statuses(...come)).toEqual(['cached 0', 'executed 2'])
})

it('takes the first start that the stream announces where its clock is behind', () => {
  const all = announced([vertex(copy), vertex(run, { inputs: [copy] })])
  const events = [
    ...all,
    vertex(copy, { started: 9, completed: 9.5 }),
    vertex(run, { inputs: [copy], started: 9.5, completed: 11.5 }),
  ]
  expect(statuses({ events, at: 12 })).toEqual(['executed 0.5', 'executed 2'])
})
