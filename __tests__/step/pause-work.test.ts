import { afterEach, beforeEach, expect, it, jest } from '@jest/globals'
import { createPauseWork } from '../../src/step/pause-work.ts'

let stop = () => {}
beforeEach(() => {
  jest.useFakeTimers()
})
afterEach(() => {
  stop()
  jest.useRealTimers()
})

/** Work that takes so many milliseconds of a clock, by which the timers go too. @returns when it was done */
function start(takesMs = 0) {
  let time = 0
  const done: number[] = []
  const work = createPauseWork(
    () => {
      done.push(time)
      time += takesMs
    },
    { pauseMs: 20, share: 10, now: () => time },
  )
  stop = work.stop
  const pass = async (milliseconds: number) => {
    for (let passed = 0; passed < milliseconds; passed += 1) {
      time += 1
      await jest.advanceTimersByTimeAsync(1)
    }
  }
  return { ...work, done, pass }
}

it('is done once in a pause, and not before there is news', async () => {
  const { news, done, pass } = start()
  await pass(100)
  expect(done).toEqual([])
  news()
  await pass(15)
  news()
  await pass(19)
  expect(done).toEqual([])
  await pass(500)
  expect(done).toEqual([135])
  news()
  await pass(20)
  expect(done).toHaveLength(2)
})

it('takes no more than its share of the time', async () => {
  const { news, done, pass } = start(30)
  news()
  await pass(20)
  expect(done).toEqual([20])
  news()
  await pass(299)
  expect(done).toHaveLength(1)
  await pass(2)
  expect(done).toHaveLength(2)
})

it('ends when it is stopped', async () => {
  const { news, done, pass } = start()
  news()
  stop()
  await pass(100)
  expect(done).toEqual([])
})
