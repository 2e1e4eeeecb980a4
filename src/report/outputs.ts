import type { DiagnosisCode } from '../base/diagnosis.ts'
import type { Outcome } from '../step/outcome.ts'
import type { Result } from '../step/result.ts'
import { boundedMetadata, boundedReport } from './bounded-json.ts'
import type { CacheReport } from './cache-report.ts'

/** The action's outputs by name, as in action.yml. What isn't known is empty. */
export type Outputs = Readonly<Record<string, string | number | boolean>>

/**
 * @param report of the same result
 * @param hide what is done to a text before it is cut
 */
export function outputsOf(
  result: Pick<Result, 'record'> & Partial<Result>,
  report: CacheReport,
  hide: (text: string) => string,
): Outputs {
  const { builder, record, metadata } = result
  const builders = [builder, ...(result.platforms ?? [])]
  const fallbacks = builders.flatMap((each) => each?.fallback ?? [])
  return {
    digest: metadata?.digest ?? '',
    imageid: metadata?.imageId ?? '',
    metadata: boundedMetadata(metadata?.json ?? ''),
    'image-changed': result.imageChanged ?? '',
    builder: builder?.name ?? '',
    driver: builder?.driver ?? '',
    endpoint: builder?.endpoint ?? '',
    'endpoint-choice': choiceOf(result),
    fallback: fallbacks.length > 0,
    'fallback-reason': fallbacks.find(({ code }) => code)?.code ?? codeOf(result.outcome) ?? '',
    'cache-hit': record.hit,
    'cache-hit-percent': record.percent,
    'steps-total': record.total,
    'steps-cached': record.cached,
    'steps-executed': record.executed,
    'mounts-total': report.mountsTotal ?? '',
    'mounts-warm': report.mountsWarm ?? '',
    // Empty when unknown: an `if:` that compares numbers takes it for 0, and 0 says that nothing was saved.
    'seconds-saved': report.secondsSaved ?? '',
    'cache-report': boundedReport(report, hide),
  }
}

/** With several platforms, the first choice that was not the first in rank. */
function choiceOf({ builder, platforms }: Partial<Result>): string {
  const choices = platforms?.flatMap(({ pool }) => pool?.choice ?? []) ?? []
  return choices.find((choice) => choice !== 'first') ?? builder?.pool?.choice ?? ''
}

/** Why the daemon couldn't be used, if the fault appeared only in the build. */
function codeOf(outcome: Outcome | undefined): DiagnosisCode | undefined {
  const hasDiagnosis = outcome?.kind === 'unusable' || outcome?.kind === 'lost'
  return hasDiagnosis ? outcome.diagnosis?.code : undefined
}
