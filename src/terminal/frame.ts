import { stripVTControlCharacters } from 'node:util'
import { truncate } from '../text/truncate.ts'
import type { ShownStep } from './step-table.ts'
import { createStyle } from './style.ts'

export interface FrameOptions {
  readonly columns: number
  /** Of the terminal; the frame takes fewer. */
  readonly rows: number
  readonly hasColours: boolean
  /** Milliseconds, as those of the steps. */
  readonly startedAt: number
  readonly now: number
}

/**
 * One frame of a build, as buildx draws it on a terminal: a line for each step, and below a running one its
 * last output.
 *
 * @returns lines of at most `columns` characters
 */
export function frame(steps: readonly ShownStep[], options: FrameOptions): readonly string[] {
  const { columns, rows, startedAt, now } = options
  const ended = steps.filter(({ state }) => state !== 'running').length
  const title = `[+] Building ${seconds(now - startedAt)} (${ended}/${steps.length})`
  const blocks = steps.map((step) => stepLines(step, options))
  const space = Math.max(rows - 2, 1)
  // Steps that have ended make room first, oldest first.
  const hidden = new Set<number>()
  const height = () =>
    blocks.reduce((sum, lines, index) => sum + (hidden.has(index) ? 0 : lines.length), 0)
  for (const index of [...endedFirst(steps), ...steps.keys()]) {
    if (height() <= space) break
    hidden.add(index)
  }
  return [truncate(title, columns), ...blocks.filter((_, index) => !hidden.has(index)).flat()]
}

function endedFirst(steps: readonly ShownStep[]): number[] {
  return [...steps.keys()].filter((index) => steps[index]?.state !== 'running')
}

function stepLines(step: ShownStep, { columns, hasColours, now }: FrameOptions): string[] {
  const style = createStyle(hasColours)
  const paint = {
    running: plain,
    done: style.blue,
    cached: style.blue,
    failed: style.red,
    canceled: style.yellow,
  }
  const mark = { running: '', done: '', cached: 'CACHED ', failed: 'ERROR ', canceled: 'CANCELED ' }
  const until = step.state === 'running' ? now : (step.endedAt ?? now)
  const time = seconds(until - step.startedAt)
  const room = columns - time.length - 1
  const left = truncate(` => ${mark[step.state]}${step.title}`, room)
  const line = paint[step.state](`${left.padEnd(room)} ${time}`)
  if (step.state !== 'running') return [line]
  return [
    line,
    ...step.output.map((text) => style.dim(truncate(` => => ${visible(text)}`, columns))),
  ]
}

/** Truncation could cut a step's colour sequences. */
function visible(text: string): string {
  return stripVTControlCharacters(text).replaceAll(/\p{C}/gu, ' ')
}

function plain(text: string): string {
  return text
}

function seconds(milliseconds: number): string {
  return `${(milliseconds / 1000).toFixed(1)}s`
}
