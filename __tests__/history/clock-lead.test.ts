import { expect, it } from '@jest/globals'
import { readClockLead } from '../../src/history/clock-lead.ts'
import { readMountStates } from '../../src/history/mount-states.ts'
import { fakeHistory, fakeRecord } from '../helpers/daemon-history.ts'
import { record } from '../helpers/recorded-streams.ts'
import { at, vertex } from '../helpers/stream-events.ts'

const fetch = '[internal] load git source https://example.com/a.git'
const run = '[2/2] RUN --mount=type=cache,target=/a make'

/** The fetch has the daemon's times in both. */
const events = (lead: number) => [
  vertex(fetch, { inputs: [], started: 2, completed: 3 }),
  vertex('[1/2] COPY a /', { inputs: [fetch] }),
  vertex(run, { inputs: ['[1/2] COPY a /'], started: 11 + lead, completed: 13 + lead }),
]

const own = fakeRecord({ started: 10, events: events(0), ref: 'own' })
const { history } = fakeHistory([own])

it.each([8, 0, -300])('finds that the clock of the stream is %s s ahead', async (lead) => {
  expect(await readClockLead(record(events(lead)), own, history)).toBe(lead * 1000)
})

it('knows nothing without the daemon’s log, or without a step that it has too', async () => {
  const { logs: _, ...unlogged } = own
  expect(await readClockLead(record(events(8)), unlogged, history)).toBeUndefined()
  const none = record([vertex(fetch, { inputs: [], started: 2, completed: 3 })])
  expect(await readClockLead(none, own, history)).toBeUndefined()
})

it.each([
  ['cold, when the step created it', 11.01, 8, [{ id: '/a', isWarm: false }]],
  ['unknown, when another step is still filling it', 10.5, -8, undefined],
])('with the lead, a mount is %s', (_, createdAt, lead, expected) => {
  const { stepVertices } = record(events(lead))
  const sighting = { createdAt: Date.parse(at(createdAt)), uses: 0 }
  const states = readMountStates(stepVertices, () => [sighting], lead * 1000)
  expect(states.get(1)).toEqual(expected)
})
