import { Writable } from 'node:stream'

/** Prints text without the secrets that are masked. */
export interface Printer {
  readonly hasColours: boolean
  /** Hides a text in everything that is printed from now on. */
  readonly mask: (secret: string) => void
  /** Hides the masked texts. */
  readonly hide: (text: string) => string
  /** Prints whole lines. */
  readonly print: (text: string) => void
  /** The same as a stream, in whole lines. It slows its writer down as the terminal does. */
  readonly stream: Writable
  /** Waits until everything is printed. */
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
  const stream = new Writable({
    decodeStrings: false,
    write(chunk: string | Buffer, _encoding, done) {
      to.write(hide(String(chunk)), () => done())
    },
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
    flush: () => new Promise((resolve) => stream.write('', () => resolve())),
  }
}

function escapePattern(text: string): string {
  return text.replaceAll(/[\\^$.*+?()[\]{}|]/g, '\\$&')
}
