import { expect, it } from '@jest/globals'
import { drainTimeMs } from '../../src/github/drain.ts'

it.each([
  [1, true, 500],
  ['1', true, 500],
  [0, true, 0],
  [undefined, true, 0],
  [1, false, 0],
  [1, undefined, 0],
])('an exit with code %j on a terminal (%j) waits for %d ms', (exitCode, isTerminal, ms) => {
  expect(drainTimeMs(exitCode, isTerminal)).toBe(ms)
})
