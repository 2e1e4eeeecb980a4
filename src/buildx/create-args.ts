export interface CreateOptions {
  readonly name: string
  /** Names the container. Empty for buildx's choice. */
  readonly node?: string
  readonly driver: 'remote' | 'docker-container'
  /** Empty for the local Docker daemon. */
  readonly endpoint?: string
  /** Each a line of CSV with one or more `key=value`, as buildx takes it. */
  readonly driverOpts: readonly string[]
  readonly buildkitdFlags?: string
  /** Path of a buildkitd.toml. */
  readonly buildkitdConfig?: string
  /** How long to ask the daemon for its state, as Go writes a duration. Since buildx v0.32.0. */
  readonly statusTimeout?: string
}

/** The arguments of `buildx create`. */
export function createArgs({
  name,
  node = '',
  driver,
  endpoint = '',
  driverOpts,
  buildkitdFlags = '',
  buildkitdConfig = '',
  statusTimeout = '',
}: CreateOptions): string[] {
  return [
    'create',
    '--name',
    name,
    ...(node ? ['--node', node] : []),
    '--driver',
    driver,
    ...driverOpts.flatMap((options) => ['--driver-opt', options]),
    ...(buildkitdFlags ? ['--buildkitd-flags', buildkitdFlags] : []),
    ...(buildkitdConfig ? ['--buildkitd-config', buildkitdConfig] : []),
    ...(statusTimeout ? ['--timeout', statusTimeout] : []),
    ...(endpoint ? [endpoint] : []),
  ]
}
