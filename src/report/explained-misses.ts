import type { MissReason } from '../record/misses.ts'
import type { CacheReport, ReportedStep } from './cache-report.ts'

/** A step that could have come from cache, and why it didn't. */
export interface ExplainedMiss {
  readonly step: ReportedStep
  /** Without the step's name, such as `a file that it copies has changed`. */
  readonly why: string
  /** More about it, such as the name of an argument. */
  readonly detail?: string
  /** The step that ran before it, when that is why. */
  readonly before?: string
}

/** In the order of the Dockerfile. */
export function explainMisses({ misses, steps }: CacheReport): readonly ExplainedMiss[] {
  return misses.flatMap(({ step: index, reason, detail }) => {
    const step = steps[index]
    if (step === undefined) return []
    const key = reason === 'previous-step-ran' ? 'before' : 'detail'
    return [{ step, why: reasons[reason], ...(detail !== undefined && { [key]: detail }) }]
  })
}

/** The miss to begin with: the first that isn't the mere consequence of another. */
export function firstMiss(report: CacheReport): ExplainedMiss | undefined {
  const causes = report.misses.filter(({ reason }) => reason !== 'previous-step-ran')
  const [first] = explainMisses({ ...report, misses: [...causes, ...report.misses] })
  return first
}

const reasons: Readonly<Record<MissReason, string>> = {
  'context-changed': 'what it copies has changed',
  'instruction-changed': 'the instruction has changed, or an argument that goes into it',
  'base-image-changed': 'the base image has changed',
  'previous-step-ran': 'it builds on a step that ran',
  'no-cache': 'the build was asked not to use its cache',
  evicted: 'the daemon made it before and has lost it since',
  'never-built-here': 'no recent build here made it',
  unknown: 'the reason is not known',
}
