import { afterEach, expect, it } from '@jest/globals'
import { createHeartbeat } from '../../src/step/heartbeat.ts'

let stop = () => {}
afterEach(() => stop())

/** A heartbeat of a minute, by a clock that is set by hand. @returns what it reports after more milliseconds */
function startBeating() {
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
  return { ...heartbeat, after }
}

it('reports silence once per period, counted from the last line', () => {
  const { after, beat, show } = startBeating()
  expect(after(59_999)).toEqual([])
  expect(after(1)).toEqual([60_000])
  expect(after(59_999)).toEqual([])
  expect(after(1)).toEqual([120_000])
  beat()
  show()
  expect(after(59_999)).toEqual([])
  expect(after(1)).toEqual([60_000])
})

it('reports the silence of a log whose reports have nothing to show', () => {
  const { after, beat } = startBeating()
  expect(after(50_000)).toEqual([])
  beat()
  expect(after(10_000)).toEqual([10_000])
})

it('looks by itself', async () => {
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
