import { afterEach, expect, it } from '@jest/globals'
import { createHeartbeat } from '../../src/step/heartbeat.ts'

let stop = () => {}
afterEach(() => stop())

it('reports silence once per period, counted from the last event', () => {
  let time = 1000
  const silences: number[] = []
  const heartbeat = createHeartbeat({
    periodMs: 60_000,
    now: () => time,
    onSilence: (ms) => silences.push(ms),
  })
  stop = heartbeat.stop
  const after = (ms: number) => {
    time += ms
    heartbeat.check()
    return silences.splice(0)
  }
  expect(after(59_999)).toEqual([])
  expect(after(1)).toEqual([60_000])
  expect(after(59_999)).toEqual([])
  expect(after(1)).toEqual([120_000])
  heartbeat.beat()
  expect(after(59_999)).toEqual([])
  expect(after(1)).toEqual([60_000])
})

it('checks by itself', async () => {
  const silence = await new Promise((resolve) => {
    stop = createHeartbeat({ periodMs: 20, onSilence: resolve }).stop
    // Keeps the process alive: the heartbeat doesn't.
    setTimeout(() => resolve('none'), 5000).unref()
    const alive = setInterval(() => {}, 50)
    const end = stop
    stop = () => {
      clearInterval(alive)
      end()
    }
  })
  expect(silence).toBeGreaterThanOrEqual(20)
})
