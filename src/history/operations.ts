/** The operation of a vertex, from BuildKit's own provenance of a build. */
export interface Operation {
  /** Of a `RUN`: the command's words. */
  readonly args?: readonly string[]
  /** Of a `RUN`: build arguments are among them. */
  readonly variables: ReadonlyMap<string, string>
  /** Everything else that a result depends on, as text to compare. */
  readonly rest: string
}

/** The operation of each vertex of a build, by its digest. `predicate` is the JSON of a provenance. */
export function readOperations(predicate: string): ReadonlyMap<string, Operation> {
  const { buildDefinition, buildConfig } = JSON.parse(predicate) as Predicate
  // SLSA 1 has it in `internalParameters`, provenance before that at the top.
  const config = buildDefinition?.internalParameters?.buildConfig ?? buildConfig
  const steps = new Map(config?.llbDefinition?.map((step) => [step.id, step.op?.Op]))
  const digests = Object.entries(config?.digestMapping ?? {})
  return new Map(digests.map(([digest, id]) => [digest, readOperation(steps.get(id) ?? {})]))
}

/** Only the fields that are read here. */
interface Predicate {
  readonly buildDefinition?: {
    readonly internalParameters?: { readonly buildConfig?: BuildConfig }
  }
  readonly buildConfig?: BuildConfig
}

interface BuildConfig {
  readonly llbDefinition?: readonly { readonly id: string; readonly op?: { readonly Op?: Op } }[]
  readonly digestMapping?: Readonly<Record<string, string>>
}

interface Op {
  readonly exec?: {
    readonly meta?: {
      readonly args?: readonly string[]
      readonly env?: readonly string[]
      readonly proxy_env?: unknown
      readonly extraHosts?: readonly { readonly Host?: string }[]
    }
    readonly mounts?: readonly Mount[]
  }
  readonly file?: { readonly actions?: readonly unknown[] }
}

interface Mount {
  readonly dest?: string
  readonly cacheOpt?: { readonly ID?: string; readonly sharing?: number }
}

/** It leaves out what BuildKit leaves out of its cache keys: `CacheMap` in `solver/llbsolver/ops/exec.go`. */
function readOperation({ exec = {}, file }: Op): Operation {
  const { meta = {}, mounts = [], ...execution } = exec
  const { args, env = [], proxy_env: _, extraHosts = [], ...others } = meta
  const hosts = extraHosts.map(({ Host }) => Host)
  return {
    ...(args && { args }),
    variables: new Map(env.map(splitVariable)),
    rest: JSON.stringify([others, hosts, mounts.map(withoutCacheId), execution, file?.actions]),
  }
}

/** The id of a cache mount is kept only if it is the target, which is the default. */
function withoutCacheId(mount: Mount): Mount {
  const { ID = '', sharing = 0 } = mount.cacheOpt ?? {}
  const isDefault = sharing === 0 && [ID, ID.replace(/^[^/]*\//, '')].includes(mount.dest ?? '')
  return mount.cacheOpt === undefined || isDefault ? mount : { ...mount, cacheOpt: {} }
}

function splitVariable(text: string): readonly [string, string] {
  const [name = '', ...value] = text.split('=')
  return [name, value.join('=')]
}
