import { type BuildInputs, isBuild } from '../buildx/build-args.ts'
import { pushes } from '../buildx/outputs.ts'
import type { CacheHints } from '../connect/router/protocol.ts'
import { buildPlace } from '../inputs/build-place.ts'
import type { CacheInputs, Inputs } from '../inputs/inputs.ts'
import type { CacheExport } from '../record/cache-exports.ts'
import { type Origin, untrustedBecause } from '../trust/origin.ts'
import { variantOf } from './cache-references.ts'
import { forClassicStore } from './classic-image-store.ts'
import { type Contexts, fetchByCommit, type OwnRepository } from './git-context.ts'
import { keepsGitDirectory } from './kept-git-directory.ts'
import { homelessNote, planRegistryCache } from './registry-cache.ts'

/** The request to buildx for the chosen builder. */
export interface Plan {
  readonly build: BuildInputs
  /** Present when `build` names the repository by a query: the same contexts without it. */
  readonly withoutQuery?: Contexts
  /** The registry reference of the cache export that the action added; absent when it added none. */
  readonly cacheWrite?: string
  /** Cache exports that are rejected before the build (invalid reference), reported as failed. */
  readonly refused?: readonly CacheExport[]
  /** Why the image is not pushed although the inputs ask for it, as a clause. */
  readonly unpushed?: string
  /** A line for the log. */
  readonly note?: string
  /** Messages for the user: what is left out, and why. */
  readonly notices: readonly string[]
  readonly warnings: readonly string[]
}

export interface PlanOptions extends Pick<Inputs, 'reuseUpload' | 'place'> {
  readonly build: BuildInputs
  readonly repository?: OwnRepository
  readonly cache: CacheInputs
  readonly origin: Origin
  /** Whether the builder keeps its cache after the job, so that a registry cache would only take time. */
  readonly isPersistent: boolean
  /** Whether images go to Docker's classic image store, which supports neither manifest lists nor attestations. */
  readonly usesClassicStore?: boolean
  /** The builder's driver, and the version of its daemon such as `v0.32.2`. */
  readonly driver: string
  readonly version: string
  readonly allowUntrusted: boolean
  /** A cache that the daemon can reach, for where the inputs name none. */
  readonly cacheHints?: CacheHints
}

/**
 * Decides about pushing, about the registry cache, and how the repository is named. `cache-from` and `cache-to` stay as given.
 *
 * @throws ConfigurationError for an input that this builder doesn't support
 */
export function planBuild(options: PlanOptions): Plan {
  return withQuery(planWrites({ ...options, build: withHints(options) }), options)
}

/** As if the workflow had named the cache. */
function withHints({ build, cache, cacheHints }: PlanOptions): BuildInputs {
  if (cacheHints === undefined) return build
  const { from, to } = cacheHints
  const writes = to !== undefined && build.cacheTo.length === 0 && cache.export !== 'never'
  return {
    ...build,
    ...(build.cacheFrom.length === 0 && { cacheFrom: [from] }),
    ...(writes && { cacheTo: [to] }),
  }
}

/** Names the repository by a query where the daemon supports it. */
function withQuery(plan: Plan, { repository, version, reuseUpload }: PlanOptions): Plan {
  if (reuseUpload === 'never' || keepsGitDirectory(plan.build.buildArgs)) return plan
  const contexts = repository && fetchByCommit(plan.build, repository, version)
  if (contexts === undefined) return plan
  const { context, buildContexts } = plan.build
  return {
    ...plan,
    build: { ...plan.build, ...contexts },
    withoutQuery: { context, buildContexts },
  }
}

function planWrites(options: PlanOptions): Plan {
  const { driver, version, usesClassicStore } = options
  if (!isBuild(options.build.call)) return planCall(options.build)
  const plan = planPushAndCache(options)
  const build = hasDefaultAttests(driver, version)
    ? plan.build
    : { ...plan.build, defaultAttests: [] }
  return { ...plan, build: usesClassicStore ? forClassicStore(build) : build }
}

/**
 * Plans a `call` such as `check`, which builds nothing. buildx would still push its empty result over the tag.
 */
function planCall(build: BuildInputs): Plan {
  const { call, push, load, outputs, cacheTo } = build
  const ignored = [
    push && 'push',
    load && 'load',
    outputs.length > 0 && 'outputs',
    cacheTo.length > 0 && 'cache-to',
  ].filter((name) => name !== false)
  const notice = `call: ${call} builds nothing, so nothing is pushed, loaded or exported. Without effect: ${ignored.join(', ')}.`
  return {
    build: { ...build, push: false, load: false, outputs: [], cacheTo: [], defaultAttests: [] },
    notices: ignored.length > 0 ? [notice] : [],
    warnings: [],
  }
}

/**
 * Whether a build gets provenance by default, as in docker/build-push-action: not from the builder that is
 * part of Docker, and not from a BuildKit older than 0.11, which has no attestations.
 */
export function hasDefaultAttests(driver: string, version: string): boolean {
  const [, major, minor] = /^v?(\d+)\.(\d+)\./.exec(version) ?? []
  const isOld = major === '0' && Number(minor) > 0 && Number(minor) < 11
  return driver !== 'docker' && !isOld
}

function planPushAndCache({
  build,
  cache,
  origin,
  isPersistent,
  allowUntrusted,
  place,
}: PlanOptions): Plan {
  const untrusted = allowUntrusted ? undefined : origin.untrusted
  const notices =
    untrusted === undefined
      ? []
      : [
          `${untrustedBecause[untrusted]}: nothing is pushed and no cache is written. allow-untrusted: true lifts this.`,
        ]
  const trusted = untrusted === undefined ? build : withoutWrites(build)
  const isUntrusted = untrusted !== undefined
  const variant = variantOf({ ...build, ...buildPlace(place) })
  const variantBuild = { ...build, ...(variant !== undefined && { variant }) }
  const added = planRegistryCache(variantBuild, { cache, origin, isPersistent, isUntrusted })
  const { caches, warning, isHomeless, ...others } = added
  return {
    build: { ...trusted, ...caches },
    ...others,
    ...(untrusted !== undefined && pushesImage(build) && { unpushed: untrustedBecause[untrusted] }),
    ...(isHomeless && { note: homelessNote() }),
    notices,
    warnings: warning === undefined ? [] : [warning],
  }
}

/**
 * Leaves out pushing and writing cache, which untrusted code must not do. Its `outputs` that write to the
 * runner stay.
 */
function withoutWrites(build: BuildInputs): BuildInputs {
  return {
    ...build,
    push: false,
    cacheTo: [],
    outputs: build.outputs.filter((output) => !pushes(output)),
  }
}

/** Whether the build pushes an image, by `push` or by an output. */
export function pushesImage({ push, outputs }: Pick<BuildInputs, 'push' | 'outputs'>): boolean {
  return push || outputs.some(pushes)
}
