import type { Writable } from 'node:stream'
import { ConfigurationError } from '../base/errors.ts'
import type { Printer } from './printer.ts'

const kinds = ['auto', 'plain', 'tty'] as const

/**
 * Where the log of a build goes.
 *
 * @param kind the option `progress`
 * @throws ConfigurationError for a kind that there isn't
 */
export function openOutput(printer: Printer, kind = 'auto'): Writable {
  if (!kinds.some((each) => each === kind)) {
    throw new ConfigurationError(`progress: "${kind}" is not one of ${kinds.join(', ')}.`)
  }
  return printer.stream
}
