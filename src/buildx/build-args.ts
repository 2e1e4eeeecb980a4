import { type Secret, secretArg } from './secrets.ts'

/** The build as the inputs describe it. Lists and texts are empty when not given. */
export interface BuildInputs {
  readonly addHosts: readonly string[]
  readonly allow: readonly string[]
  readonly annotations: readonly string[]
  /** Including those that `provenance` and `sbom` ask for. */
  readonly attests: readonly string[]
  /** Attestations that a build gets unless the inputs say otherwise. */
  readonly defaultAttests: readonly string[]
  readonly buildArgs: readonly string[]
  readonly buildContexts: readonly string[]
  readonly cacheFrom: readonly string[]
  readonly cacheTo: readonly string[]
  readonly call: string
  readonly cgroupParent: string
  readonly context: string
  readonly file: string
  readonly labels: readonly string[]
  readonly load: boolean
  readonly network: string
  readonly noCache: boolean
  readonly noCacheFilters: readonly string[]
  readonly outputs: readonly string[]
  readonly platforms: readonly string[]
  readonly pull: boolean
  readonly push: boolean
  readonly secrets: readonly Secret[]
  readonly shmSize: string
  readonly ssh: readonly string[]
  readonly tags: readonly string[]
  readonly target: string
  readonly ulimit: readonly string[]
}

/** Whether something is built. A `call` such as `check` or `outline` builds nothing. */
export function isBuild(call: string): boolean {
  return call === '' || call === 'build'
}

export interface BuildArgsOptions {
  readonly builder: string
  readonly metadataFile: string
  /** The file that holds the value of a secret, by the secret's index. */
  readonly secretFile: (index: number) => string
}

/** The arguments of `buildx build`. */
export function buildArgs(
  inputs: BuildInputs,
  { builder, metadataFile, secretFile }: BuildArgsOptions,
): string[] {
  return [
    'build',
    '--builder',
    builder,
    '--progress',
    'rawjson',
    '--metadata-file',
    metadataFile,
    ...each('--add-host', inputs.addHosts),
    ...each('--allow', inputs.allow),
    ...each('--annotation', inputs.annotations),
    ...each('--attest', [...inputs.defaultAttests, ...inputs.attests]),
    ...each('--build-arg', inputs.buildArgs),
    ...each('--build-context', inputs.buildContexts),
    ...each('--cache-from', inputs.cacheFrom),
    ...each('--cache-to', inputs.cacheTo),
    ...one('--call', inputs.call),
    ...one('--cgroup-parent', inputs.cgroupParent),
    ...one('--file', inputs.file),
    ...each('--label', inputs.labels),
    ...one('--network', inputs.network),
    ...each('--no-cache-filter', inputs.noCacheFilters),
    ...each('--output', inputs.outputs),
    ...one('--platform', inputs.platforms.join(',')),
    ...each(
      '--secret',
      inputs.secrets.map((secret, index) => secretArg(secret, secretFile(index))),
    ),
    ...one('--shm-size', inputs.shmSize),
    ...each('--ssh', inputs.ssh),
    ...each('--tag', inputs.tags),
    ...one('--target', inputs.target),
    ...each('--ulimit', inputs.ulimit),
    ...flag('--load', inputs.load),
    ...flag('--no-cache', inputs.noCache),
    ...flag('--pull', inputs.pull),
    ...flag('--push', inputs.push),
    '--',
    inputs.context,
  ]
}

function each(name: string, values: readonly string[]): string[] {
  return values.flatMap((value) => [name, value])
}

function one(name: string, value: string): string[] {
  return value === '' ? [] : [name, value]
}

function flag(name: string, value: boolean): string[] {
  return value ? [name] : []
}
