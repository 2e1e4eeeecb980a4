import type { AttestRun } from '../buildx/attests.ts'
import type { BakeInputs } from '../buildx/bake-args.ts'
import type { BuildInputs } from '../buildx/build-args.ts'
import type { ConnectInputs } from '../connect/inputs.ts'
import type { Origin } from '../trust/origin.ts'
import type { DockerfileOptions } from './dockerfile-path.ts'

/** All inputs of one run of the action. */
export interface Inputs {
  readonly connect: ConnectInputs
  readonly build: BuildInputs
  /** The repository of the run, at its commit; absent when it or the ref is unknown. */
  readonly repository?: { readonly context: string; readonly ref: string }
  readonly cache: CacheInputs
  readonly origin: Origin
  readonly allowUntrusted: boolean
  readonly summary: boolean
  /** Whether to say what would make the next build faster. */
  readonly advice: boolean
  /** Whether to ask the daemon for the sizes of the build's cache mounts. */
  readonly cacheMounts: boolean
  /** Whether the summary may show the values of build arguments. */
  readonly summaryBuildArgs: boolean
  /** Whether to ask the registry which image the tag named before. */
  readonly compare: boolean
  /** How often a build is retried after a transient fault. */
  readonly retries: number
  /** How long a silent build waits for a sign of its daemon, in milliseconds; 0 for ever. */
  readonly stallTimeoutMs: number
  /** Whether the daemon's copy of a folder may be used again, where that is safe. */
  readonly reuseUpload: 'auto' | 'never'
  readonly warnings: readonly string[]
  /** The Dockerfile's path in the repository; undefined when it is elsewhere. */
  readonly dockerfile: string | undefined
  /** The checkout that the context is a part of; undefined when it is elsewhere. */
  readonly checkout: { readonly directory: string; readonly isFetched: boolean } | undefined
  /** The context and the Dockerfile as they are given, and what they are relative to. */
  readonly place: DockerfileOptions
  /** Whether the findings of build checks become annotations. */
  readonly annotateChecks: boolean
}

/** Everything that one bake is asked to do. */
export interface BakeOptions
  extends Pick<
    Inputs,
    | 'connect'
    | 'repository'
    | 'cache'
    | 'origin'
    | 'allowUntrusted'
    | 'summary'
    | 'advice'
    | 'cacheMounts'
    | 'summaryBuildArgs'
    | 'compare'
    | 'retries'
    | 'stallTimeoutMs'
    | 'warnings'
    | 'annotateChecks'
  > {
  readonly bake: BakeInputs
  /** The folder in which buildx is started: that of a local definition. */
  readonly directory: string
  /** The same folder, as it was given: relative to the checkout. */
  readonly source: string
  /** Variables for buildx with which it reads a remote definition. */
  readonly gitAuth: Readonly<Record<string, string>>
  /** What attestations name, and whether they are wanted. */
  readonly attestRun: AttestRun
  /** The checkout, in which annotations name files. */
  readonly workspace: string
  readonly defaultContext: string
}

/** Everything that a job matrix of a bake definition depends on. */
export interface MatrixInputs extends Pick<BakeOptions, 'bake' | 'directory' | 'warnings'> {
  readonly buildx: ConnectInputs['buildx']
  /** Fields of targets, such as `platforms`. */
  readonly fields: readonly string[]
}

/** Everything that a report on the last days' builds depends on. */
export interface TrendsInputs extends Pick<Inputs, 'connect' | 'summary' | 'warnings'> {
  /** How far to look back. */
  readonly days: number
  /** Where to write the report as JSON. */
  readonly file?: string
}

/** Everything that a builder which stays for later steps depends on. */
export interface SetupInputs extends Pick<Inputs, 'connect' | 'warnings'> {
  /** The name of the builder. When absent, one that no other builder has. */
  readonly name?: string
  /** Whether later steps build there without naming it. */
  readonly use: boolean
}

export interface CacheInputs {
  /** Empty: a tag beside the image. */
  readonly reference: string
  readonly mode: 'max' | 'min'
  /** Of the layers that are exported; empty: BuildKit's default. */
  readonly compression: '' | 'gzip' | 'zstd' | 'estargz' | 'uncompressed'
  readonly export: 'auto' | 'always' | 'never'
}
