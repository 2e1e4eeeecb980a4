export interface CreateOptions {
  readonly name: string
  /** The node's name, from which buildx derives the container's. Empty for buildx's choice. */
  readonly node?: string
  /** Empty for the local Docker daemon. */
  readonly endpoint?: string
  /** Each a CSV record of one or more `key=value`, as buildx reads it. */
  readonly driverOpts: readonly string[]
  readonly buildkitdFlags?: string
  /** Path of a buildkitd.toml. */
  readonly buildkitdConfig?: string
  /** How long to ask the daemon for its state, as Go writes a duration. Since buildx v0.32.0. */
  readonly statusTimeout?: string
  /** Whether its daemon is started at once. */
  readonly isStarted?: boolean
}

/** The arguments of `buildx create` for a builder in a container. One on a daemon is written by `writeInstance`. */
export function createArgs({
  name,
  node = '',
  endpoint = '',
  driverOpts,
  buildkitdFlags = '',
  buildkitdConfig = '',
  statusTimeout = '',
  isStarted = false,
}: CreateOptions): string[] {
  return [
    'create',
    '--name',
    name,
    ...(node ? ['--node', node] : []),
    '--driver',
    'docker-container',
    ...driverOpts.flatMap((options) => ['--driver-opt', options]),
    ...(buildkitdFlags ? ['--buildkitd-flags', buildkitdFlags] : []),
    ...(buildkitdConfig ? ['--buildkitd-config', buildkitdConfig] : []),
    ...(statusTimeout ? ['--timeout', statusTimeout] : []),
    ...(isStarted ? ['--bootstrap'] : []),
    ...(endpoint ? [endpoint] : []),
  ]
}
