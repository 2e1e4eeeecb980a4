import { ConfigurationError } from '../base/errors.ts'
import { readPlatform } from '../pool/platform.ts'
import { shortLine } from '../text/truncate.ts'
import type { InputReader } from './reader.ts'

/**
 * buildx takes it as the default of `--platform` (commands/build.go in docker/buildx), but not in a bake. The choice of a
 * daemon and the cache depend on it too, so a build reads it like an input.
 */
export const defaultPlatform = 'DOCKER_DEFAULT_PLATFORM'

/**
 * Reads `platforms`, or the variable when it is empty. buildx builds once for several texts that mean the same platform.
 *
 * @returns what the user wrote first for each platform, by its normal form
 * @throws ConfigurationError for text that isn't a platform
 */
export function readPlatforms({ list }: Pick<InputReader, 'list'>): ReadonlyMap<string, string> {
  const found = new Map<string, string>()
  const name = list('platforms').length > 0 ? 'platforms' : defaultPlatform
  for (const text of list(name)) {
    const platform = readPlatform(text)
    if (platform === undefined) throw notPlatform(name, text)
    if (!found.has(platform)) found.set(platform, text)
  }
  return found
}

function notPlatform(name: string, text: string): ConfigurationError {
  // The operating system may be missing, as in arm/v7.
  const whole = `linux/${text}`
  const remedy = text.includes('/') && readPlatform(whole) ? whole : 'linux/amd64 or linux/arm64'
  return new ConfigurationError(
    `${name}: "${shortLine(text, longestShown)}" is not a platform. Write ${remedy}.`,
  )
}

/** Characters. */
const longestShown = 200
