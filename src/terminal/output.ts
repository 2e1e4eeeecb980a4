import type { Writable } from 'node:stream'
import { ConfigurationError } from '../base/errors.ts'
import type { Fence } from '../base/ports.ts'
import type { Job } from './job.ts'
import type { Printer } from './printer.ts'

const kinds = ['auto', 'plain', 'tty'] as const

/** The output stream, if it is a terminal with its size. */
export interface Screen {
  readonly isTTY?: boolean
  readonly columns?: number
  readonly rows?: number
}

export interface BuildOutput {
  readonly output: Writable
  readonly fence: () => Fence
}

/**
 * Where the log of a build goes: a redrawn frame on a terminal, lines elsewhere.
 *
 * @param kind the option `progress`
 * @throws ConfigurationError for a kind that there isn't
 */
export async function openOutput(
  printer: Printer,
  screen: Screen,
  { fence, hasColours }: Pick<Job, 'fence' | 'hasColours'>,
  kind = 'auto',
): Promise<BuildOutput> {
  if (!kinds.some((each) => each === kind)) {
    throw new ConfigurationError(`progress: "${kind}" is not one of ${kinds.join(', ')}.`)
  }
  // A page with colours isn't a terminal: a redrawn frame would appear twice.
  const isDrawn = kind === 'tty' || (kind === 'auto' && screen.isTTY === true && !hasColours)
  if (!isDrawn) return { output: printer.stream, fence }
  const { createLiveDisplay } = await import('./live-display.ts')
  const display = createLiveDisplay(printer, screen)
  return { output: display.stream, fence: display.fence }
}
