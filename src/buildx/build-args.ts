/** What is built, as the inputs say it. Lists and texts are empty when not given. */
export interface BuildInputs {
  readonly buildArgs: readonly string[]
  readonly cacheFrom: readonly string[]
  readonly cacheTo: readonly string[]
  readonly context: string
  readonly file: string
  readonly labels: readonly string[]
  readonly load: boolean
  readonly noCache: boolean
  readonly outputs: readonly string[]
  readonly platforms: readonly string[]
  readonly provenance: string
  readonly pull: boolean
  readonly push: boolean
  readonly tags: readonly string[]
  readonly target: string
}

/** The arguments of `buildx build`. */
export function buildArgs(
  inputs: BuildInputs,
  { builder, metadataFile }: { readonly builder: string; readonly metadataFile: string },
): string[] {
  return [
    'build',
    '--builder',
    builder,
    '--progress',
    'rawjson',
    '--metadata-file',
    metadataFile,
    ...each('--build-arg', inputs.buildArgs),
    ...each('--cache-from', inputs.cacheFrom),
    ...each('--cache-to', inputs.cacheTo),
    ...one('--file', inputs.file),
    ...each('--label', inputs.labels),
    ...each('--output', inputs.outputs),
    ...one('--platform', inputs.platforms.join(',')),
    ...one('--provenance', inputs.provenance),
    ...each('--tag', inputs.tags),
    ...one('--target', inputs.target),
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
