import { ConfigurationError } from '../base/errors.ts'
import type { BuildInputs } from '../buildx/build-args.ts'

/** Each input of action.yml. */
export const inputNames: readonly string[] = [
  'add-hosts',
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
  'cache-mounts',
  'cache-ref',
  'cache-to',
  'call',
  'cert',
  'cgroup-parent',
  'compare',
  'connect-timeout',
  'context',
  'driver',
  'driver-opts',
  'endpoint',
  'fallback',
  'file',
  'github-token',
  'key',
  'labels',
  'load',
  'network',
  'no-cache',
  'no-cache-filters',
  'outputs',
  'platforms',
  'provenance',
  'pull',
  'push',
  'retries',
  'sbom',
  'secret-envs',
  'secret-files',
  'secrets',
  'server-name',
  'shm-size',
  'ssh',
  'ssh-key',
  'ssh-known-hosts',
  'summary',
  'summary-build-args',
  'tags',
  'target',
  'ulimit',
]

/** What other actions and tools call an input of ours that means the same. */
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
  'tls-ca': 'ca',
  'tls-cert': 'cert',
  'tls-key': 'key',
  token: 'github-token',
  ulimits: 'ulimit',
  version: 'buildx-version',
}

/**
 * Looks for inputs that aren't ours. Not within a composite action, where the outer action's inputs
 * may be in the environment and can't be told from ours: there, and only there, the runner sets
 * `GITHUB_ACTION_PATH` (CompositeActionHandler of actions/runner). It warns of unexpected inputs, too.
 *
 * @returns a warning for each that does nothing
 * @throws ConfigurationError for one that is known under another name, which isn't given
 */
export function checkNames(env: NodeJS.ProcessEnv): string[] {
  if (env.GITHUB_ACTION_PATH) return []
  const names = Object.entries(env)
    .filter(([variable, value]) => variable.startsWith(prefix) && value?.trim())
    .map(([variable]) => variable.slice(prefix.length).toLowerCase())
  return names.filter((name) => !inputNames.includes(name)).map((name) => checkName(name, names))
}

const prefix = 'INPUT_'

function checkName(name: string, names: readonly string[]): string {
  const spelled = name.replaceAll('_', '-')
  const ours = inputNames.includes(spelled) ? spelled : aliases[spelled]
  if (ours === undefined || names.includes(ours)) {
    const [nearest] = inputNames.toSorted((a, b) => distance(name, a) - distance(name, b))
    return `${name} is not an input of this action and does nothing. Did you mean ${nearest}?`
  }
  const message = `${name} is called ${ours} here. Write ${ours} instead`
  // Nobody gives a variable a hyphen.
  if (name.includes('-')) throw new ConfigurationError(`${message}.`)
  const variable = prefix + name.toUpperCase()
  if (harmless.has(name))
    return `${message}, unless ${variable} is a variable of the workflow's own.`
  throw new ConfigurationError(
    `${message}. If ${variable} is a variable of the workflow's own, call that otherwise.`,
  )
}

/** What is built is the same without them, and a workflow may well have a variable such as `INPUT_VERSION`. */
const harmless = new Set(['config', 'token', 'version'])

/**
 * The variables of the workflow's own that look like inputs, and that the build is to be given, as by
 * `build-args: INPUT_VERSION`. An input of ours is never among them.
 */
export function ownVariables({
  buildArgs,
  secrets,
}: Pick<BuildInputs, 'buildArgs' | 'secrets'>): string[] {
  const variables = secrets.flatMap((secret) => ('variable' in secret ? [secret.variable] : []))
  return [...buildArgs, ...variables].filter((variable) => {
    const name = variable.slice(prefix.length).toLowerCase().replaceAll('_', '-')
    return /^INPUT_[^=]+$/.test(variable) && !inputNames.includes(name)
  })
}

/** How many characters must be put in, taken out or replaced to make one of the other. */
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
