import type { BuildInputs } from '../buildx/build-args.ts'
import type { ConnectInputs } from '../connect/inputs.ts'
import type { Origin } from '../trust/origin.ts'

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
  readonly warnings: readonly string[]
  /** The Dockerfile's path in the repository; undefined when it is elsewhere. */
  readonly dockerfile: string | undefined
  /** The checkout that the context is a part of; undefined when it is elsewhere. */
  readonly checkout: { readonly directory: string; readonly isFetched: boolean } | undefined
  /** Whether the findings of build checks become annotations. */
  readonly annotateChecks: boolean
}

export interface CacheInputs {
  /** Empty: a tag beside the image. */
  readonly reference: string
  readonly mode: 'max' | 'min'
  readonly export: 'auto' | 'always' | 'never'
}
