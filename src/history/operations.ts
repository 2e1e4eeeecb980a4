/** What a vertex does, as BuildKit's own provenance of a build says it. */
export interface Operation {
  /** Of a `RUN`: the command's words. */
  readonly args?: readonly string[]
  /** Of a `RUN`: build arguments are among them. */
  readonly variables: ReadonlyMap<string, string>
  /** All else that a result depends on, as text to compare. */
  readonly rest: string
}

/** What each vertex of a build does, by its digest. `predicate` is the JSON of a provenance. */
export function readOperations(predicate: string): ReadonlyMap<string, Operation> {
  const { buildDefinition, buildConfig } = JSON.parse(predicate) as Predicate
  // The former is SLSA 1, the latter what BuildKit wrote before that.
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
      readonly cwd?: string
      readonly user?: string
    }
    readonly mounts?: readonly unknown[]
    readonly network?: unknown
    readonly security?: unknown
  }
  readonly file?: { readonly actions?: readonly unknown[] }
}

function readOperation({ exec, file }: Op): Operation {
  const { args, env = [], cwd, user } = exec?.meta ?? {}
  const rest = [cwd, user, exec?.mounts, exec?.network, exec?.security, file?.actions]
  return {
    ...(args && { args }),
    variables: new Map(env.map(splitVariable)),
    rest: JSON.stringify(rest),
  }
}

function splitVariable(text: string): readonly [string, string] {
  const [name = '', ...value] = text.split('=')
  return [name, value.join('=')]
}
