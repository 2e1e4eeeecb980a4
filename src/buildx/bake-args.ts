/** What a bake is asked to do, as the inputs describe it. Lists and texts are empty when not given. */
export interface BakeInputs {
  /** The URL of a remote definition; empty for one in the folder in which buildx is started. */
  readonly remote: string
  readonly allow: readonly string[]
  readonly call: string
  readonly files: readonly string[]
  readonly jobs: string
  readonly load: boolean
  readonly noCache: boolean
  /** In the form of buildx: `false`, or attributes. */
  readonly provenance: string
  readonly pull: boolean
  readonly push: boolean
  readonly sbom: string
  /** Overrides, such as `app.args.VERSION=1`. */
  readonly set: readonly string[]
  readonly targets: readonly string[]
  readonly vars: readonly string[]
}

export interface BakeArgsOptions {
  readonly builder: string
  readonly metadataFile: string
}

/** The arguments of `buildx bake`. */
export function bakeArgs(inputs: BakeInputs, { builder, metadataFile }: BakeArgsOptions): string[] {
  return [
    ...['bake', '--builder', builder, '--progress', 'rawjson', '--metadata-file', metadataFile],
    ...definitionArgs(inputs),
  ]
}

/**
 * The arguments of a bake that builds nothing, and prints as JSON what it would build.
 *
 * @param builder which reads a remote definition; absent for a local one, which needs none
 */
export function printArgs(inputs: BakeInputs, builder: string | undefined): string[] {
  const reader = builder === undefined ? [] : ['--builder', builder]
  return ['bake', '--print', ...reader, '--progress', 'rawjson', ...definitionArgs(inputs)]
}

/** The arguments of a bake that lists the targets of a definition, whichever of them are asked for. */
export function listArgs(inputs: BakeInputs, builder: string | undefined): string[] {
  const reader = builder === undefined ? [] : ['--builder', builder]
  const { remote, files, allow, vars } = inputs
  return [
    ...['bake', '--list', 'type=targets,format=json', ...reader, '--progress', 'rawjson'],
    ...each('--allow', allow),
    ...each('--file', files),
    ...each('--var', vars),
    ...place(remote, []),
  ]
}

function definitionArgs(inputs: BakeInputs): string[] {
  return [
    ...each('--allow', inputs.allow),
    ...one('--call', inputs.call),
    ...each('--file', inputs.files),
    ...one('--jobs', inputs.jobs),
    ...each('--set', inputs.set),
    ...each('--var', inputs.vars),
    ...one('--provenance', inputs.provenance),
    ...one('--sbom', inputs.sbom),
    ...flag('--no-cache', inputs.noCache),
    ...flag('--pull', inputs.pull),
    ...flag('--load', inputs.load),
    ...flag('--push', inputs.push),
    ...place(inputs.remote, inputs.targets),
  ]
}

function place(remote: string, targets: readonly string[]): string[] {
  return ['--', ...(remote === '' ? [] : [remote]), ...targets]
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
