import type { MissReason } from '../record/misses.ts'
import type { CacheReport, ReportedStep } from './cache-report.ts'

/** A step that was not cached, and why. */
export interface ExplainedMiss {
  readonly step: ReportedStep
  /** A clause without the step's name, such as `the base image has changed`; absent where nothing could tell. */
  readonly why?: string
  /** More about it, such as the name of an argument. */
  readonly detail?: string
  /** The step that ran before it, when that is why. */
  readonly before?: string
}

/** In the order of the Dockerfile. */
export function explainMisses({
  misses,
  steps,
  comparison,
}: CacheReport): readonly ExplainedMiss[] {
  return misses.flatMap(({ step: index, reason, detail }) => {
    const step = steps[index]
    if (step === undefined) return []
    const key = reason === 'previous-step-ran' ? 'before' : 'detail'
    const isExpected = reason !== 'unknown' || comparison === 'compared'
    const why = isExpected ? reasons[reason] : undefined
    return [
      { step, ...(why !== undefined && { why }), ...(detail !== undefined && { [key]: detail }) },
    ]
  })
}

/** The first miss that isn't just the consequence of another, if there is one. */
export function firstMiss(report: CacheReport): ExplainedMiss | undefined {
  const causes = report.misses.filter(({ reason }) => reason !== 'previous-step-ran')
  const [first] = explainMisses({ ...report, misses: [...causes, ...report.misses] })
  return first
}

/** Whether the steps ran because nothing could be in the cache: the daemon has never built the project. */
export function isFirstBuild({ comparison, misses, cached }: CacheReport): boolean {
  const isNew = ({ reason }: CacheReport['misses'][number]) =>
    reason === 'never-built-here' || reason === 'previous-step-ran'
  return comparison === 'first' && cached === 0 && misses.length > 0 && misses.every(isNew)
}

export const firstBuildWords = 'This is the first build of this project that the daemon remembers'

const reasons: Readonly<Record<MissReason, string>> = {
  'context-changed': 'the files that it copies have changed',
  'instruction-changed': 'the instruction has changed, or an argument that it uses',
  'base-image-changed': 'the base image has changed',
  'previous-step-ran': 'it builds on a step that ran',
  'no-cache': 'no-cache is set for it',
  evicted: 'the daemon built it before and no longer has it',
  'never-built-here': 'no recent build on this daemon had it',
  unknown: 'the reason is not known',
}
