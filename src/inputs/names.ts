/** Each input of action.yml. */
export const inputNames: readonly string[] = [
  'add-hosts',
  'advice',
  'allow',
  'allow-untrusted',
  'annotations',
  'attests',
  'build-args',
  'build-contexts',
  'builder',
  'builder-image',
  'buildkitd-config',
  'buildkitd-config-inline',
  'buildkitd-flags',
  'buildx-download-url',
  'buildx-version',
  'ca',
  'cache-binary',
  'cache-export',
  'cache-from',
  'cache-mode',
  'cache-compression',
  'cache-mounts',
  'cache-ref',
  'cache-to',
  'call',
  'cert',
  'cgroup-parent',
  'compare',
  'connect-timeout',
  'stall-timeout',
  'context',
  'driver',
  'driver-opts',
  'endpoint',
  'fallback',
  'file',
  'github-token',
  'identity',
  'identity-audience',
  'identity-ca',
  'identity-lifetime',
  'identity-role',
  'identity-token',
  'key',
  'labels',
  'load',
  'network',
  'no-cache',
  'no-cache-filters',
  'outputs',
  'platforms',
  'pool-key',
  'provenance',
  'pull',
  'push',
  'retries',
  'reuse-upload',
  'sbom',
  'secret-envs',
  'secret-files',
  'secrets',
  'server-name',
  'shm-size',
  'spill-over',
  'ssh',
  'ssh-key',
  'ssh-known-hosts',
  'summary',
  'summary-build-args',
  'tags',
  'target',
  'ulimit',
]

/** Names in other actions and tools for an input of this action that means the same. */
const aliases: Readonly<Record<string, string>> = {
  'add-host': 'add-hosts',
  address: 'endpoint',
  annotation: 'annotations',
  attest: 'attests',
  'base-dir': 'context',
  'build-arg': 'build-args',
  'build-context': 'build-contexts',
  'build-target': 'target',
  buildargs: 'build-args',
  'buildkit-host': 'endpoint',
  'buildkit-image': 'builder-image',
  'buildkitd-address': 'endpoint',
  'ca-cert': 'ca',
  cacert: 'ca',
  'cache-image': 'cache-ref',
  'cache-repo': 'cache-ref',
  'cache-repository': 'cache-ref',
  'client-cert': 'cert',
  'client-key': 'key',
  config: 'buildkitd-config',
  'config-inline': 'buildkitd-config-inline',
  containerfile: 'file',
  'docker-file': 'file',
  dockerfile: 'file',
  'dockerfile-path': 'file',
  'driver-opt': 'driver-opts',
  entitlements: 'allow',
  // `file` and `target` are inputs of a build. In a bake they would be ignored, and other targets built.
  file: 'files',
  'image-tags': 'tags',
  label: 'labels',
  nocache: 'no-cache',
  'no-cache-filter': 'no-cache-filters',
  output: 'outputs',
  path: 'context',
  platform: 'platforms',
  secret: 'secrets',
  'secret-env': 'secret-envs',
  'secret-file': 'secret-files',
  servername: 'server-name',
  stage: 'target',
  tag: 'tags',
  target: 'targets',
  'tls-ca': 'ca',
  'tls-cert': 'cert',
  'tls-key': 'key',
  token: 'github-token',
  ulimits: 'ulimit',
  version: 'buildx-version',
  // Of docker/bake-action up to v5.
  workdir: 'source',
}

/**
 * The input that a name means: written with underscores, or as other actions and tools name it.
 *
 * @returns undefined when no input means the same
 */
export function knownAs(name: string, known: readonly string[] = inputNames): string | undefined {
  const spelled = name.replaceAll('_', '-')
  const ours = known.includes(spelled) ? spelled : aliases[spelled]
  return ours !== undefined && known.includes(ours) ? ours : undefined
}

/**
 * The question for a misspelled name, which ends a message: the candidate that is spelled most like it. Empty when more
 * than a third of the letters differ, as they then mean something else.
 *
 * @param candidates such as the names of inputs
 * @param spell writes the candidate as the user would
 */
export function didYouMean(
  name: string,
  candidates: readonly string[] = inputNames,
  spell = (candidate: string) => candidate,
): string {
  const [nearest = ''] = candidates.toSorted((a, b) => distance(name, a) - distance(name, b))
  return distance(name, nearest) > name.length / 3 ? '' : ` Did you mean ${spell(nearest)}?`
}

/** The Levenshtein distance of two names. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index)
  for (const [index, letter] of [...a].entries()) {
    const next = [index + 1]
    for (const [column, other] of [...b].entries()) {
      const replaced = (row[column] ?? 0) + (letter === other ? 0 : 1)
      next.push(Math.min(replaced, (row[column + 1] ?? 0) + 1, (next[column] ?? 0) + 1))
    }
    row = next
  }
  return row[b.length] ?? 0
}
