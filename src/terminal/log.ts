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
    info: (line) => say(plainLine(line)),
    notice: (line) => once(plainLine(line)),
    warning: (line) => once(`${yellow('Warning:')} ${plainLine(line)}`),
    error: (line) => once(`${red('Error:')} ${plainLine(line)}`),
    group(title, lines) {
      const folded = section(bold(plainLine(title)), lines.map(plainLine).map(dim))
      for (const line of folded) say(line)
    },
    debug: (line) => isDebug && say(dim(plainLine(line))),
  }
}

/** Foreign text as one line without an effect on a terminal. */
export function plainLine(text: string): string {
  return text.replaceAll(/\p{C}+/gu, ' ')
}
