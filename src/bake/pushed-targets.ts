import type { Ports } from '../base/ports.ts'
import { findPushed } from '../step/find-pushed.ts'
import { findWholePush, isOver, lateFault, metadataFields } from '../step/pushed-anyway.ts'
import type { Tried } from '../step/retries.ts'
import type { BakePlan } from './plan.ts'
import type { TargetResult, WatchedBake } from './result.ts'
import { mergeMetadata, type TargetMetadata } from './target-metadata.ts'

/**
 * As `acceptPushed`, for a bake: each target that was asked for must be pushed. Otherwise it stays a failure, in which the
 * digests of those that are pushed are known all the same: buildx writes none for them.
 */
export function acceptPushedTargets(
  tried: Tried<WatchedBake>,
  { requested, bake }: Pick<BakePlan, 'requested' | 'bake'>,
  { log }: Pick<Ports, 'log'>,
): Tried<WatchedBake> {
  const fault = lateFault(tried.outcome)
  const targets = tried.targets.map((target) => accepted(target, bake))
  const isWhole = targets.every(
    ({ name, status, metadata, record }) =>
      (status === 'succeeded' && metadata && isOver(record)) || !requested.includes(name),
  )
  const plain = targets.map(({ fields, ...target }) => target)
  if (fault === undefined || !isWhole) return { ...tried, targets: plain }
  log.warning(fault)
  const { daemonFault, ...others } = tried
  const found = targets.flatMap(({ name, fields }) =>
    fields === undefined ? [] : [[name, fields]],
  )
  return {
    ...others,
    outcome: { kind: 'succeeded', fault },
    metadata: mergeMetadata(tried.metadata, JSON.stringify(Object.fromEntries(found))),
    targets: plain,
  }
}

function accepted(
  result: TargetResult,
  { load }: Pick<BakePlan['bake'], 'load'>,
): TargetResult & { readonly fields?: Readonly<Record<string, string>> } {
  const { target, record, metadata } = result
  if (metadata !== undefined) return result
  const pushed = findWholePush(record, { ...target, push: false, load })
  if (pushed === undefined) return result
  // Something else of it may have failed, such as its cache export.
  const status = result.status === 'failed' ? 'failed' : 'succeeded'
  const known = { digest: pushed.digest, images: pushed.names }
  return { ...result, status, metadata: known, fields: metadataFields(pushed) }
}

/** As `withPushedDigest`, for each target of which buildx has written metadata. */
export function withPushedDigests(targets: readonly TargetResult[]): readonly TargetResult[] {
  return targets.map((result) => {
    const { metadata } = result
    if (metadata === undefined) return result
    const pushed = findPushedTarget(result, metadata)
    if (pushed === undefined) return result
    const { images, digest = '', differ } = pushed
    const names = [...new Set(images.map(({ name }) => name))]
    return { ...result, metadata: { digest, images: names }, ...(differ && { variants: images }) }
  })
}

/** The definition is evaluated once more for the bake, and `timestamp()` comes to another tag then, which buildx names. */
function findPushedTarget({ target, record }: TargetResult, { images }: TargetMetadata) {
  const build = { ...target, push: false }
  return findPushed(record, build) ?? findPushed(record, { ...build, tags: images })
}
