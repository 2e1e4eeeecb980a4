import { expect, it } from '@jest/globals'
import { createStepTable } from '../../src/terminal/step-table.ts'

function read(...lines: string[]) {
  const table = createStepTable()
  const known = lines.map((line, index) => table.add(line, index * 1000))
  return { steps: table.steps(), known }
}

it('reads a title, output and the end of each step', () => {
  const { steps } = read(
    '#1 [internal] load build definition',
    '#2 [2/3] RUN make',
    '#1 transferring dockerfile: 2B done',
    '#1 DONE 0.0s',
    '#2 0.1 compiling',
    '#3 [3/3] COPY . .',
    '#3 CACHED',
    '#2 ERROR: exit code: 2',
    '#4 [other] RUN x',
    '#4 CANCELED',
  )
  expect(steps).toMatchObject([
    { title: '[internal] load build definition', state: 'done', startedAt: 0, endedAt: 3000 },
    { title: '[2/3] RUN make', state: 'failed', endedAt: 7000, output: ['0.1 compiling'] },
    { title: '[3/3] COPY . .', state: 'cached' },
    { title: '[other] RUN x', state: 'canceled' },
  ])
})

it('keeps the last lines of output, and does not count a repeated title as output', () => {
  const lines = Array.from({ length: 9 }, (_, index) => `#1 0.${index} line ${index}`)
  const { steps } = read('#1 RUN x', ...lines, '#1 RUN x')
  expect(steps[0]?.output).toEqual([
    '0.3 line 3',
    '0.4 line 4',
    '0.5 line 5',
    '0.6 line 6',
    '0.7 line 7',
    '0.8 line 8',
  ])
})

it('reopens a step that had ended, but not for a warning', () => {
  const exported = ['#1 exporting to image', '#1 exporting layers done', '#1 DONE 0.1s']
  expect(read(...exported, '#1 pushing layers').steps[0]?.state).toBe('running')
  expect(read(...exported, '#1 pushing layers', '#1 DONE 3.0s').steps[0]).toMatchObject({
    state: 'done',
    endedAt: 4000,
  })
  expect(read(...exported, '#1 WARN: no').steps[0]?.state).toBe('done')
})

it('separates the text outside of steps', () => {
  expect(read('#1 RUN x', '', 'Dockerfile:2', ' > [2/2] RUN x:').known).toEqual([
    true,
    false,
    false,
    false,
  ])
})
