import type { Writable } from 'node:stream'
import type { Fence } from '../base/ports.ts'
import { lineStream } from '../text/line-stream.ts'
import { frame } from './frame.ts'
import type { Printer } from './printer.ts'
import { createStepTable, type StepTable } from './step-table.ts'

interface Screen {
  readonly columns?: number
  readonly rows?: number
}

/** Ends the frame of a build. No line of a build has this character. */
const end = '\u0000'
const redrawMs = 100

/**
 * Draws a build in place, as buildx does on a terminal. Text outside of steps, such as the Dockerfile excerpt
 * of a failed build, follows below the last frame.
 */
export function createLiveDisplay(
  printer: Printer,
  screen: Screen,
  clock: () => number = () => performance.now(),
): { readonly stream: Writable; readonly fence: () => Fence } {
  let table: StepTable = createStepTable()
  let startedAt: number | undefined
  let drawn = 0
  let rest: string[] = []
  let timer: NodeJS.Timeout | undefined
  let isPrinting = false

  const draw = (rows: number) => {
    if (startedAt === undefined) return
    // A terminal without a size has 0.
    const columns = screen.columns || 80
    const { hasColours } = printer
    // Before a line is cut to the width of the terminal: no mask matches a part of a secret.
    const steps = table.steps().map((step) => ({
      ...step,
      title: printer.hide(step.title),
      output: step.output.map(printer.hide),
    }))
    const lines = frame(steps, { columns, rows, hasColours, startedAt, now: clock() })
    const back = drawn === 0 ? '' : `\u001b[${drawn}A\u001b[J`
    printer.print(`${back}${lines.join('\n')}\n`)
    drawn = lines.length
  }
  const redraw = () => {
    // A terminal that doesn't take the last frame gets no further one.
    if (isPrinting) return
    isPrinting = true
    draw(screen.rows || 24)
    void printer.flush().then(() => {
      isPrinting = false
    })
  }
  const begin = () => {
    table = createStepTable()
    startedAt = clock()
    timer = setInterval(redraw, redrawMs)
  }
  const finish = () => {
    clearInterval(timer)
    // All steps, even if that is more than the terminal shows at a time.
    draw(Number.POSITIVE_INFINITY)
    if (rest.length > 0) printer.print(`${rest.join('\n')}\n`)
    startedAt = undefined
    drawn = 0
    rest = []
  }
  // It never slows the build down: what it keeps is a table, whatever the terminal takes.
  const { stream } = lineStream((text, done) => {
    for (const line of text.split('\n')) {
      if (line === end) finish()
      else if (startedAt === undefined) {
        if (line !== '') printer.print(`${line}\n`)
      } else if (!table.add(line, clock()) && line !== '') rest.push(line)
    }
    done()
  })
  return {
    stream,
    fence() {
      begin()
      return { open: '', close: `${end}\n`, harmless: (line) => line.replaceAll(end, '') }
    },
  }
}
