import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/**
 * The buildkitd.toml that buildx gives a new builder in a container where nothing else is said. Fleets of runners have
 * mirrors, CAs and plain-HTTP registries there.
 *
 * @returns empty when the configuration has none
 */
export function defaultBuildkitdConfig(config: string): string {
  const file = join(config, defaultConfigName)
  return existsSync(file) ? file : ''
}

/** `util/confutil/config.go` in docker/buildx. */
const defaultConfigName = 'buildkitd.default.toml'

/** Gives the builders that are created in another configuration the same buildkitd.toml. */
export function copyDefaultBuildkitdConfig(from: string, to: string): void {
  const file = defaultBuildkitdConfig(from)
  if (!file) return
  mkdirSync(to, { recursive: true, mode: 0o700 })
  writeFileSync(join(to, defaultConfigName), readFileSync(file), { mode: 0o600 })
}
