/** A sample of what a step took, of moby/buildkit `executor/resources/types/types.go`. */
export interface Sample {
  readonly cpuStat?: { readonly usageNanos?: number }
  readonly memoryStat?: { readonly peak?: number }
  readonly ioStat?: { readonly readBytes?: number; readonly writeBytes?: number }
}

/** An operation of a build, of moby/buildkit `solver/pb/ops.proto`, as its JSON. */
export interface Op {
  readonly exec?: {
    readonly meta?: {
      readonly args?: readonly string[]
      readonly env?: readonly string[]
      readonly user?: string
      readonly proxy_env?: unknown
      readonly extraHosts?: readonly { readonly Host?: string }[]
    }
    readonly mounts?: readonly Mount[]
  }
  readonly source?: { readonly identifier?: string }
  readonly file?: { readonly actions?: readonly unknown[] }
}

export interface Mount {
  readonly dest?: string
  readonly cacheOpt?: { readonly ID?: string; readonly sharing?: number }
}

/** What the provenance of a build says of one vertex. */
export interface ProvenanceStep {
  readonly id: string
  readonly op?: { readonly Op?: Op }
  /** The ids of the steps whose results it takes, each with the number of the result: `step0:0`. */
  readonly inputs?: readonly string[]
  readonly resourceUsage?: { readonly samples?: readonly Sample[] }
}

interface BuildConfig {
  readonly llbDefinition?: readonly ProvenanceStep[]
  readonly digestMapping?: Readonly<Record<string, string>>
}

interface Metadata {
  readonly source?: {
    readonly infos?: readonly { readonly language?: string; readonly data?: string }[]
  }
}

const metadataName = 'https://mobyproject.org/buildkit@v1#metadata'

/**
 * The daemon's own provenance of a build, as it keeps it in its history: always with all details, whatever the build
 * asked to attest. Only the fields that are read here, of moby/buildkit `solver/llbsolver/provenance/types/types.go`:
 * SLSA 1 has them deeper than SLSA 0.2, which older daemons write.
 */
export interface Provenance {
  readonly buildDefinition?: {
    readonly internalParameters?: { readonly buildConfig?: BuildConfig }
  }
  readonly runDetails?: { readonly metadata?: { readonly buildkit_metadata?: Metadata } }
  readonly buildConfig?: BuildConfig
  readonly metadata?: { readonly [metadataName]?: Metadata }
}

/** The operations of a build, each behind its inputs. */
export function buildConfigOf({ buildDefinition, buildConfig }: Provenance): BuildConfig {
  // SLSA 1 has it in `internalParameters`, provenance before that at the top.
  return buildDefinition?.internalParameters?.buildConfig ?? buildConfig ?? {}
}

/**
 * The text of the Dockerfile that was built.
 *
 * @param provenances of one build, one for each platform
 * @returns undefined when they have none, or several different ones
 */
export function dockerfileOf(provenances: readonly Provenance[]): string | undefined {
  const found = provenances.flatMap(({ runDetails, metadata }) => {
    const { source } = runDetails?.metadata?.buildkit_metadata ?? metadata?.[metadataName] ?? {}
    return (source?.infos ?? []).flatMap(({ language, data }) =>
      language === 'Dockerfile' && data !== undefined ? [data] : [],
    )
  })
  const [data, ...others] = new Set(found)
  if (data === undefined || others.length > 0) return undefined
  return Buffer.from(data, 'base64').toString('utf8')
}
