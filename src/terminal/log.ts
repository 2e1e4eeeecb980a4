import type { Log } from '../base/ports.ts'
import type { Job } from './job.ts'
import type { Printer } from './printer.ts'
import { createStyle } from './style.ts'

/** The log of one run. */
export interface ProgramLog extends Log {
  readonly error: (line: string) => void
}

interface LogOptions {
  readonly section: Job['section']
  readonly isDebug: boolean
}

export function createLog(printer: Printer, { section, isDebug }: LogOptions): ProgramLog {
  const { bold, dim, red, yellow } = createStyle(printer.hasColours)
  const say = (line: string) => printer.print(`${line}\n`)
  const seen = new Set<string>()
  const once = (line: string) => {
    if (!seen.has(line)) say(line)
    seen.add(line)
  }
  return {
    info: (line) => say(printableLine(line)),
    notice: (line) => once(printableLine(line)),
    warning: (line) => once(`${yellow('Warning:')} ${printableLine(line)}`),
    error: (line) => once(`${red('Error:')} ${printableLine(line)}`),
    group(title, lines) {
      const folded = section(bold(printableLine(title)), lines.map(printableLine).map(dim))
      for (const line of folded) say(line)
    },
    debug: (line) => isDebug && say(dim(printableLine(line))),
  }
}

/** Foreign text as one line without an effect on a terminal. */
export function printableLine(text: string): string {
  return text.replaceAll(/\p{C}+/gu, ' ')
}
