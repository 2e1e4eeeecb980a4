import { expect, it } from '@jest/globals'
import type { Answer } from '../../src/step/stall-state.ts'
import { type Stall, startStallWatchdog } from '../../src/step/stall-watchdog.ts'
import { until } from '../helpers/until.ts'

/** Watches, with a short timeout, a daemon that answers so. */
function watch(
  ask: () => Promise<Answer>,
  timeoutMs = 60,
  { needsDaemon = true, mayAsk = (): boolean => true, bytesRead = (): number => 0 } = {},
) {
  const seen = { asked: 0, closed: 0, notes: [] as string[], stalls: [] as Stall[] }
  const watchdog = startStallWatchdog({
    timeoutMs,
    isConclusive: true,
    mayAsk,
    bytesRead,
    needsDaemon: () => needsDaemon,
    questions: {
      ask: () => {
        seen.asked += 1
        return ask()
      },
      close: () => {
        seen.closed += 1
      },
    },
    note: (line) => seen.notes.push(line),
    onStall: (stall) => seen.stalls.push(stall),
  })
  return { seen, ...watchdog }
}

it('reports a daemon that does not answer, once, and closes its connection', async () => {
  const { seen } = watch(() => Promise.reject(new Error('no')))
  await until(() => seen.stalls.length > 0, 'the stall is reported')
  const { asked } = seen
  await new Promise((resolve) => setTimeout(resolve, 100))
  expect(seen).toMatchObject({ asked, closed: 1, stalls: [{ isIdle: false }] })
})

it('reports nothing as long as the daemon answers', async () => {
  const { seen, stop } = watch(async () => 'busy', 3000)
  await until(() => seen.asked > 2, 'several questions are answered')
  stop()
  expect(seen).toMatchObject({ closed: 1, notes: [], stalls: [] })
})

it('asks nothing before buildx has its connection, and waits the whole time after that', async () => {
  let mayAsk = false
  const { seen } = watch(() => Promise.reject(new Error('no')), 60, { mayAsk: () => mayAsk })
  await new Promise((resolve) => setTimeout(resolve, 150))
  expect(seen).toMatchObject({ asked: 0, stalls: [] })
  mayAsk = true
  await until(() => seen.stalls.length > 0, 'the stall is reported')
})

it.each([
  ['does not end a build whose buildx hears from the daemon', 200, 0],
  ['ends one whose buildx only wakes itself up', 40, 1],
])('%s', async (_, bytes, stalls) => {
  let checks = 0
  const bytesRead = () => bytes * checks++
  const { seen, stop } = watch(() => Promise.reject(new Error('no')), 60, { bytesRead })
  await until(() => seen.stalls.length > 0 || checks > 100, 'the watchdog has decided')
  stop()
  expect(seen.stalls).toHaveLength(stalls)
})

it('does nothing without a timeout', async () => {
  const { seen, stop, news, prove } = watch(() => Promise.reject(new Error('no')), 0)
  news()
  prove()
  await new Promise((resolve) => setTimeout(resolve, 50))
  stop()
  expect(seen).toEqual({ asked: 0, closed: 0, notes: [], stalls: [] })
})

it.each([
  ['ends a build that the daemon no longer runs', true, 1],
  ['lets buildx finish what it does without the daemon', false, 0],
])('%s', async (_, needsDaemon, stalls) => {
  let asked = 0
  const answer = async () => (asked++ === 0 ? 'busy' : 'idle')
  const { seen, stop } = watch(answer, 120, { needsDaemon })
  await until(() => seen.stalls.length > 0 || asked > 12, 'the watchdog has decided')
  stop()
  expect(seen.stalls).toHaveLength(stalls)
})
