import { defaultAttestations } from '../buildx/attests.ts'
import type { BakeInputs } from '../buildx/bake-args.ts'
import { isBuild } from '../buildx/build-args.ts'
import { pushes, readOutput, refuseStandardOutput } from '../buildx/outputs.ts'
import type { BakeOptions } from '../inputs/inputs.ts'
import type { CacheExport } from '../record/cache-exports.ts'
import { hasDefaultAttests } from '../step/plan.ts'
import { homelessNote, planRegistryCache } from '../step/registry-cache.ts'
import { wildcard } from '../text/wildcard.ts'
import { untrustedBecause } from '../trust/origin.ts'
import type { BakeDefinition, BakeTarget } from './definition.ts'
import { readOverride } from './override.ts'

/** What buildx is asked to bake, now that the builder and the definition are known. */
export interface BakePlan {
  readonly bake: BakeInputs
  readonly targets: readonly PlannedTarget[]
  /** The names of those that were asked for; the others are only linked. */
  readonly requested: readonly string[]
  /** A line for the log. */
  readonly note?: string
  /** For the user: what is left out, and why. */
  readonly notices: readonly string[]
  readonly warnings: readonly string[]
}

/** A target as it is built. */
export interface PlannedTarget extends BakeTarget {
  /** The registry reference of the cache export that the action added; absent when it added none. */
  readonly cacheWrite?: string
  /** Cache exports that are rejected before the build (invalid reference), reported as failed. */
  readonly refused?: readonly CacheExport[]
  /** Whether its image goes to a registry. */
  readonly isPushed: boolean
}

export interface BakePlanOptions
  extends Pick<BakeOptions, 'bake' | 'cache' | 'origin' | 'allowUntrusted' | 'attestRun'> {
  readonly definition: BakeDefinition
  /** Whether the builder keeps its cache after the job, so that a registry cache would only take time. */
  readonly isPersistent: boolean
  /** The builder's driver, and the version of its daemon such as `v0.32.2`. */
  readonly driver: string
  readonly version: string
}

/**
 * Decides about pushing, provenance and the registry cache of each target, by overrides of the definition.
 *
 * @throws ConfigurationError for an output that would go into the log
 */
export function planBake(options: BakePlanOptions): BakePlan {
  const { bake, definition, origin, allowUntrusted } = options
  for (const { name, outputs, call } of definition.targets) {
    if (callOf({ call }, bake) !== '') continue
    for (const output of outputs)
      refuseStandardOutput(output, `The output "${output}" of target ${name}`)
  }
  const untrusted = allowUntrusted ? undefined : origin.untrusted
  const isCall = !isBuild(bake.call)
  const writesNothing = untrusted !== undefined || (isCall && mayWrite(bake, definition.targets))
  const plans = definition.targets.map((target) =>
    callOf(target, bake) === ''
      ? planTarget(target, options, untrusted !== undefined)
      : planCalled(target, writesNothing || isCall),
  )
  const homeless = plans.filter(({ isHomeless }) => isHomeless).map(({ target }) => target.name)
  const set = [
    ...(writesNothing
      ? [...bake.set.filter((entry) => !isWrite(entry)), ...noWrites]
      : withoutCalled(bake, definition.targets)),
    ...plans.flatMap((plan) => plan.set),
    ...provenanceSet(options),
  ]
  return {
    bake: { ...bake, set, ...((writesNothing || isCall) && { push: false, load: false }) },
    targets: plans.map(({ target }) => target),
    requested: definition.requested,
    ...(homeless.length > 0 && { note: homelessNote(homeless) }),
    notices: [
      // A call alone writes nothing for anybody.
      ...(untrusted === undefined || definition.targets.every((each) => callOf(each, bake) !== '')
        ? []
        : [
            `${untrustedBecause[untrusted]}: nothing is pushed and no cache is written, whatever the definition says. allow-untrusted: true lifts this.`,
          ]),
      ...callNotices(options),
    ],
    warnings: plans.flatMap(({ warnings }) => warnings),
  }
}

function mayWrite({ set }: BakeInputs, targets: readonly BakeTarget[]): boolean {
  return (
    set.some(isWrite) ||
    targets.some(({ outputs, cacheTo }) => outputs.length > 0 || cacheTo.length > 0)
  )
}

/** What is evaluated of a target instead of a build, such as `check`; empty for a build. The input comes first. */
function callOf({ call }: Pick<BakeTarget, 'call'>, bake: Pick<BakeInputs, 'call'>): string {
  return isBuild(bake.call) ? call : bake.call
}

/** Says once for each call which of what was asked for has no effect. */
function callNotices({ bake, definition: { targets } }: BakePlanOptions): readonly string[] {
  const calls = new Set(targets.map((target) => callOf(target, bake)).filter(Boolean))
  return [...calls].flatMap((call) => {
    const called = targets.filter((target) => callOf(target, bake) === call)
    const ignored = [
      bake.push && 'push',
      bake.load && 'load',
      called.some(({ outputs }) => outputs.some((output) => !isByInput(output, bake))) && 'output',
      called.some(({ cacheTo }) => cacheTo.length > 0) && 'cache-to',
    ].filter((name) => name !== false)
    if (ignored.length === 0) return []
    const subject = isBuild(bake.call)
      ? `${called.map(({ name }) => name).join(', ')}: call = "${call}"`
      : `call: ${call}`
    return [
      `${subject} builds nothing, so nothing is pushed, loaded or exported. Without effect: ${ignored.join(', ')}.`,
    ]
  })
}

/** Whether buildx prints an output because of an input, and not of the definition. */
function isByInput(output: string, { push, load }: Pick<BakeInputs, 'push' | 'load'>): boolean {
  return (push && output === 'type=image,push=true') || (load && output === 'type=docker')
}

/**
 * The overrides that push or write cache, for targets that are built alone: an output of `noWritesOf` has no effect
 * beside another one, and overrides of a target and of a pattern add up.
 */
function withoutCalled(bake: BakeInputs, targets: readonly BakeTarget[]): readonly string[] {
  return bake.set.flatMap((entry) => {
    if (!isWrite(entry)) return [entry]
    const end = entry.indexOf('.')
    const isMeant = wildcard(entry.slice(0, end))
    const meant = targets.filter(({ name }) => isMeant(name))
    const built = meant.filter((target) => callOf(target, bake) === '')
    if (built.length === meant.length) return [entry]
    return built.map(({ name }) => `${name}${entry.slice(end)}`)
  })
}

interface TargetPlan {
  readonly target: PlannedTarget
  /** Overrides of the definition. */
  readonly set: readonly string[]
  /** Whether a registry cache is wanted, but nothing says where. */
  readonly isHomeless: boolean
  readonly warnings: readonly string[]
}

function planTarget(
  target: BakeTarget,
  { cache, origin, isPersistent, driver }: BakePlanOptions,
  isUntrusted: boolean,
): TargetPlan {
  const { name } = target
  const trusted = isUntrusted ? withoutWrites(target, driver) : { target, set: [] }
  const {
    caches,
    warning,
    isHomeless = false,
    ...others
  } = planRegistryCache(
    { ...target, bakeTarget: name },
    { cache, origin, isPersistent, isUntrusted },
  )
  const isPushed = trusted.target.outputs.some(pushes)
  return {
    target: { ...trusted.target, isPushed, ...caches, ...others },
    set: [
      ...trusted.set,
      ...(caches.cacheFrom ?? []).map((source) => `${name}.cache-from=${source}`),
      ...(caches.cacheTo ?? []).map((cache) => `${name}.cache-to=${cache}`),
    ],
    isHomeless,
    warnings: warning === undefined ? [] : [`${name}: ${warning}`],
  }
}

/** Plans a target that a `call` evaluates. buildx would still push the empty result over its tag. */
function planCalled(target: BakeTarget, writesNothing: boolean): TargetPlan {
  return {
    target: { ...target, tags: [], outputs: [], cacheTo: [], isPushed: false },
    set: writesNothing ? [] : noWritesOf(target.name),
    isHomeless: false,
    warnings: [],
  }
}

/** @param pattern of targets, which no other override may let push or write cache */
const noWritesOf = (pattern: string) => [`${pattern}.output=type=cacheonly`, `${pattern}.cache-to=`]

/**
 * For all targets of the definition, those that weren't printed among them: buildx evaluates the definition again to
 * bake it, and variables and functions such as `uuidv4()` may come to other targets and outputs then.
 */
const noWrites = noWritesOf('*')

/** Whether an override pushes or writes cache. buildx before v0.38 ignores what follows in `app.output.x=…`. */
function isWrite(entry: string): boolean {
  return ['output', 'cache-to', 'push', 'load'].includes(readOverride(entry).field)
}

/**
 * Leaves out the cache sources of all targets. Before v0.38, buildx adds an empty override to earlier ones of the
 * field, so they have to go.
 */
export function withoutCacheFrom(set: readonly string[]): readonly string[] {
  return [...set.filter((entry) => readOverride(entry).field !== 'cache-from'), '*.cache-from=']
}

/**
 * Leaves out pushing and writing cache. Outputs that write to the runner stay, and the image that a target without
 * outputs is to Docker's own builder. buildx ignores the `cacheonly` of `noWrites` beside another output
 * (build/opt.go).
 */
function withoutWrites(
  target: BakeTarget,
  driver: string,
): {
  readonly target: BakeTarget
  readonly set: readonly string[]
} {
  const { name, outputs: given } = target
  const kept = given.filter((output) => !pushes(output) && readOutput(output).type !== 'cacheonly')
  const own = given.length === 0 && driver === 'docker' ? ['type=image'] : kept
  const outputs = given.length > 0 && kept.length === 0 ? ['type=cacheonly'] : kept
  return {
    target: { ...target, outputs, cacheTo: [] },
    set: own.map((output) => `${name}.output=${output}`),
  }
}

/**
 * A target gets provenance by default, as in docker/bake-action: unless an input or the target says otherwise, or
 * any image is loaded into Docker.
 */
function provenanceSet({
  bake,
  definition,
  attestRun,
  driver,
  version,
}: BakePlanOptions): readonly string[] {
  if (bake.provenance !== '' || !hasDefaultAttests(driver, version)) return []
  const { load } = bake
  const built = definition.targets.filter((target) => callOf(target, bake) === '')
  const outputs = built.flatMap((target) => target.outputs)
  return built.flatMap(({ name, attests }) =>
    defaultAttestations({ attests, provenance: '', sbom: '', load, outputs }, attestRun).map(
      (attest) => `${name}.attest=${attest}`,
    ),
  )
}
