import { stripVTControlCharacters } from 'node:util'
import { describe, expect, it } from '@jest/globals'
import { frame } from '../../src/terminal/frame.ts'
import type { ShownStep } from '../../src/terminal/step-table.ts'

const step = (title: string, more: Partial<ShownStep> = {}): ShownStep => ({
  title,
  state: 'running',
  startedAt: 1000,
  output: [],
  ...more,
})
const at = { columns: 50, rows: 24, hasColours: false, startedAt: 0, now: 3500 }

it('draws each step with its state and time, and output below a running step', () => {
  const lines = frame(
    [
      step('[1/3] FROM x', { state: 'cached', endedAt: 1000 }),
      step('[2/3] COPY . .', { state: 'done', endedAt: 2200, output: ['gone'] }),
      step('[3/3] RUN make', { output: ['0.1 one', '0.2 \u001b[31mtwo\u001b[0m'] }),
      step('[x 1/1] RUN y', { state: 'failed', endedAt: 1500 }),
    ],
    at,
  )
  expect(lines).toEqual([
    '[+] Building 3.5s (3/4)',
    ' => CACHED [1/3] FROM x                       0.0s',
    ' => [2/3] COPY . .                            1.2s',
    ' => [3/3] RUN make                            2.5s',
    ' => => 0.1 one',
    ' => => 0.2 two',
    ' => ERROR [x 1/1] RUN y                       0.5s',
  ])
})

it.each([20, 50, 200])('fits into %i columns, also in colour', (columns) => {
  const steps = [
    step('a very long title '.repeat(20), { output: ['a very long line '.repeat(20)] }),
  ]
  for (const line of frame(steps, { ...at, columns, hasColours: true })) {
    expect([...stripVTControlCharacters(line)].length).toBeLessThanOrEqual(columns)
  }
})

describe('a frame on a low terminal', () => {
  const many = Array.from({ length: 30 }, (_, index) =>
    step(`step ${index}`, index === 3 ? {} : { state: 'done', endedAt: 2000 }),
  )

  it('hides the steps that ended first, and counts them', () => {
    const lines = frame(many, { ...at, rows: 10 })
    expect(lines[0]).toContain('(29/30)')
    expect(lines).toHaveLength(9)
    expect(lines[1]).toContain('step 3 ')
    expect(lines.at(-1)).toContain('step 29')
  })

  it('hides running steps if necessary', () => {
    const running = many.map((each) => ({ ...each, state: 'running' as const }))
    expect(frame(running, { ...at, rows: 10 })).toHaveLength(9)
  })
})
