import type { BakeResult } from '../bake/result.ts'
import { type BakeFacts, splitTarget, type TargetFacts } from './bake-facts.ts'
import { boundedMetadata, boundedReport } from './bounded-json.ts'
import type { CacheReport } from './cache-report.ts'
import type { Outputs } from './outputs.ts'

/**
 * The outputs of `bake` by name, as in bake/action.yml. What isn't known is empty.
 *
 * @param hide what is done to a text before it is cut
 */
export function bakeOutputs(
  result: BakeResult,
  facts: BakeFacts,
  hide: (text: string) => string,
): Outputs {
  const { builder, record, metadata, outcome } = result
  const { report } = facts
  const asked = facts.ofTargets.filter(({ isLinked }) => !isLinked)
  const digests = Object.fromEntries(
    asked.filter(({ digest }) => digest !== '').map(({ name, digest }) => [name, digest]),
  )
  const changes = asked.flatMap(({ name, imageChanged }) =>
    imageChanged === undefined ? [] : [[name, imageChanged] as const],
  )
  const code =
    outcome.kind === 'unusable' || outcome.kind === 'lost' ? outcome.diagnosis?.code : undefined
  return {
    metadata: boundedMetadata(metadata),
    digests: JSON.stringify(digests),
    digest: asked.length === 1 ? (asked[0]?.digest ?? '') : '',
    targets: JSON.stringify(
      Object.fromEntries(asked.map((each) => [each.name, targetOutput(each)])),
    ),
    'image-changed': changes.length > 0 ? JSON.stringify(Object.fromEntries(changes)) : '',
    builder: builder.name,
    driver: builder.driver,
    endpoint: builder.endpoint,
    'endpoint-choice': builder.pool?.choice ?? '',
    fallback: builder.fallback !== undefined,
    'fallback-reason': builder.fallback?.code ?? code ?? '',
    'cache-hit': record.hit,
    'cache-hit-percent': record.percent,
    'steps-total': record.total,
    'steps-cached': record.cached,
    'steps-executed': record.executed,
    'mounts-total': report.mountsTotal ?? '',
    'mounts-warm': report.mountsWarm ?? '',
    'seconds-saved': report.secondsSaved ?? '',
    'cache-report': boundedReport(bakeReport(facts), hide),
  }
}

/** What the output `targets` says of a target. */
function targetOutput({ status, digest, tags, report, seconds, imageChanged }: TargetFacts) {
  return {
    status,
    ...(digest && { digest }),
    images: tags,
    ...{ steps: report.total, cached: report.cached, percent: report.percent, seconds },
    ...(imageChanged !== undefined && { 'image-changed': imageChanged }),
  }
}

/** The report over all targets, with the counts of each. Only that of a single target has none. */
export function bakeReport({ report, ofTargets }: BakeFacts): CacheReport {
  const names = ofTargets.map(({ name }) => name)
  return {
    ...report,
    steps: report.steps.map((step) => splitTarget(step, names)),
    targets: ofTargets.map(({ name, status, digest, tags, seconds, isLinked, ...facts }) => {
      const { total, cached, executed, failed, canceled, notStarted, percent, hit } = facts.report
      const { secondsSaved, exports, sources } = facts.report
      return {
        ...{ name, status, ...(digest && { digest }), images: tags },
        ...{ total, cached, executed, failed, canceled, notStarted, percent, hit, seconds },
        ...(secondsSaved !== undefined && { secondsSaved }),
        ...(facts.imageChanged !== undefined && { imageChanged: facts.imageChanged }),
        ...(isLinked && { linked: true as const }),
        ...{ sources, exports },
      }
    }),
  }
}
