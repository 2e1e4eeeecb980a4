import type { Writable } from 'node:stream'
import { lineStream } from '../text/line-stream.ts'

/** Prints text without the secrets that are masked. */
export interface Printer {
  readonly hasColours: boolean
  /** Hides a text in everything that is printed from now on. */
  readonly mask: (secret: string) => void
  /** Hides the masked texts. */
  readonly hide: (text: string) => string
  /** Prints whole lines. */
  readonly print: (text: string) => void
  /** The same as a stream, whose chunks may end anywhere. It slows its writer down as the terminal does. */
  readonly stream: Writable
  /** Prints a last line without an end, and waits until everything is printed. */
  readonly flush: () => Promise<void>
}

export interface PrinterOptions {
  readonly to: NodeJS.WritableStream
  readonly hasColours: boolean
}

const hidden = '***'

export function createPrinter({ to, hasColours }: PrinterOptions): Printer {
  const secrets = new Set<string>()
  let pattern: RegExp | undefined
  const hide = (text: string) => {
    if (secrets.size === 0) return text
    // The longest first: a short one may be a part of it.
    pattern ??= new RegExp(
      [...secrets]
        .toSorted((a, b) => b.length - a.length)
        .map(escapePattern)
        .join('|'),
      'g',
    )
    return text.replaceAll(pattern, hidden)
  }
  // No mask matches a part of a secret, so a line is printed when it is whole.
  const { stream, flush } = lineStream((text, done) => {
    to.write(hide(text), () => done())
  })
  return {
    hasColours,
    mask(secret) {
      if (secret !== '') secrets.add(secret)
      pattern = undefined
    },
    hide,
    print: (text) => stream.write(text),
    stream,
    flush,
  }
}

function escapePattern(text: string): string {
  return text.replaceAll(/[\\^$.*+?()[\]{}|]/g, '\\$&')
}
