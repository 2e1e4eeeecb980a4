import { setOutput } from '@actions/core'
import type { DiagnosisCode } from '../base/diagnosis.ts'
import { emptyRecord } from '../record/empty-record.ts'
import { cacheReport } from '../report/cache-report.ts'
import type { Result } from '../step/step.ts'

/** Sets each output to what it is when nothing was built, so that no `if:` meets an undefined one. */
export function writeNegativeOutputs(): void {
  write({ record: emptyRecord })
}

export function writeOutputs(result: Result): void {
  write(result)
}

/** For a step that failed before it had a builder. */
export function writeReason(code: DiagnosisCode): void {
  setOutput('fallback-reason', code)
}

function write(result: Pick<Result, 'record'> & Partial<Result>): void {
  const { builder, record, metadata } = result
  const outputs = {
    digest: metadata?.digest ?? '',
    imageid: metadata?.imageId ?? '',
    metadata: metadata?.json ?? '',
    'image-changed': result.imageChanged ?? '',
    builder: builder?.name ?? '',
    driver: builder?.driver ?? '',
    endpoint: builder?.endpoint ?? '',
    fallback: builder?.fallback !== undefined,
    'fallback-reason': builder?.fallback?.code ?? '',
    'cache-hit': record.hit,
    'cache-hit-percent': record.percent,
    'steps-total': record.total,
    'steps-cached': record.cached,
    'steps-executed': record.executed,
    // Empty when unknown: an `if:` that compares numbers takes it for 0, and 0 says that nothing was saved.
    'seconds-saved': result.insight?.secondsSaved ?? '',
    'cache-report': JSON.stringify(cacheReport(result)),
  }
  for (const [name, value] of Object.entries(outputs)) setOutput(name, value)
}
