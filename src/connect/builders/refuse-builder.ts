import { ConfigurationError } from '../../base/errors.ts'

/**
 * Refuses a builder that untrusted code may not use.
 *
 * @param reason why not, as one sentence
 * @param found what the builder is, such as `is one (driver remote at tcp://a:1234)`
 */
export function refuseBuilder(reason: string, name: string, found: string): ConfigurationError {
  return new ConfigurationError(
    `${reason} builder: "${name}" ${found}. Without builder, such a run builds on a local builder; allow-untrusted: true allows this one.`,
  )
}
