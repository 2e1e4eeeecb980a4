import { ConfigurationError } from '../base/errors.ts'
import { readConnectInputs } from './connect-inputs.ts'
import type { TrendsInputs } from './inputs.ts'
import { masked } from './read-inputs.ts'
import { createInputReader } from './reader.ts'
import type { InputSource } from './source.ts'

/** The inputs of `report`: those about reaching a daemon, and three of its own. */
export const trendsInputNames: readonly string[] = [
  ...['allow-untrusted', 'ca', 'cert', 'connect-timeout', 'days', 'driver', 'endpoint', 'file'],
  ...['identity', 'identity-audience', 'identity-ca', 'identity-lifetime', 'identity-role'],
  ...['identity-token', 'key', 'server-name', 'ssh-key', 'ssh-known-hosts', 'summary'],
]

/**
 * Reads, masks and checks the inputs of a report on the last days' builds.
 *
 * @throws ConfigurationError naming the input as the user wrote it
 */
export function readTrendsInputs(source: InputSource): TrendsInputs {
  return masked(source, (masks) => {
    const reader = createInputReader(source.raw)
    const { text, boolean, optional } = reader
    const file = optional('file', (path) => path)
    return {
      connect: readConnectInputs(reader, source, masks),
      days: parseDays('days', text('days')),
      summary: boolean('summary', true),
      ...(file !== undefined && { file }),
      warnings: source.checkNames(),
    }
  })
}

/**
 * @param name of the input or option
 * @param text when empty, a week
 * @throws ConfigurationError
 */
export function parseDays(name: string, text: string): number {
  const days = Number(text || '7')
  if (Number.isInteger(days) && days >= 1 && days <= 365) return days
  throw new ConfigurationError(`${name}: "${text}" is not a number of days from 1 to 365.`)
}
