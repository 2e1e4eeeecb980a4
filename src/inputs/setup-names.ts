/** The inputs of `setup`: those about reaching a daemon or making a builder, and two of its own. */
export const setupInputNames: readonly string[] = [
  'allow-untrusted',
  'builder-image',
  'buildkitd-config',
  'buildkitd-config-inline',
  'buildkitd-flags',
  'buildx-download-url',
  'buildx-version',
  'ca',
  'cache-binary',
  'cert',
  'connect-timeout',
  'driver',
  'driver-opts',
  'endpoint',
  'fallback',
  'identity',
  'identity-audience',
  'identity-ca',
  'identity-lifetime',
  'identity-role',
  'identity-token',
  'key',
  'name',
  'pool-key',
  'server-name',
  'spill-over',
  'ssh-key',
  'ssh-known-hosts',
  'use',
]

const keeps =
  'driver: docker-container with endpoint: unix:///var/run/docker.sock makes a container that stays, with its cache.'

/** What replaces the inputs of docker/setup-buildx-action that `setup` doesn't have. */
export const setupReplacements: ReadonlyMap<string, string> = new Map([
  ['append', 'Write a line for each daemon into endpoint instead, with its platforms in front.'],
  ['cleanup', keeps],
  ['install', 'docker build uses the builder without it, by BUILDX_BUILDER.'],
  ['keep-state', keeps],
  [
    'platforms',
    'Write them in front of the daemon in endpoint instead, as in linux/arm64=ADDRESS.',
  ],
])
