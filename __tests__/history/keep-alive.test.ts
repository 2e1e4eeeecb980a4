import { afterEach, beforeEach, expect, it, jest } from '@jest/globals'
import { keepAlive } from '../../src/history/keep-alive.ts'

beforeEach(() => void jest.useFakeTimers())
afterEach(() => void jest.useRealTimers())

/** A daemon that answers each call like this, during this many seconds of `keepAlive`. */
async function keptFor(seconds: number, answer: () => Promise<void>) {
  const calls: string[] = []
  const stop = keepAlive({
    call: (path) => {
      calls.push(path)
      return answer()
    },
    close: () => calls.push('close'),
  })
  await jest.advanceTimersByTimeAsync(seconds * 1000)
  stop()
  await jest.advanceTimersByTimeAsync(60_000)
  return calls
}

const info = '/moby.buildkit.v1.Control/Info'
const times = (count: number) => Array.from({ length: count }, () => info)

it.each([
  ['answers', async () => {}],
  ['refuses', () => Promise.reject(new Error('closed'))],
])('a daemon that %s is called every two seconds until the end', async (_, answer) => {
  expect(await keptFor(1.9, answer)).toEqual([])
  expect(await keptFor(20, answer)).toEqual(times(10))
})

it('a connection is closed when five calls had no answer', async () => {
  const silent = () => new Promise<void>(() => {})
  expect(await keptFor(10, silent)).toEqual(times(5))
  expect(await keptFor(12, silent)).toEqual([...times(5), 'close', info])
})
