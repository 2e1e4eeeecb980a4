import { ConfigurationError, messageOf } from '../base/errors.ts'
import { parseBoolean, parseChoice, parseLines, parseList } from './values.ts'

/** Reads inputs by name. An empty one is the same as an absent one. */
export interface InputReader {
  text(name: string): string
  list(name: string): string[]
  lines(name: string, options?: LinesOptions): string[]
  boolean(name: string, otherwise: boolean): boolean
  /** The first choice is the default. */
  choice<Choice extends string>(name: string, choices: readonly [Choice, ...Choice[]]): Choice
  optional<Value>(name: string, parse: (text: string) => Value): Value | undefined
}

interface LinesOptions {
  readonly quotes?: boolean
  /** `false` leaves the space around the input and around each entry. */
  readonly trim?: boolean
}

export function createInputReader(raw: (name: string) => string): InputReader {
  const text = (name: string) => raw(name).trim()
  return {
    text,
    list: (name) => named(name, () => parseList(text(name))),
    lines: (name, options = {}) =>
      named(name, () => parseLines(options.trim === false ? raw(name) : text(name), options)),
    boolean(name, otherwise) {
      const value = text(name)
      return value === '' ? otherwise : parseBoolean(name, value)
    },
    choice: (name, choices) => parseChoice(name, text(name) || choices[0], choices),
    optional(name, parse) {
      const value = text(name)
      return value === '' ? undefined : parse(value)
    },
  }
}

/** Such as a quote that isn't closed. */
function named<Value>(name: string, parse: () => Value): Value {
  try {
    return parse()
  } catch (error) {
    throw new ConfigurationError(`${name}: ${messageOf(error)}`)
  }
}
